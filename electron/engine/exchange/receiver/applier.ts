import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { applyEvent, type EffectDeps } from './hook-effects.ts';
import { waitingHooks, writeOutcome, type HookOutcome, type WaitingHook } from './hook-repository.ts';
import { readEvent } from './read-event.ts';

export interface ApplierDeps extends EffectDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
  readonly connectionName: (id: number) => string | undefined;
}

const perTurn = 100;
/** While more comes in, shorter turns and at most so often: storing is what senders wait for, and this is what nobody does. */
const perTurnInStorm = 40;
const betweenTurnsMs = 50;
const retryMs = 1000;

/**
 * Does what stored events say, behind their acknowledgement and in the order in which they came. Effects and the
 * notes that they were done are one transaction: a crash repeats none and loses none.
 */
export function createApplier(deps: ApplierDeps) {
  const { db, clock, push } = deps;
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let lastStoredAt = -Infinity;
  let lastTurnAt = -Infinity;

  function applyOne(hook: WaitingHook): void {
    const event = readEvent(hook.body);
    const caller: Caller = {
      kind: 'system',
      name: deps.connectionName(hook.connectionId) ?? 'A removed connection',
      role: 'administrator',
      organizationId: null,
    };
    const outcome = event ? attempt(() => applyEvent(deps, caller, hook, event)) : unreadable;
    writeOutcome(db, hook.id, event?.type ?? null, outcome, clock.now());
  }

  /** What the event says cannot be done, or nobody thought of it: that is its outcome, and no other event waits for it. */
  function attempt(work: () => HookOutcome): HookOutcome {
    try {
      return db.transaction(work);
    } catch (error) {
      if (error instanceof AppError && (error.code === 'disk_full' || error.code === 'read_only'))
        throw error;
      if (!(error instanceof AppError)) {
        deps.log('error', 'a received event could not be applied', {
          reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
      const words = error instanceof AppError ? error.message : 'Something unexpected went wrong.';
      return { state: 'failed', outcome: words, link: null };
    }
  }

  /** @returns whether there may be more */
  function turn(atMost = perTurn): boolean {
    const hooks = waitingHooks(db, atMost);
    if (hooks.length > 0) {
      db.transaction(() => {
        for (const hook of hooks) applyOne(hook);
      });
      push({ type: 'hookDeliveries', ids: hooks.map(({ id }) => id), reason: 'changed' });
      push({ type: 'connections' });
    }
    return hooks.length === atMost;
  }

  function run(): void {
    timer = undefined;
    if (!running) return;
    const inStorm = performance.now() - lastStoredAt < betweenTurnsMs;
    try {
      const more = turn(inStorm ? perTurnInStorm : perTurn);
      lastTurnAt = performance.now();
      if (more) runIn(inStorm ? betweenTurnsMs : 0);
    } catch (error) {
      deps.log('warn', 'received events wait to be applied', { reason: String(error) });
      runIn(retryMs);
    }
  }

  function runIn(ms: number): void {
    if (running) timer ??= setTimeout(run, ms).unref();
  }

  return {
    /** Something waits: it is applied at once, unless the last turn was just now. */
    stored(): void {
      lastStoredAt = performance.now();
      runIn(Math.max(0, lastTurnAt + betweenTurnsMs - lastStoredAt));
    },
    /** Applies all there is now. */
    drain(): void {
      while (turn());
    },
    start(): void {
      running = true;
      runIn(0);
    },
    stop(): void {
      running = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

const unreadable: HookOutcome = { state: 'failed', outcome: 'Its body cannot be read.', link: null };
