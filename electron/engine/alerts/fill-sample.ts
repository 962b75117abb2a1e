import type { AlertState } from '../../../shared/alert.ts';
import { systemCaller } from '../../../shared/caller.ts';
import type { WritableDb } from '../database/db.ts';
import { insertRecord } from '../database/records/record-repository.ts';
import { troubleOf, type NewsEvent } from './alert-events.ts';
import { alertTable } from './alert-table.ts';

/** Something that happened to the sample's clients, and what became of it. */
export interface SampleTrouble {
  readonly event: NewsEvent;
  /** Epoch ms. */
  readonly at: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  /** Who is at it; null where nobody is. */
  readonly acknowledgedBy: string | null;
}

/** Leaves the alert of a trouble as it would stand now; nobody is told of it. */
export function fillSampleAlert(db: WritableDb, { event, at, endedAt, acknowledgedBy }: SampleTrouble): void {
  const trouble = troubleOf(event);
  if (!trouble) return;
  const state: AlertState = endedAt !== null ? 'resolved' : acknowledgedBy === null ? 'open' : 'acknowledged';
  insertRecord(db, alertTable, {
    monitorName: null,
    connectionId: null,
    ...trouble,
    state,
    mutedUntil: null,
    assigneeId: null,
    ticketId: null,
    occurrences: 1,
    lastSeenAt: at,
    acknowledgedBy: state === 'acknowledged' ? acknowledgedBy : null,
    acknowledgedAt: state === 'acknowledged' ? at + 600_000 : null,
    resolvedBy: endedAt === null ? null : systemCaller.name,
    resolvedAt: endedAt,
    createdAt: at,
    updatedAt: endedAt ?? at,
  });
}
