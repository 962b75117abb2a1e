import { AppError } from '../../../shared/errors.ts';
import type { WritableDb } from '../database/db.ts';
import type { Log } from '../platform/log.ts';
import { readCursor, readEventsAfter, writeCursor, type LoggedEvent } from './event-log.ts';

/** Somebody who follows the event log. */
export interface EventConsumer {
  /** Under which its place in the log is kept. */
  readonly name: string;
  /** Runs in one transaction with the move of its place: what it writes is written once for each event. */
  take(event: LoggedEvent): void;
}

export interface EventDispatcher {
  /** There are new events; they are taken soon, not in this call. */
  wake(): void;
  /** Takes all there are now. */
  drain(): void;
  start(): void;
  stop(): void;
}

export interface DispatcherDeps {
  readonly db: WritableDb;
  readonly log: Log;
  readonly consumers: readonly EventConsumer[];
}

const perTurn = 200;
const retryMs = 1000;

/**
 * Reads the event log in order, once for each consumer, from the place that it had come to: a crash repeats what
 * was not committed, and nothing else.
 */
export function createEventDispatcher({ db, log, consumers }: DispatcherDeps): EventDispatcher {
  let running = false;
  let scheduled = false;
  let retry: NodeJS.Timeout | undefined;

  /** @returns whether there may be more */
  function turn(consumer: EventConsumer): boolean {
    const events = readEventsAfter(db, readCursor(db, consumer.name), perTurn);
    const last = events.at(-1);
    if (!last) return false;
    db.transaction(() => {
      for (const event of events) takeOne(consumer, event);
      writeCursor(db, consumer.name, last.id);
    });
    return events.length === perTurn;
  }

  /** A bug in one event's effect must not hold up every event behind it; the log keeps the event. */
  function takeOne(consumer: EventConsumer, event: LoggedEvent): void {
    try {
      db.transaction(() => consumer.take(event));
    } catch (error) {
      if (error instanceof AppError && error.code !== 'validation') throw error;
      log('error', 'an event could not be taken and was passed over', {
        consumer: consumer.name,
        event: event.id,
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }

  function run(): void {
    scheduled = false;
    if (!running) return;
    try {
      if (consumers.map(turn).some(Boolean)) wake();
    } catch (error) {
      log('warn', 'events wait to be taken', { reason: String(error) });
      retry = setTimeout(wake, retryMs);
      retry.unref();
    }
  }

  function wake(): void {
    if (scheduled || !running) return;
    scheduled = true;
    setImmediate(run);
  }

  return {
    wake,
    drain() {
      for (const consumer of consumers) while (turn(consumer));
    },
    start() {
      running = true;
      wake();
    },
    stop() {
      running = false;
      clearTimeout(retry);
    },
  };
}
