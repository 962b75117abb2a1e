import { connectionKind, type Connection } from '../../../shared/connection.ts';
import { isoSeconds } from '../../../shared/identity.ts';
import { fromEnvironment, text, UsageError, wholeNumber, word, type Verb } from './command-line.ts';
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

export const removeConnection: Verb = {
  usage: 'connection remove <id>',
  options: {},
  async run(given) {
    const id = Number(given.operands[0]);
    if (!Number.isSafeInteger(id) || id < 1) {
      throw new UsageError(`"${given.operands[0]}" is not the id of a connection.`);
    }
    await withEngine(given, ({ console }) => console.connections.remove({ id }));
    print({ removed: id });
    return 0;
  },
};

function describe(connection: Connection) {
  const { id, kind, name, organizationId, baseUrl, hookPath, enabled, plan, accepted, refused } = connection;
  const last = connection.lastDeliveryAt;
  const lastDeliveryAt = last === null ? null : isoSeconds(last);
  return {
    id,
    kind,
    name,
    organizationId,
    baseUrl,
    hookPath,
    enabled,
    plan,
    lastDeliveryAt,
    accepted,
    refused,
  };
}
