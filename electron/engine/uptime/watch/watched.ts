import type { Monitor } from '../../../../shared/monitor.ts';
import { mostBeats } from '../../../../shared/monitor.ts';
import type { MonitorRules, MonitorState, MonitorStatus, Observation } from '../decide.ts';
import type { NotAsked, ProbeResult } from '../probes/probe.ts';
import type { BeatKind } from '../history/beats.ts';
import type { Shares, Sums } from '../history/shares.ts';

/** What is kept in memory of a monitor that is watched. */
export interface Watched {
  readonly id: number;
  monitor: Monitor;
  state: MonitorState;
  /** The last checks as letters. */
  beats: string;
  error: string | null;
  lastCheckedAt: number | null;
  responseTimeMs: number | null;
  certificateExpiresAt: number | null;
  domainExpiresAt: number | null;
  incidentId: number | null;
  /** Monotonic time up to which checks speak for it; null after a gap. */
  coveredTo: number | null;
  /** Taken when the first check of the hour comes. */
  sums: Sums | null;
  shares: Shares;
  /** Monotonic time at which the last check that was judged began, and whether it was bad. */
  lookedAt: number;
  lookedBad: boolean;
  /** What the last check met that counted, or why none could be made. */
  last: ProbeResult | NotAsked | null;
  /** The check that is being made. */
  checking: Promise<void> | null;
}

export function watch(monitor: Monitor, state: MonitorState): Watched {
  const { id, beats, error, lastCheckedAt, responseTimeMs } = monitor;
  const { certificateExpiresAt, domainExpiresAt, incidentId } = monitor;
  const seen = {
    beats,
    error,
    lastCheckedAt,
    responseTimeMs,
    certificateExpiresAt,
    domainExpiresAt,
    incidentId,
  };
  const unseen = {
    coveredTo: null,
    sums: null,
    lookedAt: -Infinity,
    lookedBad: false,
    last: null,
    checking: null,
  };
  const status = monitor.paused ? 'paused' : state.status;
  return { id, monitor, state: { ...state, status }, shares: monitor, ...seen, ...unseen };
}

/** More than that stand in no line. */
const mostParents = 20;

/** None where it stands behind itself, as changes that were taken back can leave it: it would wait for ever. */
export function parentOf(all: ReadonlyMap<number, Watched>, { id, monitor }: Watched): Watched | undefined {
  const parent = all.get(monitor.parentId ?? 0);
  let next = parent;
  for (let steps = 0; next && steps < mostParents; steps += 1) {
    if (next.id === id) return undefined;
    next = all.get(next.monitor.parentId ?? 0);
  }
  return next ? undefined : parent;
}

export function rulesOf(monitor: Monitor): MonitorRules {
  return {
    intervalMs: monitor.interval * 1000,
    retryIntervalMs: Math.min(monitor.retryInterval, monitor.interval) * 1000,
    retries: monitor.retries,
    successesToUp: monitor.successesToUp,
    remindEveryMs: monitor.remindEvery === null ? null : monitor.remindEvery * 1000,
  };
}

export function observationOf({ error }: ProbeResult): Observation {
  return error === null ? { kind: 'good' } : { kind: 'bad', error };
}

const letters: Readonly<Record<MonitorStatus, string>> = {
  up: 'u',
  pending: 'f',
  down: 'd',
  maintenance: 'm',
  unreachable: 'x',
  not_observed: '-',
  paused: '-',
};

export function letterOf(status: MonitorStatus): string {
  return letters[status];
}

/** A gap is one mark, however long it was. */
export function withLetter(beats: string, letter: string): string {
  return letter === '-' && beats.endsWith('-') ? beats : (beats + letter).slice(-mostBeats);
}

/** How a check that led to this status is kept; null where it says nothing. */
export function beatKindOf(status: MonitorStatus): BeatKind | null {
  switch (status) {
    case 'up':
      return 'good';
    case 'pending':
      return 'forgiven';
    case 'down':
    case 'maintenance':
    case 'unreachable':
      return status;
    case 'not_observed':
    case 'paused':
      return null;
  }
}
