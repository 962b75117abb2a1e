import { connectionKind, type Connection } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoSeconds } from '../../../shared/identity.ts';
import { publicId } from '../../../shared/public-id.ts';
import {
  fromEnvironment,
  text,
  UsageError,
  wholeNumber,
  word,
  type Given,
  type Verb,
} from './command-line.ts';
import { print, withEngine, withVault } from './run-engine.ts';

/** Remote services, whose credentials lie in the vault: they come from the environment, never from the command line. */
export const addConnection: Verb = {
  usage: 'connection add',
  options: {
    kind: { type: 'string' },
    url: { type: 'string' },
    name: { type: 'string' },
    org: { type: 'string' },
    'key-env': { type: 'string' },
    'hook-secret-env': { type: 'string' },
  },
  async run(given) {
    const kind = word(given, 'kind', connectionKind.options);
    const baseUrl = text(given, 'url');
    if (kind === undefined) throw new UsageError('--kind must be given.');
    if (baseUrl === undefined) throw new UsageError('--url must be given.');
    const organizationId = wholeNumber(given, 'org', 1, 999_999_999);
    const name = text(given, 'name');
    const apiKey = fromEnvironment(given, 'key-env');
    const hookSecret = fromEnvironment(given, 'hook-secret-env');
    const made = await withVault(
      given,
      ({ engine, console }) => {
        engine.ensureWorkspace();
        return console.connections.create({
          kind,
          baseUrl,
          ...(name !== undefined && { name }),
          ...(organizationId !== undefined && { organizationId }),
          ...(apiKey !== undefined && { apiKey }),
          ...(hookSecret !== undefined && { hookSecret }),
        });
      },
      { create: true },
    );
    const { connection, hookSecret: secret } = made;
    print({
      id: connection.id,
      hookPath: connection.hookPath,
      // Only one that was made here: what was given is known already.
      ...(secret !== null && { hookSecret: secret }),
    });
    return 0;
  },
};

export const listConnections: Verb = {
  usage: 'connection list',
  options: {},
  async run(given) {
    const known = await withEngine(given, ({ console }) => console.connections.list({}));
    print(known.map(describe));
    return 0;
  },
};

/** Reads all that a service serves and sends it what waits; a failure is told, and its code is 1. */
export const syncConnection: Verb = {
  usage: 'connection sync <id>',
  options: {},
  async run(given) {
    const id = connectionId(given);
    const report = await withVault(given, ({ console }) => console.connections.sync({ id }));
    const { startedAt, finishedAt, ...figures } = report;
    print({ id, ...figures, startedAt: isoSeconds(startedAt), finishedAt: isoSeconds(finishedAt) });
    if (!report.complete) throw new AppError('refused', report.detail ?? 'Not everything could be read.');
    return 0;
  },
};

/** Changes made here that wait to be sent, are decided by nobody yet, or hold here only. */
export const listOutbox: Verb = {
  usage: 'outbox list',
  options: {},
  async run(given) {
    const changes = await withEngine(given, ({ console }) => console.outbox.list({ limit: 5000 }));
    print(
      changes.map(({ createdAt, updatedAt, finishedAt: _notYet, ...change }) => ({
        ...change,
        ticketId: publicId('ticket', change.ticketId),
        createdAt: isoSeconds(createdAt),
        updatedAt: isoSeconds(updatedAt),
      })),
    );
    return 0;
  },
};

export const removeConnection: Verb = {
  usage: 'connection remove <id>',
  options: {},
  async run(given) {
    const id = connectionId(given);
    const neverSent = await withEngine(given, async ({ console }) => {
      const { queued, undecided } = (await console.connections.get({ id })).syncing;
      await console.connections.remove({ id, neverSent: queued + undecided });
      return queued + undecided;
    });
    // Each of them is noted in the history of its ticket.
    print({ removed: id, neverSent });
    return 0;
  },
};

function connectionId({ operands }: Given): number {
  const id = Number(operands[0]);
  if (!Number.isSafeInteger(id) || id < 1)
    throw new UsageError(`"${operands[0]}" is not the id of a connection.`);
  return id;
}

function describe(connection: Connection) {
  const { id, kind, name, organizationId, baseUrl, hookPath, enabled, plan, accepted, refused } = connection;
  const last = connection.lastDeliveryAt;
  const lastDeliveryAt = last === null ? null : isoSeconds(last);
  const { sync, lastCompleteAt, intervalMinutes, queued, undecided } = connection.syncing;
  return {
    id,
    kind,
    name,
    organizationId,
    baseUrl,
    hookPath,
    enabled,
    plan,
    // Nothing is asked while the folder is at rest, and this verb opens no vault to say so.
    state: sync.state === 'vault_locked' ? 'at_rest' : sync.state,
    detail: 'detail' in sync ? sync.detail : null,
    lastSyncAt: lastCompleteAt === null ? null : isoSeconds(lastCompleteAt),
    intervalMinutes,
    queued,
    undecided,
    lastDeliveryAt,
    accepted,
    refused,
  };
}
