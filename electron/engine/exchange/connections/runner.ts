import type { SyncReport, SyncState } from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Timers } from '../../platform/timers.ts';
import type { Account, Answer, Ask, Failed } from './account.ts';
import { countChanges, nextChange } from './outbox-repository.ts';
import { afterFailure, longestRestMs, nextRunIn } from './patience.ts';
import type { Pull } from './pull.ts';
import type { Remote, RemoteCall } from './remote.ts';
import { stateOf, type NotReady } from './sync-state.ts';
import { readSync, writeSync, type StoredSync } from './sync-repository.ts';
import type { Source } from './ticket-intake.ts';
import type { Urgency } from './request-budget.ts';

/** A connection as it is just now, ready to be asked. */
export interface ReadyConnection {
  readonly source: Source;
  readonly remote: Remote;
  readonly account: Account;
}

export interface RunnerDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
  /** What keeps it from being asked, or the means to. */
  readonly ready: () => ReadyConnection | NotReady;
  readonly startPull: (ready: ReadyConnection, run: number) => Pull;
  readonly send: (ready: ReadyConnection, changeId: number, ask: Ask) => Promise<Failed | undefined>;
  /** The service refuses the key, or takes it again. */
  readonly keyRefused: (source: Source, detail: string | null) => void;
  /** Its state is another now. */
  readonly changed: () => void;
}

interface Asked {
  readonly promise: Promise<SyncReport>;
  readonly resolve: (report: SyncReport) => void;
  report: SyncReport | null;
}

const secondMs = 1000;
/** For longer than this nobody who asked for a run is kept waiting. */
const longestPatienceMs = 120_000;

export type Runner = ReturnType<typeof createRunner>;

/**
 * Asks one connection and sends to it, one request after the other: what was changed here goes before what is read.
 * Everything that it has to remember is in the database; a restart goes on where it ended.
 */
export function createRunner(connectionId: number, deps: RunnerDeps) {
  const { db, clock, timers } = deps;
  const ended = new AbortController();
  let busy: Promise<void> | undefined;
  let again = false;
  let callOff: (() => void) | undefined;
  let pull: Pull | undefined;
  let offline = false;
  let sentInRun = 0;
  /** Since when the queue is worked off, and how much of it went in the first second. */
  let drain: { readonly since: number; readonly atOnce: number; sent: number } | undefined;
  /** Whoever asked for a run waits for it, and then for what is queued to be sent. */
  let asked: Asked | undefined;

  const sync = (): StoredSync => readSync(db, connectionId);
  function write(changed: Partial<StoredSync>): void {
    writeSync(db, connectionId, changed);
    deps.changed();
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = timers.after(Math.ceil(ms), resolve);
      ended.signal.addEventListener('abort', () => (cancel(), reject(ended.signal.reason as Error)), {
        once: true,
      });
    });
  }

  /** Asks within the limits, and keeps the books on whether the service answers. */
  async function ask<T>(
    { account, source }: ReadyConnection,
    call: RemoteCall<T>,
    urgency: Urgency,
  ): Promise<Answer<T>> {
    for (let ms = account.wait(call, urgency); ms > 0; ms = account.wait(call, urgency)) await sleep(ms);
    const answer = await account.ask(call, ended.signal);
    if (answer.state === 'failed') return answer;
    offline = false;
    const { failures, keyRefusedAt } = sync();
    if (keyRefusedAt !== null) deps.keyRefused(source, null);
    if (failures > 0 || keyRefusedAt !== null)
      write({ failures: 0, detail: null, restsUntil: null, keyRefusedAt: null });
    return answer;
  }

  function fail({ source }: ReadyConnection, { failure, detail }: Failed): void {
    const now = clock.now();
    drain = undefined;
    offline = failure === 'offline';
    if (failure === 'key_refused') {
      write({ keyRefusedAt: now, detail });
      deps.keyRefused(source, detail);
    } else if (failure !== 'rate_limited' && failure !== 'vault_locked' && failure !== 'cancelled') {
      const failures = offline ? sync().failures : sync().failures + 1;
      const restsUntil = now + afterFailure(offline ? 1 : failures, deps.random());
      write({ failures, detail, restsUntil, nextAt: restsUntil });
    }
    // A run that was told to wait a moment goes on where it is.
    if (failure !== 'rate_limited') finish(false, detail);
  }

  function finish(complete: boolean, detail: string | null): void {
    const now = clock.now();
    const figures = pull?.figures();
    const report: SyncReport = {
      ...(figures ?? nothingRead),
      startedAt: pull?.startedAt ?? now,
      finishedAt: now,
      complete,
      detail,
      sent: sentInRun,
    };
    if (pull) {
      const { intervalMinutes } = sync();
      const nextAt = intervalMinutes === null ? null : now + nextRunIn(intervalMinutes, deps.random());
      write({ lastReport: report, ...(complete && { lastCompleteAt: now, nextAt }) });
    }
    pull = undefined;
    if (!asked) return;
    asked.report = report;
    if (!complete) answerAsked();
  }

  function answerAsked(): void {
    if (!asked?.report) return;
    asked.resolve({ ...asked.report, sent: sentInRun });
    asked = undefined;
  }

  /** After a long time without, what waits does not all leave in the same second. */
  function spread(now: number): number {
    const { queued } = countChanges(db, connectionId);
    drain ??= { since: now, atOnce: Math.max(1, Math.floor(queued / 10)), sent: 0 };
    const left = drain.since + secondMs - now;
    return left > 0 && drain.sent >= drain.atOnce ? left : 0;
  }

  async function sendNext(ready: ReadyConnection, id: number): Promise<number> {
    // Whoever asked for it sits there and waits.
    const wait = asked ? 0 : spread(clock.monotonic());
    if (wait > 0) return wait;
    if (drain) drain.sent += 1;
    const failed = await deps.send(ready, id, (call) => ask(ready, call, asked ? 'hand' : 'push'));
    if (failed) fail(ready, failed);
    else sentInRun += 1;
    return 0;
  }

  async function readNext(ready: ReadyConnection, now: number): Promise<number> {
    if (!pull) {
      const { nextAt, runs } = sync();
      if (!asked && nextAt !== null && nextAt > now) return nextAt - now;
      write({ runs: runs + 1 });
      pull = deps.startPull(ready, runs + 1);
    }
    const step = pull.next();
    if (!step) {
      const left = pull.finish();
      const empty = pull.isEmpty();
      finish(!empty, left);
      if (empty) write({ nextAt: now + longestRestMs, detail: left });
      return 0;
    }
    const urgency = asked ? 'hand' : 'pull';
    const wait = ready.account.wait(step.call, urgency);
    if (wait > longestPatienceMs && asked) {
      finish(false, `${ready.remote.name} wants to be left alone for ${Math.ceil(wait / 60_000)} minutes.`);
      return wait;
    }
    if (wait > 0) return wait;
    const answer = await ask(ready, step.call, urgency);
    if (answer.state === 'failed') fail(ready, answer);
    else {
      pull.done();
      const why = step.take(answer);
      if (why !== undefined) {
        finish(false, why);
        write({ detail: why, nextAt: clock.now() + afterFailure(3, deps.random()) });
      }
    }
    deps.changed();
    return 0;
  }

  /** One request at most. @returns milliseconds until there is something to do, as far as is known */
  async function turn(): Promise<number> {
    const ready = deps.ready();
    if ('state' in ready) {
      if (asked) finish(false, ready.state === 'not_set_up' ? ready.detail : wordsOf[ready.state]);
      return Infinity;
    }
    const now = clock.now();
    const { keyRefusedAt, restsUntil, lastReport, intervalMinutes } = sync();
    if (keyRefusedAt !== null) return Infinity;
    // A clock that was set back makes no rest longer.
    if (restsUntil !== null && restsUntil > now && restsUntil <= now + longestRestMs * 2)
      return restsUntil - now;
    const paused = ready.account.budget.pausedFor();
    // People are matched by the first run: before that nobody can be assigned there.
    const next = lastReport === null ? undefined : nextChange(db, connectionId, now);
    if (next && 'id' in next && paused === 0) return sendNext(ready, next.id);
    answerAsked();
    if (!next) drain = undefined;
    const untilNext = next ? ('id' in next ? paused : next.at - now) : Infinity;
    if (!pull && !asked && intervalMinutes === null && lastReport !== null) return untilNext;
    return Math.min(untilNext, await readNext(ready, now));
  }

  function run(): void {
    callOff?.();
    callOff = undefined;
    if (ended.signal.aborted) return;
    if (busy) {
      again = true;
      return;
    }
    again = false;
    busy = turn()
      .catch((error: unknown) => {
        if (ended.signal.aborted) return Infinity;
        deps.log('warn', 'a connection could not go on', { connectionId, reason: String(error) });
        finish(false, error instanceof Error ? error.message : String(error));
        return afterFailure(3, deps.random());
      })
      .then(goOnIn);
  }

  function goOnIn(waitMs: number): void {
    busy = undefined;
    if (again || waitMs <= 0) run();
    else if (!ended.signal.aborted && Number.isFinite(waitMs))
      callOff = timers.after(Math.min(Math.ceil(waitMs), longestRestMs), run);
  }

  return {
    /** There may be something to do. */
    wake: run,
    /** Reads everything and sends what waits, at once. Resolves with what came of it, also where that is a failure. */
    syncNow(): Promise<SyncReport> {
      if (!asked) {
        let resolve!: Asked['resolve'];
        const promise = new Promise<SyncReport>((done) => (resolve = done));
        asked = { promise, resolve, report: null };
        sentInRun = 0;
        write({ keyRefusedAt: null, restsUntil: null });
      }
      const { promise } = asked;
      run();
      return promise;
    },
    state: (): SyncState => stateOf(sync(), { ready: deps.ready(), pull, offline, now: clock.now() }),
    /** Resolves when nothing of it is under way. */
    async stop(): Promise<void> {
      ended.abort(new Error('The engine stops.'));
      callOff?.();
      await busy;
    },
  };
}

const wordsOf = {
  switched_off: 'The connection is switched off.',
  vault_locked: 'The vault must be opened once before connections can be used.',
};

const nothingRead = {
  ticketsNew: 0,
  ticketsChanged: 0,
  ticketsMissing: 0,
  messagesNew: 0,
  assetsNew: 0,
  assetsChanged: 0,
  organizations: 0,
  conflicts: 0,
};
