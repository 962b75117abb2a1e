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

const perTurn = 25;
const retryMs = 1000;

/**
 * Does what stored events say, behind their acknowledgement and in the order in which they came. The effect and
 * the note that it was done are one transaction: a crash between two events repeats none and loses none.
 */
export function createApplier(deps: ApplierDeps) {
  const { db, clock, push } = deps;
  let running = false;
  let scheduled = false;
  let retry: NodeJS.Timeout | undefined;

  function applyOne(hook: WaitingHook): void {
    db.transaction(() => {
      const event = readEvent(hook.body);
      const caller: Caller = {
        kind: 'system',
        name: deps.connectionName(hook.connectionId) ?? 'A removed connection',
        role: 'administrator',
        organizationId: null,
      };
      const outcome = event ? attempt(() => applyEvent(deps, caller, hook, event)) : unreadable;
      writeOutcome(db, hook.id, event?.type ?? null, outcome, clock.now());
    });
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
  function turn(): boolean {
    const hooks = waitingHooks(db, perTurn);
    for (const hook of hooks) applyOne(hook);
    if (hooks.length > 0) {
      push({ type: 'hookDeliveries', ids: hooks.map(({ id }) => id), reason: 'changed' });
      push({ type: 'connections' });
    }
    return hooks.length === perTurn;
  }

  function run(): void {
    scheduled = false;
    if (!running) return;
    try {
      if (turn()) wake();
    } catch (error) {
      deps.log('warn', 'received events wait to be applied', { reason: String(error) });
      retry = setTimeout(wake, retryMs).unref();
    }
  }

  function wake(): void {
    if (scheduled || !running) return;
    scheduled = true;
    setImmediate(run);
  }

  return {
    wake,
    /** Applies all there is now. */
    drain(): void {
      while (turn());
    },
    start(): void {
      running = true;
      wake();
    },
    stop(): void {
      running = false;
      clearTimeout(retry);
    },
  };
}

const unreadable: HookOutcome = { state: 'failed', outcome: 'Its body cannot be read.', link: null };
