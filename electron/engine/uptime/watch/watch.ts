import type { Monitor } from '../../../../shared/monitor.ts';
import type { Gap, OnlineReport } from '../../../../shared/uptime.ts';
import type { WritableDb } from '../../database/db.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Timers } from '../../platform/timers.ts';
import {
  decide,
  newMonitorState,
  type Announcement,
  type MonitorState,
  type Observation,
} from '../decide.ts';
import { monitorTable } from '../monitor-table.ts';
import type { NotAsked, Probe, ProbeResult } from '../probes/probe.ts';
import { createConnection } from './connection.ts';
import { beginEra } from './era.ts';
import { createEvidence } from './evidence.ts';
import { keepResult } from './keep-result.ts';
import type { Recorder } from './recorder.ts';
import { createScheduler, pauseFor } from './scheduler.ts';
import { createParents, type Before, type ParentDeps } from './parents.ts';
import { readMemory, writeGap, writeStatus } from './watch-repository.ts';
import { observationOf, rulesOf, watch, withLetter, type Watched } from './watched.ts';
import { noteWatchedUntil, notWatched } from './watched-until.ts';

export interface WatchDeps extends Pick<ParentDeps, 'lastSeenAt' | 'onSilent' | 'onHeard'> {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly random: () => number;
  readonly recorder: Recorder;
  /** Looks once; whatever it meets is an answer. */
  readonly probe: Probe;
  /** Whether this machine is online, asked now. */
  readonly askOnline: () => Promise<OnlineReport>;
  readonly inMaintenance: (monitor: Monitor, now: number) => boolean;
  /** Runs inside the transaction that writes the status. */
  readonly announce: (watched: Watched, news: readonly Announcement[], result: ProbeResult | null) => void;
  /** Its monitor was removed. */
  readonly onForget: (watched: Watched) => void;
  /** The machine went offline, came back, or missed some time. */
  readonly onConnection: () => void;
}

/** A machine that said it would sleep and goes on for so long did not. */
const wakeMs = 15_000;

/**
 * Watches: decides who is looked at when, takes what was met to the decision, and writes what follows. Nothing is
 * judged of a time in which this machine slept or was offline.
 */
export function createWatch(deps: WatchDeps) {
  const { db, clock, random, recorder } = deps;
  const all = new Map<number, Watched>();
  const scheduler = createScheduler({
    ...deps,
    check: (id) => check(id),
    onGap: (missed) => miss(missed, 'asleep'),
  });
  const parents = createParents({ ...deps, all, check: (id) => check(id) });
  const connection = createConnection({
    ...deps,
    hold() {
      suspendJudging();
      markUnseen();
    },
    release: () => scheduler.release(active()),
    onGap: (gap) => miss(gap, gap.reason),
  });
  const evidence = createEvidence({ ...deps, confirm: connection.confirm });
  let era = beginEra();
  let running = false;

  /** One check, shared by whoever wants it meanwhile. */
  function check(id: number): Promise<void> {
    const watched = all.get(id);
    if (!watched) return Promise.resolve();
    if (watched.checking) return watched.checking;
    const checking = look(watched).finally(() => {
      if (watched.checking === checking) watched.checking = null;
    });
    watched.checking = checking;
    return checking;
  }

  async function look(watched: Watched): Promise<void> {
    const { signal } = era;
    const begunAt = clock.monotonic();
    // However this ends, it is looked at again.
    scheduler.schedule(watched.id, rulesOf(watched.monitor).intervalMs);
    const result = await evidence(watched, signal, counts);
    if (!result) return;
    if ('notAsked' in result) return leaveUnseen(watched, result);
    const isBad = result.error !== null;
    const before: Before = isBad ? await parents.before(watched, begunAt) : { fails: false };
    if (!counts()) return;
    watched.last = result;
    watched.lookedAt = begunAt;
    watched.lookedBad = isBad;
    settle(watched, observationOf(result), result, before.fails);
    parents.settled(watched, before);

    /** A gap since it began would have ended its era. */
    function counts(): boolean {
      scheduler.look();
      return running && !signal.aborted && all.get(watched.id) === watched;
    }
  }

  function* active(): Iterable<number> {
    for (const { id, monitor } of all.values()) if (!monitor.paused) yield id;
  }

  /** Takes one observation to the decision and does what follows. */
  function settle(
    watched: Watched,
    observation: Observation,
    result: ProbeResult | null,
    parentIsDown = false,
    error = result?.error ?? null,
  ): void {
    const now = clock.now();
    const { monitor } = watched;
    const around = { paused: monitor.paused, maintenance: deps.inMaintenance(monitor, now), parentIsDown };
    const before = watched.state;
    const { state, announcements, nextInMs } = decide(before, observation, around, rulesOf(monitor), now);
    const isNew = state.status !== before.status || error !== watched.error || announcements.length > 0;
    watched.state = state;
    watched.error = error;
    if (result) keepResult(watched, result, { now, monotonic: clock.monotonic() }, recorder);
    if (announcements.length > 0) tell(watched, before, announcements, result);
    else if (isNew) recorder.changed(watched);
    if (nextInMs === null || !running) scheduler.remove(watched.id);
    else
      scheduler.schedule(
        watched.id,
        pauseFor(nextInMs, result ? clock.monotonic() - watched.lookedAt : 0, random),
      );
  }

  /** The state, its event and its incident are one transaction. */
  function tell(
    watched: Watched,
    before: MonitorState,
    news: readonly Announcement[],
    result: ProbeResult | null,
  ): void {
    try {
      db.transaction(() => {
        deps.announce(watched, news, result);
        writeStatus(db, watched);
      });
      recorder.written(watched);
      recorder.soon();
    } catch (error) {
      // A full disk: it counts as not told, and is told with the next check.
      deps.log('error', 'an outage could not be written', { monitor: watched.id, reason: String(error) });
      const { told, toldAt, flapping } = before;
      watched.state = { ...watched.state, told, toldAt, flapping };
    }
  }

  /** Nothing that is under way counts, and nothing begins. */
  function suspendJudging(): void {
    era.abort();
    era = beginEra();
    scheduler.hold();
    for (const watched of all.values()) watched.checking = null;
  }

  function markUnseen(): void {
    for (const watched of all.values()) {
      watched.coveredTo = null;
      // What was never looked at waits as before.
      if (watched.monitor.paused || watched.lastCheckedAt === null) continue;
      leaveUnseen(watched, null);
    }
  }

  function leaveUnseen(watched: Watched, why: NotAsked | null): void {
    watched.last = why;
    watched.coveredTo = null;
    watched.beats = withLetter(watched.beats, '-');
    settle(watched, { kind: 'unseen' }, null, false, why?.notAsked ?? null);
    recorder.shown(watched);
  }

  /** Some time was not observed. */
  function miss(missed: { from: number; to: number }, reason: Gap['reason']): void {
    suspendJudging();
    markUnseen();
    noteGap({ ...missed, reason });
    if (reason === 'asleep') connection.wokeUp();
  }

  function noteGap(gap: Gap): void {
    recorder.aside(() => writeGap(db, gap));
    deps.onConnection();
  }

  function load(id: number): void {
    const monitor = getRecord(db, monitorTable, id);
    const known = all.get(id);
    // Nobody answers at the addresses of the sample workspace.
    if (!monitor || monitor.source === 'sample') return forget(known);
    if (known) {
      const { assetId } = known.monitor;
      known.monitor = monitor;
      parents.note(known, assetId);
      return settleAnew(known);
    }
    const memory = readMemory(db, id);
    const watched = watch(monitor, memory ?? newMonitorState(clock.now()));
    all.set(id, watched);
    parents.note(watched, null);
    if (!memory && !monitor.paused && monitor.status !== 'pending') {
      // It came back after it was removed: what was said of it then is over.
      recorder.changed(Object.assign(watched, { incidentId: null, error: null }));
    }
    if (!monitor.paused) scheduler.schedule(id, random() * Math.min(monitor.interval * 1000, 2000));
  }

  /** Somebody changed how it is looked at: what is under way is of another time. */
  function settleAnew(watched: Watched): void {
    watched.coveredTo = null;
    if (watched.monitor.paused) return settle(watched, { kind: 'unseen' }, null);
    if (watched.state.status === 'paused') {
      const { status, since } = watched.monitor;
      watched.state = { ...watched.state, status, since };
    }
    scheduler.schedule(watched.id, random() * 1000);
  }

  function forget(watched: Watched | undefined): void {
    if (!watched) return;
    scheduler.remove(watched.id);
    recorder.forget(watched);
    parents.forget(watched);
    all.delete(watched.id);
    deps.onForget(watched);
  }

  return {
    start(): void {
      running = true;
      for (const { id } of db.all<{ id: number }>('SELECT id FROM monitor ORDER BY id')) load(id);
      const closed = notWatched(db, all.values(), clock.now());
      if (closed) noteGap(closed);
      markUnseen();
      scheduler.release(active());
    },
    stop(): void {
      if (running) recorder.aside(() => noteWatchedUntil(db, clock.now()));
      running = false;
      era.abort();
      scheduler.stop();
      connection.stop();
      recorder.stop();
      all.clear();
    },
    /** These were made, changed or removed; null for any of them. */
    reload(ids: readonly number[] | null): void {
      if (!running) return;
      const known = ids ?? [
        ...all.keys(),
        ...db.all<{ id: number }>('SELECT id FROM monitor').map(({ id }) => id),
      ];
      for (const id of new Set(known)) load(id);
    },
    /** The machine goes to sleep: what is under way says nothing. */
    suspended(): void {
      suspendJudging();
      // Not every system says that it woke: this timer runs out when time goes on.
      connection.wakeWithin(wakeMs);
    },
    /** It woke; how long it slept the clocks say. */
    resumed(): void {
      if (!running) return;
      scheduler.look();
      connection.wokeUp();
    },
    /** What could not be asked, for a reason that lies here, perhaps can be now. */
    askAgain(): void {
      for (const { id, last } of all.values()) if (last && 'notAsked' in last) scheduler.schedule(id, 0);
    },
    offline: connection.offline,
    /** Looks now and waits for what it meets; null where that says nothing, undefined where nothing is watched. */
    async checkNow(id: number): Promise<ProbeResult | NotAsked | null | undefined> {
      const watched = all.get(id);
      if (!watched) return undefined;
      watched.last = null;
      await check(id);
      return watched.last;
    },
  };
}
export type Watch = ReturnType<typeof createWatch>;
