import { feedName, type Feed, type FeedName } from '../../../../../shared/vulnerability-feed.ts';
import type { Log } from '../../../platform/log.ts';
import { systemTimers, type Timers } from '../../../platform/timers.ts';
import { FeedFailure } from './feed-client.ts';
import { countUnnamed, readFeed, writeFeed } from './feed-repository.ts';
import { createSources, type SourceDeps } from './sources.ts';

export interface FeedsDeps extends Omit<SourceDeps, 'signal'> {
  readonly log: Log;
  readonly timers?: Timers;
  /** Something was learnt, or could not be. */
  readonly told: () => void;
}

/** After a failure each further try waits twice as long, from a quarter of an hour to six hours. */
const firstWaitMs = 15 * 60_000;
const longestWaitMs = 6 * 3_600_000;
/** A start has better things to do. */
const settleMs = 60_000;

/**
 * Asks the publishers when what is known of them has aged, each at its own pace. A failure is noted beside what is
 * known, which stays.
 */
export function createFeeds(deps: FeedsDeps) {
  const { db, clock, log, settings, told, timers = systemTimers } = deps;
  const stopping = new AbortController();
  const sources = createSources({ ...deps, signal: stopping.signal });
  const startedAt = clock.monotonic();
  /** Of each that is being asked: settled with its first answer or failure, and when all was asked. */
  const running = new Map<FeedName, { readonly first: Promise<boolean>; readonly all: Promise<void> }>();
  /** Not before these moments, by the monotonic clock. */
  const notBefore = new Map<FeedName, number>();
  const pauses = new Set<() => void>();

  /** One question. @returns whether it was answered */
  async function askOnce(name: FeedName): Promise<boolean> {
    try {
      const pauseMs = await sources[name].ask();
      notBefore.set(name, clock.monotonic() + Math.min(pauseMs, firstWaitMs));
      return true;
    } catch (error) {
      if (!(error instanceof FeedFailure)) throw error;
      if (!stopping.signal.aborted) noteFailure(name, error);
      return false;
    } finally {
      told();
    }
  }

  function noteFailure(name: FeedName, { message, retryAfterMs = 0 }: FeedFailure): void {
    const { failures } = readFeed(db, name);
    writeFeed(db, name, { failure: message, failures: failures + 1 });
    const waitMs = Math.min(firstWaitMs * 2 ** Math.min(failures, 10), longestWaitMs);
    notBefore.set(name, clock.monotonic() + Math.max(waitMs, retryAfterMs));
  }

  /** Goes on at the source's pace until there is nothing more to ask, or a question fails. */
  async function askOn(name: FeedName, first: Promise<boolean>): Promise<void> {
    let answered = await first;
    while (answered && !stopping.signal.aborted && sources[name].waiting() > 0) {
      await pause(notBefore.get(name)! - clock.monotonic());
      if (!stopping.signal.aborted) answered = await askOnce(name);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        callOff();
        pauses.delete(goOn);
        resolve();
      };
      const callOff = timers.after(Math.max(0, ms), goOn);
      pauses.add(goOn);
    });
  }

  function run(name: FeedName): { readonly first: Promise<boolean>; readonly all: Promise<void> } {
    const already = running.get(name);
    if (already) return already;
    const first = askOnce(name);
    const all = askOn(name, first)
      .catch((error: unknown) => log('error', 'a feed could not be asked', { name, reason: String(error) }))
      .finally(() => {
        running.delete(name);
        told();
      });
    const asked = { first, all };
    running.set(name, asked);
    return asked;
  }

  return {
    list: (): Feed[] =>
      feedName.options.map((name) => {
        const { failures: _failures, etag: _etag, lastModified: _modified, ...feed } = readFeed(db, name);
        const unnamed = name === 'kev' ? countUnnamed(db) : 0;
        return { ...feed, waiting: sources[name].waiting(), unnamed, busy: running.has(name) };
      }),
    /** Called every few seconds: asks those that are due. */
    keepUp(): void {
      if (!settings().online || stopping.signal.aborted || clock.monotonic() - startedAt < settleMs) return;
      for (const name of feedName.options) {
        const isDue = clock.monotonic() >= (notBefore.get(name) ?? 0);
        if (isDue && !running.has(name) && sources[name].waiting() > 0) void run(name).all;
      }
    },
    /** Asks now, whatever was asked lately. Settles with the first answer or failure; the rest goes on by itself. */
    refresh: (name: FeedName): Promise<boolean> => run(name).first,
    /** Settles when nothing is being asked. */
    idle: async (): Promise<void> => {
      while (running.size > 0) await Promise.all([...running.values()].map(({ all }) => all));
    },
    async stop(): Promise<void> {
      stopping.abort();
      for (const goOn of pauses) goOn();
      await Promise.all([...running.values()].map(({ all }) => all));
    },
  };
}

export type Feeds = ReturnType<typeof createFeeds>;
