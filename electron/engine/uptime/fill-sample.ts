import { mostBeats, type Monitor, type NewMonitor } from '../../../shared/monitor.ts';
import type { WritableDb } from '../database/db.ts';
import { insertRecord, updateRecord } from '../database/records/record-repository.ts';
import { newMonitorState } from './decide.ts';
import { dayMs, hourMs } from './history/beats.ts';
import { sharesOf, takeSums } from './history/shares.ts';
import { addNote } from './incidents/incident-notes.ts';
import { incidentTable } from './incidents/incident-table.ts';
import { durationWords } from './incidents/incident-words.ts';
import { monitorTable } from './monitor-table.ts';
import { asNew } from './new-monitor.ts';
import { beatsBetween, fillSampleHistory, type SampleCourse } from './sample-history.ts';
import { watch } from './watch/watched.ts';
import { writeLive, writeStatus } from './watch/watch-repository.ts';

/** A monitor of the sample workspace, with what it met in the last ninety days. */
export interface SampleWish {
  readonly monitor: NewMonitor & { readonly organizationId: number };
  readonly usualMs: number;
  readonly outages: readonly (readonly [hoursAgo: number, minutes: number])[];
  readonly certificateDays: number | undefined;
  readonly domainDays: number | undefined;
}

const age = 90 * dayMs;

/** Writes one as its checks would have left it, its outages as incidents included; answers its id. */
export function fillSampleMonitor(db: WritableDb, wish: SampleWish, now: number): number {
  const { monitor: input, usualMs } = wish;
  const made = asNew({ ...input, source: 'sample' }, now - age);
  const monitor = insertRecord<Monitor>(db, monitorTable, {
    ...made,
    organizationId: input.organizationId,
    createdAt: now - age,
    updatedAt: now - age,
  });
  const outages = wish.outages
    .map(([hoursAgo, minutes]) => ({
      from: now - hoursAgo * hourMs,
      to: now - hoursAgo * hourMs + minutes * 60_000,
    }))
    .toSorted((a, b) => a.from - b.from);
  const course: SampleCourse = {
    usualMs,
    intervalMs: monitor.interval * 1000,
    outages,
    loadedAt: Math.floor(now / 1000) * 1000,
  };
  fillSampleHistory(db, monitor.id, course, now);
  let incidentId: number | null = null;
  for (const outage of outages) {
    const id = fillIncident(db, monitor, outage, now);
    if (outage.to > now) incidentId = id;
  }
  const downSince = outages.find(({ to }) => to > now)?.from ?? null;
  const status = downSince === null ? ('up' as const) : ('down' as const);
  const since = downSince ?? outages.at(-1)?.to ?? now - age;
  const beats = beatsBetween(
    course,
    now - mostBeats * course.intervalMs,
    mostBeats * course.intervalMs,
    course.intervalMs,
  );
  const judged = { status, since, judged: status, told: status, toldAt: since, downSince };
  const watched = watch(monitor, { ...newMonitorState(now), ...judged });
  Object.assign(watched, {
    error: downSince === null ? null : sampleError,
    incidentId,
    lastCheckedAt: beats.at(-1)?.at ?? now,
    responseTimeMs: beats.findLast(({ ms }) => ms !== null)?.ms ?? usualMs,
    beats: beats.map(({ kind }) => (kind === 'down' ? 'd' : 'u')).join(''),
    certificateExpiresAt: wish.certificateDays === undefined ? null : now + wish.certificateDays * dayMs,
    domainExpiresAt: wish.domainDays === undefined ? null : now + wish.domainDays * dayMs,
    shares: sharesOf(takeSums(db, monitor.id, now), age),
  });
  writeStatus(db, watched);
  writeLive(db, watched);
  return monitor.id;
}

const sampleError = 'Connection timed out';

function fillIncident(
  db: WritableDb,
  monitor: Monitor,
  { from, to }: { readonly from: number; readonly to: number },
  now: number,
): number {
  const isOver = to <= now;
  const openedAt = Math.round(from);
  const closedAt = isOver ? Math.round(to) : null;
  const incident = insertRecord(db, incidentTable, {
    organizationId: monitor.organizationId,
    monitorId: monitor.id,
    monitorName: monitor.name,
    monitorType: monitor.type,
    error: sampleError,
    state: isOver ? 'closed' : 'open',
    openedAt,
    closedAt,
    acknowledgedBy: null,
    acknowledgedAt: null,
    reason: null,
    quietUntil: null,
    ticketId: null,
    createdAt: openedAt,
    updatedAt: closedAt ?? openedAt,
    excerpt: null,
  });
  addNote(db, incident.id, { at: openedAt, author: 'Techbench', kind: 'opened', text: sampleError });
  if (closedAt !== null) {
    const text = `Up again after ${durationWords(to - from)}.`;
    addNote(db, incident.id, { at: closedAt, author: 'Techbench', kind: 'closed', text });
  }
  return incident.id;
}

/** Lets one sample stand behind another. */
export function standBehind(db: WritableDb, id: number, parentId: number): void {
  updateRecord(db, monitorTable, id, { parentId });
}
