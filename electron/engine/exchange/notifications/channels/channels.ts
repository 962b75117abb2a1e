import type { Caller } from '../../../../../shared/caller.ts';
import type {
  Channel,
  channelsContract,
  ChannelSettings,
  GivenChannel,
} from '../../../../../shared/channel.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { PushEvent } from '../../../../../shared/events.ts';
import type { SyncDomainHandlers } from '../../../../../shared/procedure.ts';
import type { WritableDb } from '../../../database/db.ts';
import { changedFields, newChangeId, type FieldChange, type Journal } from '../../../database/journal.ts';
import { given, namedIn } from '../../../database/patches.ts';
import { getRecord, insertRecord, updateRecord } from '../../../database/records/record-repository.ts';
import { invalidField, requireAdministrator } from '../../../database/tenancy.ts';
import type { Egress } from '../../../egress/egress.ts';
import { EgressError } from '../../../egress/egress-error.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { KeptSecrets } from '../../kept-secrets.ts';
import { makeSecret } from '../../webhooks/signing.ts';
import { channelNamed, listChannels } from './channel-repository.ts';
import { createChannelSecrets } from './channel-secrets.ts';
import { channelTable } from './channel-table.ts';

export interface ChannelsDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  readonly secrets: KeptSecrets;
  readonly organizationExists: (id: number) => boolean;
  /** Whose steps lead to this channel; it cannot be removed under them. */
  readonly rulesNaming: (channelId: number) => readonly string[];
}

type Handlers = Omit<SyncDomainHandlers<typeof channelsContract, Caller>, 'test'>;

/** Ways to reach people: an administrator sets them up at the console, and their secrets never come back. */
export function createChannels(deps: ChannelsDeps) {
  const { db, clock } = deps;
  const secrets = createChannelSecrets(deps.secrets);

  function reach(id: number): Channel {
    const found = getRecord(db, channelTable, id);
    if (!found) throw new AppError('not_found', 'There is no such channel.');
    return found;
  }

  function audit(
    caller: Caller,
    { id, organizationId }: Channel,
    action: string,
    changes: FieldChange[],
  ): void {
    const about = { changeId: newChangeId(), entity: 'channel', entityId: id, organizationId };
    deps.journal.audit(caller, { ...about, action, changes });
    db.afterCommit(() => deps.push({ type: 'channels' }));
  }

  function check(
    given: { name?: string | undefined; organizationId?: number | null | undefined },
    id: number,
  ): void {
    const { name, organizationId } = given;
    if (organizationId != null && !deps.organizationExists(organizationId))
      throw invalidField('organizationId', 'names no organization');
    const other = name === undefined ? undefined : channelNamed(db, name);
    if (other && other.id !== id) throw invalidField('name', 'is the name of another channel');
  }

  const handlers: Handlers = {
    list(caller) {
      refuseKeys(caller);
      return listChannels(db);
    },

    create(caller, { settings: wished, ...input }) {
      requireAtConsole(caller);
      check(input, 0);
      const { settings, secret } = split(deps.egress, wished);
      if (secret === undefined && 'host' in settings && settings.kind !== 'email')
        throw invalidField('url', 'must be given');
      return db.transaction(() => {
        const now = clock.now();
        const { id } = insertRecord(db, channelTable, {
          ...untried,
          ...input,
          kind: settings.kind,
          settings,
          hasSecret: secret !== undefined,
          createdAt: now,
          updatedAt: now,
        });
        if (secret !== undefined) secrets.keep(id, secret);
        const signing = settings.kind === 'webhook' ? makeSecret() : null;
        if (signing !== null) secrets.sign(id, signing);
        const channel = reach(id);
        audit(caller, channel, 'create', changedFields({}, { name: input.name, kind: settings.kind }));
        return { channel, secret: signing };
      });
    },

    update(caller, { id, patch: { settings: wished, ...patch } }) {
      requireAtConsole(caller);
      check(patch, id);
      return db.transaction(() => {
        const before = reach(id);
        if (wished && wished.kind !== before.kind) throw invalidField('settings.kind', 'stays what it is');
        const { settings, secret } = wished ? split(deps.egress, wished, before.settings) : {};
        const moved = settings && leadsElsewhere(before.settings, settings) && secret === undefined;
        // A password is told to no server that it was not given for.
        if (moved && before.hasSecret) secrets.forgetSecret(id);
        if (secret !== undefined) secrets.keep(id, secret);
        const wanted: Partial<Channel> = {
          ...given(patch),
          ...(settings && { settings }),
          ...(secret !== undefined && { hasSecret: true }),
          ...(moved && { hasSecret: false }),
        };
        const changes = changedFields(namedIn(wanted, before), wanted);
        if (secret !== undefined) changes.push({ field: 'secret', from: null, to: null });
        if (changes.length === 0) return before;
        const after = updateRecord(db, channelTable, id, { ...wanted, updatedAt: clock.now() });
        audit(caller, after, 'update', changes);
        return after;
      });
    },

    remove(caller, { id }) {
      requireAtConsole(caller);
      db.transaction(() => {
        const channel = reach(id);
        const [rule] = deps.rulesNaming(id);
        if (rule !== undefined)
          throw new AppError('conflict', `The rule “${rule}” still sends by this channel.`);
        db.run(
          `UPDATE notification SET state = 'failed', next_attempt_at = NULL, words = 'Its channel was removed.'
           WHERE channel_id = ? AND state = 'waiting'`,
          [id],
        );
        db.run('DELETE FROM channel WHERE id = ?', [id]);
        secrets.forget(id);
        audit(caller, channel, 'remove', changedFields({}, { name: channel.name }));
      });
      return {};
    },

    rotateSecret(caller, { id }) {
      requireAtConsole(caller);
      return db.transaction(() => {
        const channel = reach(id);
        if (channel.kind !== 'webhook') throw new AppError('conflict', 'Only posts to a webhook are signed.');
        const secret = makeSecret();
        secrets.sign(id, secret);
        audit(caller, channel, 'rotate', []);
        return { channel, secret };
      });
    },
  };

  return { handlers, reach, secretsOf: secrets.read };
}

const untried = { lastSentAt: null, failingSince: null, lastError: null, waiting: 0, failed: 0 } as const;

/** What may be shown of a channel, and what may not. @throws AppError `validation` */
function split(
  egress: Egress,
  given: GivenChannel,
  before?: ChannelSettings,
): { settings: ChannelSettings; secret: string | undefined } {
  switch (given.kind) {
    case 'desktop':
      return { settings: given, secret: undefined };
    case 'email': {
      const { password, ...settings } = given;
      if (settings.user !== '' && settings.security === 'none')
        throw invalidField(
          'security',
          'must encrypt where there is a login: a password is not sent in the clear',
        );
      try {
        egress.connect(settings.ownNetwork ? 'remote' : 'webhook', settings.host, settings.port);
      } catch (error) {
        throw unusable(error, 'host');
      }
      return { settings, secret: password };
    }
    default: {
      const { kind, url } = given;
      if (url === undefined) {
        if (before && 'host' in before) return { settings: { kind, host: before.host }, secret: undefined };
        throw invalidField('url', 'must be given');
      }
      try {
        egress.check('webhook', url);
      } catch (error) {
        throw unusable(error, 'url');
      }
      return { settings: { kind, host: new URL(url).host }, secret: url };
    }
  }
}

function unusable(error: unknown, field: string): unknown {
  return error instanceof EgressError ? invalidField(field, `cannot be used: ${error.message}`) : error;
}

/** Whether what is kept in the vault was given for another server or another login. */
function leadsElsewhere(before: ChannelSettings, after: ChannelSettings): boolean {
  if (before.kind !== 'email' || after.kind !== 'email') return false;
  return before.host !== after.host || before.user !== after.user;
}

function requireAtConsole(caller: Caller): void {
  requireAdministrator(caller);
  refuseKeys(caller);
}

function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'Channels are set up at the console.');
}
