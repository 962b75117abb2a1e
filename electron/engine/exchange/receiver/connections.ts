import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../../shared/caller.ts';
import type {
  Connection,
  ConnectionKind,
  connectionsContract,
  HookListener,
} from '../../../../shared/connection.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import type { SyncFigures } from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import { changedFields, newChangeId, type FieldChange, type Journal } from '../../database/journal.ts';
import { invalidField, mayReach, requireAdministrator } from '../../database/tenancy.ts';
import type { Egress } from '../../egress/egress.ts';
import { EgressError } from '../../egress/egress-error.ts';
import { baseUrl } from '../../platform/base-url.ts';
import type { Clock } from '../../platform/clock.ts';
import { rotatingSecrets, type KeptSecrets } from '../kept-secrets.ts';
import { makeSecret } from '../webhooks/signing.ts';
import * as stored from './connection-repository.ts';
import type { RoundTrips } from './round-trips.ts';
import { hashToken } from './verify.ts';

type Handlers = DomainHandlers<
  Omit<typeof connectionsContract, 'sync' | 'check' | 'organizations' | 'mapOrganization'>,
  Caller
>;

export interface ConnectionsDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  readonly secrets: KeptSecrets;
  readonly organizationExists: (id: number) => boolean;
  readonly roundTrips: RoundTrips;
  /** Asking and sending. */
  readonly syncing: {
    figuresOf(connection: stored.StoredConnection): SyncFigures;
    configure(id: number, wish: { intervalMinutes?: number | null; sendsNew?: boolean }): void;
    connectionChanged(id: number, another: 'key' | 'other'): void;
    leaving(caller: Caller, connection: { id: number; name: string }, neverSent: number): void;
    removed(id: number): void;
  };
  /** What was known of senders counts no more. */
  readonly changed: () => void;
  readonly listener: {
    get(): HookListener;
    set(caller: Caller, patch: Parameters<Handlers['setListener']>[1]): Promise<HookListener>;
  };
}

const names: Record<ConnectionKind, string> = {
  oneclickit: 'OneClickIT',
  clientstor: 'ClientSt0r',
  orqit: 'Orqit',
  theonestack: 'The One Stack',
};
const hourMs = 3_600_000;
const keyName = (id: number): string => `connection/${id}/key`;

/** Remote services that send events here: who they are, and how what they send is known to be theirs. */
export function createConnections(deps: ConnectionsDeps) {
  const { db, clock, syncing } = deps;
  const shown = ({ tokenHash: _hidden, ...connection }: stored.StoredConnection): Connection => ({
    ...connection,
    syncing: syncing.figuresOf({ ...connection, tokenHash: null }),
  });
  const signing = rotatingSecrets(deps.secrets, 'connection');

  /** Remotes are the console's: no key of the API manages them. */
  function reach(caller: Caller, id: number): stored.StoredConnection {
    refuseKeys(caller);
    const found = stored.getConnection(db, id);
    if (!found || !mayReach(caller, found.organizationId))
      throw new AppError('not_found', 'There is no such connection.');
    return found;
  }

  function audit(
    caller: Caller,
    id: number,
    organizationId: number,
    action: string,
    changes: FieldChange[],
  ): void {
    const about = { changeId: newChangeId(), entity: 'connection', entityId: id, organizationId };
    deps.journal.audit(caller, { ...about, action, changes });
    db.afterCommit(() => {
      deps.changed();
      deps.push({ type: 'connections' });
    });
  }

  function check(given: {
    baseUrl?: string | null;
    publicUrl?: string | null;
    organizationId?: number;
  }): void {
    if (given.organizationId !== undefined && !deps.organizationExists(given.organizationId))
      throw invalidField('organizationId', 'names no organization');
    for (const field of ['baseUrl', 'publicUrl'] as const) {
      const url = given[field];
      if (url == null) continue;
      try {
        deps.egress.check(field === 'baseUrl' ? 'account' : 'remote', url);
      } catch (error) {
        if (error instanceof EgressError) throw invalidField(field, `cannot be used: ${error.message}`);
        throw error;
      }
    }
  }

  const revealed = (caller: Caller, id: number, hookPath: string, hookSecret: string | null) => ({
    connection: { ...shown(reach(caller, id)), hookPath },
    hookSecret,
  });

  const handlers: Handlers = {
    list(caller) {
      refuseKeys(caller);
      return stored
        .listConnections(db)
        .filter(({ organizationId }) => mayReach(caller, organizationId))
        .map(shown);
    },
    get: (caller, { id }) => shown(reach(caller, id)),

    create(caller, { apiKey, hookSecret, kind, name = names[kind], intervalMinutes, sendsNew, ...given }) {
      requireAdministrator(caller);
      refuseKeys(caller);
      check(given);
      const input = { ...given, publicUrl: bare(given.publicUrl) };
      return db.transaction(() => {
        const now = clock.now();
        const fields = { ...input, kind, name, hasKey: apiKey !== undefined, hasSecret: false };
        const id = stored.insertConnection(db, fields, now);
        const { secret, fields: minted, hookPath } = mint(id, kind, hookSecret);
        if (secret !== null) signing.set(id, secret);
        if (apiKey !== undefined) deps.secrets.put(keyName(id), apiKey);
        stored.updateConnection(db, id, minted, now);
        syncing.configure(id, { intervalMinutes, sendsNew });
        syncing.connectionChanged(id, 'key');
        audit(caller, id, input.organizationId, 'create', changedFields({}, { kind, name }));
        return revealed(caller, id, hookPath, hookSecret === undefined ? secret : null);
      });
    },

    update(caller, { id, patch: { apiKey, intervalMinutes, sendsNew, ...patch } }) {
      requireAdministrator(caller);
      const written: stored.ConnectionFields = given({ ...patch, publicUrl: bare(patch.publicUrl) });
      check(written);
      return db.transaction(() => {
        const before = reach(caller, id);
        if (apiKey !== undefined) deps.secrets.put(keyName(id), apiKey);
        const fields = { ...written, ...(apiKey !== undefined && { hasKey: true }) };
        const known = Object.fromEntries(
          Object.keys(fields).map((field) => [field, before[field as keyof stored.StoredConnection]]),
        );
        const pace = syncing.figuresOf(before);
        const wish = given({ intervalMinutes, sendsNew });
        const changes = [
          ...changedFields<Record<string, unknown>>(known, { ...fields }),
          ...changedFields<Record<string, unknown>>({ ...pace }, wish),
        ];
        if (apiKey !== undefined) changes.push({ field: 'apiKey', from: null, to: null });
        if (changes.length === 0) return shown(before);
        stored.updateConnection(db, id, fields, clock.now());
        if (Object.keys(wish).length > 0) syncing.configure(id, wish);
        syncing.connectionChanged(id, apiKey === undefined ? 'other' : 'key');
        audit(caller, id, before.organizationId, 'update', changes);
        return shown(reach(caller, id));
      });
    },

    remove(caller, { id, neverSent }) {
      requireAdministrator(caller);
      db.transaction(() => {
        const { organizationId, name } = reach(caller, id);
        syncing.leaving(caller, { id, name }, neverSent);
        db.run('DELETE FROM connection WHERE id = ?', [id]);
        db.run('DELETE FROM hook_refusal WHERE connection_id = ?', [id]);
        signing.forget(id);
        deps.secrets.remove(keyName(id));
        syncing.removed(id);
        audit(caller, id, organizationId, 'remove', [{ field: 'name', from: name, to: null }]);
      });
      return {};
    },

    rotateSecret(caller, { id, overlapHours, secret: given }) {
      requireAdministrator(caller);
      return db.transaction(() => {
        const { kind, organizationId } = reach(caller, id);
        const { secret, fields, hookPath } = mint(id, kind, given);
        if (secret !== null) signing.replace(id, secret);
        const previousSecretUntil = clock.now() + Math.round(overlapHours * hourMs);
        stored.updateConnection(db, id, { ...fields, previousSecretUntil }, clock.now());
        audit(caller, id, organizationId, 'rotate', [
          { field: 'previousSecretUntil', from: null, to: previousSecretUntil },
        ]);
        return revealed(caller, id, hookPath, given === undefined ? secret : null);
      });
    },

    refusals(caller, { id }) {
      if (id !== null) reach(caller, id);
      else refuseKeys(caller);
      return stored.readRefusals(db, id);
    },

    async checkRoundTrip(caller, { id }) {
      const { publicUrl } = reach(caller, id);
      if (publicUrl === null) {
        return { state: 'failed', url: null, detail: 'No public address is set for this connection.' };
      }
      const result = await deps.roundTrips.check(id, publicUrl);
      if (result.state === 'arrived') {
        stored.updateConnection(db, id, { lastRoundTripAt: clock.now() }, clock.now());
        deps.push({ type: 'connections' });
      }
      return result;
    },

    listener(caller) {
      refuseKeys(caller);
      return deps.listener.get();
    },
    async setListener(caller, patch) {
      requireAdministrator(caller);
      refuseKeys(caller);
      const listener = await deps.listener.set(caller, patch);
      deps.push({ type: 'connections' });
      return listener;
    },
  };

  return {
    handlers,
    reach,
    /** @throws AppError `locked` */
    secretsOf: (id: number, previousUntil: number | null): string[] =>
      signing.read(id, previousUntil, clock.now()).filter((secret) => secret !== undefined),
    /** Accounts of a kind, as another room may ask them; each key is read when it is needed. */
    accounts: (kind: ConnectionKind) =>
      stored
        .listConnections(db)
        .filter((each) => each.kind === kind)
        .map(({ id, name, baseUrl, enabled }) => ({
          id,
          name,
          baseUrl,
          enabled,
          /** Undefined where none is kept. @throws AppError `locked` */
          key: () => deps.secrets.get(keyName(id)),
        })),
    /** Host names under which services reach `/hooks/` by a tunnel. */
    publicHosts: (): string[] =>
      stored.listConnections(db).flatMap(({ publicUrl }) => (publicUrl ? [new URL(publicUrl).host] : [])),
  };
}

/** The path of its hooks goes behind it. */
function bare<T extends string | null | undefined>(url: T): T | string {
  return typeof url === 'string' ? baseUrl(url) : url;
}

/** Only what was given. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'Connections are managed at the console.');
}

/** Its own secret or token, told this once. ClientSt0r's page documents no signature: it gets a token in the path. */
function mint(id: number, kind: ConnectionKind, given: string | undefined) {
  const token = kind === 'clientstor' ? randomBytes(24).toString('base64url') : null;
  const secret = given ?? (kind === 'clientstor' ? null : makeSecret());
  const fields = {
    ...(token !== null && { tokenHash: hashToken(token) }),
    ...(secret !== null && { hasSecret: true }),
  };
  return { secret, fields, hookPath: `/hooks/${id}${token === null ? '' : `/${token}`}` };
}
