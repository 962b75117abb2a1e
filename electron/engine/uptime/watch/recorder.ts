import type { Heartbeat } from '../../../../shared/heartbeat.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Timers } from '../../platform/timers.ts';
import type { Beat } from '../history/beats.ts';
import { appendBeats, hourOf, type OwnBeat } from '../history/history-repository.ts';
import { addBeat, sharesOf, takeSums, type Sums } from '../history/shares.ts';
import { letterOf, type Watched } from './watched.ts';
import { writeLive, writeStatus } from './watch-repository.ts';

export interface RecorderDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
}

/** A check is on the disk, and on every screen, so much later at most. */
const flushMs = 1000;
/** A disk that takes nothing for long costs the oldest checks, not the memory. */
const mostWaiting = 20_000;
/** Beyond this an announcement says only that much has changed. */
const mostNamed = 200;

/** Writes what checks met in batches, and tells the screens once a batch. */
export function createRecorder({ db, clock, timers, log, push }: RecorderDeps) {
  let beats: OwnBeat[] = [];
  const live = new Set<Watched>();
  const changed = new Set<Watched>();
  /** Written at once; the screens hear of it with the next batch. */
  const news = new Set<Watched>();
  let told: Heartbeat[] = [];
  let asides: (() => void)[] = [];
  let cancel: (() => void) | null = null;

  function later(): void {
    cancel ??= timers.after(flushMs, flush);
  }

  function write(): void {
    appendBeats(db, beats);
    for (const watched of live) writeLive(db, watched);
    for (const watched of changed) writeStatus(db, watched);
    for (const work of asides) work();
  }

  function flush(): void {
    cancel?.();
    cancel = null;
    if (beats.length + live.size + changed.size + news.size + asides.length === 0) return;
    try {
      // Lists remember what they read of statuses; of single checks they remember nothing.
      if (changed.size > 0) db.transaction(write);
      else db.transactionAside(write);
    } catch (error) {
      log('error', 'checks could not be written', { reason: String(error) });
      if (beats.length > mostWaiting) beats = beats.slice(-mostWaiting);
      return later();
    }
    announce();
    beats = [];
    told = [];
    asides = [];
    live.clear();
    changed.clear();
    news.clear();
  }

  function announce(): void {
    if (told.length > 0) push({ type: 'heartbeats', beats: told });
    const all = new Set([...changed, ...news]);
    if (all.size === 0) return;
    const ids = all.size > mostNamed ? null : [...all].map(({ id }) => id);
    push({ type: 'monitors', ids, reason: 'changed' });
    push({ type: 'uptime' });
  }

  /** From the disk, and from what waits to go there. */
  function freshSums(id: number, now: number): Sums {
    const own = beats.filter(({ monitorId }) => monitorId === id);
    return own.reduce((sums, { beat }) => addBeat(sums, beat), takeSums(db, id, now));
  }

  return {
    /** One check, kept and shown. */
    beat(watched: Watched, beat: Beat): void {
      if (watched.sums?.hour !== hourOf(beat.at)) watched.sums = freshSums(watched.id, beat.at);
      beats.push({ monitorId: watched.id, beat });
      watched.sums = addBeat(watched.sums, beat);
      watched.shares = sharesOf(watched.sums, beat.at - watched.monitor.createdAt);
      this.shown(watched);
    },
    /** What a list shows of it changed. */
    shown(watched: Watched): void {
      live.add(watched);
      told.push({
        id: watched.id,
        at: watched.lastCheckedAt ?? clock.now(),
        status: watched.state.status,
        beat: letterOf(watched.state.status),
        responseTimeMs: watched.responseTimeMs,
      });
      later();
    },
    /** What is said of it changed, and nobody is to be told but the screens. */
    changed(watched: Watched): void {
      changed.add(watched);
      later();
    },
    /** It was written already, with what follows from it. */
    written(watched: Watched): void {
      changed.delete(watched);
      news.add(watched);
      later();
    },
    forget(watched: Watched): void {
      live.delete(watched);
      changed.delete(watched);
      news.delete(watched);
      beats = beats.filter(({ monitorId }) => monitorId !== watched.id);
      told = told.filter(({ id }) => id !== watched.id);
    },
    /** A write that nobody waits for, with the next batch. */
    aside(work: () => void): void {
      asides.push(work);
      later();
    },
    /** The next batch goes at once, after what is being done now. */
    soon(): void {
      cancel?.();
      cancel = timers.after(0, flush);
    },
    flush,
    stop(): void {
      flush();
      cancel?.();
      cancel = null;
    },
  };
}
export type Recorder = ReturnType<typeof createRecorder>;
