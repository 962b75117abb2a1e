import type { Caller } from '../../../../shared/caller.ts';
import type { ConnectionCheck } from '../../../../shared/connection.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { SyncFigures, SyncReport } from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import type { AuditRecord, Journal } from '../../database/journal.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { systemTimers, type Timers } from '../../platform/timers.ts';
import type { KeptSecrets } from '../kept-secrets.ts';
import { getConnection, listConnections, type StoredConnection } from '../receiver/connection-repository.ts';
import { createAccount, type Account } from './account.ts';
import { createAssetIntake, type AssetIntakeDeps } from './asset-intake.ts';
import { createDirectoryIntake, type DirectoryIntakeDeps } from './directory-intake.ts';
import { createOutbox, type OutboxDeps } from './outbox.ts';
import { countChanges, forgetChangesBefore, recoverSending } from './outbox-repository.ts';
import { createPull } from './pull.ts';
import type { RemoteCall } from './remote.ts';
import { capabilitiesOf, remotes } from './remotes.ts';
import { createRunner, type ReadyConnection, type Runner, type RunnerDeps } from './runner.ts';
import { createSender, type SendDeps } from './send-change.ts';
import { readSync, writeSync, type StoredSync } from './sync-repository.ts';
import { createTicketEar } from './ticket-ear.ts';
import { createTicketIntake, sourceOf, type DeskTickets, type Source } from './ticket-intake.ts';
import { createTicketOutbox, type Target, type TicketOutboxDeps } from './ticket-outbox.ts';
import { createUnsent } from './unsent.ts';

export interface SyncRoomDeps
  extends
    Pick<AssetIntakeDeps, 'assets'>,
    Omit<DirectoryIntakeDeps, 'db'>,
    Pick<SendDeps, 'technicianName'>,
    Pick<OutboxDeps, 'merge'> {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  readonly secrets: KeptSecrets;
  readonly secretsOpen: () => boolean;
  readonly version: string;
  readonly tickets: DeskTickets &
    Pick<OutboxDeps['tickets'], 'named'> &
    Pick<TicketOutboxDeps, 'baseOf'> & { readonly factsOf: SendDeps['factsOf'] };
  readonly alerts: {
    raise(trouble: {
      readonly organizationId: number;
      readonly kind: 'connection';
      readonly severity: 'warning';
      readonly title: string;
      readonly detail: string;
      readonly dedupeKey: string;
      readonly connectionId: number;
      readonly link: string;
    }): void;
    clear(dedupeKey: string): unknown;
  };
  readonly timers?: Timers;
  readonly random?: () => number;
}

const dayMs = 86_400_000;
const sentKeptDays = 30;

/** One with an address and a key; the others only receive. */
function targetOf(connection: StoredConnection | undefined): Target | undefined {
  if (!connection || connection.baseUrl === null || !connection.hasKey) return undefined;
  return { id: connection.id, remote: remotes[connection.kind] };
}

/** Asking remote services and sending to them: one runner for each connection, and what they share. */
export function createSyncRoom(deps: SyncRoomDeps) {
  const { db, clock, push, tickets } = deps;
  const { timers = systemTimers, random = Math.random } = deps;
  const runners = new Map<number, Runner>();
  const accounts = new Map<number, { readonly address: string; readonly account: Account }>();
  let running = false;

  const changed = (): void => db.afterCommit(() => push({ type: 'connections' }));
  const outboxChanged = (): void => db.afterCommit(() => push({ type: 'outbox' }));

  const outbox = createTicketOutbox({
    db,
    clock,
    target: (id) => targetOf(getConnection(db, id)),
    targetForNew: (organizationId) =>
      listConnections(db)
        .filter((each) => each.organizationId === organizationId && readSync(db, each.id).sendsNew)
        .map(targetOf)
        .find((target) => target?.remote.tickets?.create),
    valuesOf: tickets.valuesOf,
    baseOf: tickets.baseOf,
    queued(connectionId) {
      outboxChanged();
      db.afterCommit(() => wake(connectionId));
    },
  });
  const intake = createTicketIntake({ db, clock, tickets, quietly: outbox.quietly, changed: outboxChanged });
  const directory = createDirectoryIntake(deps);
  const assets = createAssetIntake({ ...deps, organizationOf: directory.organizationOf });
  const unsent = createUnsent(deps);
  const sender = createSender({ ...deps, intake, factsOf: tickets.factsOf, changed: outboxChanged });

  function accountOf({ id, kind, baseUrl }: StoredConnection): Account {
    const address = `${kind} ${baseUrl}`;
    const known = accounts.get(id);
    if (known?.address === address) return known.account;
    const key = (): string | undefined => deps.secrets.get(`connection/${id}/key`);
    const account = createAccount(remotes[kind], baseUrl!, { ...deps, key, random });
    accounts.set(id, { address, account });
    return account;
  }

  function ready(id: number): ReturnType<RunnerDeps['ready']> {
    const connection = getConnection(db, id);
    if (!connection) return { state: 'not_set_up', detail: 'It was removed.' };
    if (connection.baseUrl === null)
      return { state: 'not_set_up', detail: 'Its address is not known: it only receives.' };
    if (!connection.hasKey) return { state: 'not_set_up', detail: 'It has no API key: it only receives.' };
    if (!connection.enabled) return { state: 'switched_off' };
    if (!deps.secretsOpen()) return { state: 'vault_locked' };
    return {
      source: sourceOf(connection),
      remote: remotes[connection.kind],
      account: accountOf(connection),
    } satisfies ReadyConnection;
  }

  function runnerOf(id: number): Runner {
    const known = runners.get(id);
    if (known) return known;
    const runner = createRunner(id, {
      ...deps,
      timers,
      random,
      ready: () => ready(id),
      startPull: ({ remote, source }, run) =>
        createPull({ db, clock, intake, assets, directory }, remote, source, run),
      send: ({ remote, source }, changeId, ask) => sender.send(remote, source, changeId, ask),
      keyRefused: tellOfKey,
      changed,
    });
    runners.set(id, runner);
    return runner;
  }

  /** Once, until the key is taken again. */
  function tellOfKey({ id, name, organizationId }: Source, detail: string | null): void {
    const dedupeKey = `connection/${id}/key`;
    if (detail === null) return void deps.alerts.clear(dedupeKey);
    deps.alerts.raise({
      organizationId,
      kind: 'connection',
      severity: 'warning',
      title: `${name} refuses its key`,
      detail: `${detail} Nothing is asked or sent until it has another one.`,
      dedupeKey,
      connectionId: id,
      link: `/connections/${id}`,
    });
  }

  function wake(id: number): void {
    if (running) runnerOf(id).wake();
  }

  const wakeAll = (): void => {
    for (const { id } of listConnections(db)) wake(id);
  };

  function figuresOf({ id, kind }: StoredConnection): SyncFigures {
    const { intervalMinutes, sendsNew, lastCompleteAt, lastReport } = readSync(db, id);
    return {
      sync: runnerOf(id).state(),
      intervalMinutes,
      sendsNew,
      lastCompleteAt,
      lastReport,
      capabilities: capabilitiesOf(remotes[kind]),
      ...countChanges(db, id),
    };
  }

  return {
    hear: createTicketEar({ db, intake }),
    /** For the journal: what the history is told of. */
    heard: (caller: Caller, record: AuditRecord): void => outbox.heard(caller, record),
    outbox: createOutbox({ ...deps, quietly: outbox.quietly, changed: outboxChanged, wake }),
    directory,
    figuresOf,
    queueLength: (): number => countChanges(db, null).queued,
    configure(id: number, wish: Partial<Pick<StoredSync, 'intervalMinutes' | 'sendsNew'>>): void {
      const due = wish.intervalMinutes === undefined ? {} : { nextAt: null };
      writeSync(db, id, { ...wish, ...due });
    },
    /** It has another key, address or state. */
    connectionChanged(id: number, another: 'key' | 'other'): void {
      if (another === 'key') {
        writeSync(db, id, { keyRefusedAt: null, restsUntil: null });
        deps.alerts.clear(`connection/${id}/key`);
      }
      db.afterCommit(() => wake(id));
    },
    /** In the transaction of its removal, before it. @throws AppError `conflict`, see `createUnsent` */
    leaving: unsent.note,
    removed(id: number): void {
      db.afterCommit(() => {
        void runners.get(id)?.stop();
        runners.delete(id);
        accounts.delete(id);
      });
      deps.alerts.clear(`connection/${id}/key`);
    },
    /** @throws AppError where it cannot be asked at all */
    async syncNow(id: number): Promise<SyncReport> {
      const state = ready(id);
      if ('state' in state && state.state === 'not_set_up') throw new AppError('conflict', state.detail);
      if ('state' in state && state.state === 'switched_off')
        throw new AppError('conflict', 'The connection is switched off.');
      if ('state' in state && state.state === 'vault_locked')
        throw new AppError('locked', 'The vault must be opened once before connections can be used.');
      if (!running) recoverSending(db, clock.now());
      // On the command line nothing else keeps the process until it is done.
      const awake = setInterval(() => {}, 60_000);
      try {
        return await runnerOf(id).syncNow();
      } finally {
        clearInterval(awake);
      }
    },
    /** One small request: whether address and key are right. */
    async check(id: number): Promise<ConnectionCheck> {
      const state = ready(id);
      if ('state' in state) {
        const detail =
          state.state === 'not_set_up' ? state.detail : 'It is switched off, or the vault is locked.';
        return { state: 'failed', detail };
      }
      const { remote, account } = state;
      const call: RemoteCall<unknown> = (remote.tickets?.list ?? remote.organizations!).page(1);
      const startedAt = clock.monotonic();
      const answer = await account.ask(call, AbortSignal.timeout(20_000));
      if (answer.state === 'answered') {
        return { state: 'answered', durationMs: Math.round(clock.monotonic() - startedAt) };
      }
      return { state: 'failed', detail: answer.detail };
    },
    start(): void {
      running = true;
      recoverSending(db, clock.now());
      wakeAll();
    },
    keepUp(): void {
      wakeAll();
      const before = clock.now() - sentKeptDays * dayMs;
      const goOn = (): void => {
        if (forgetChangesBefore(db, before)) setImmediate(goOn);
      };
      goOn();
    },
    async stop(): Promise<void> {
      running = false;
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
    },
  };
}

export type SyncRoom = ReturnType<typeof createSyncRoom>;
