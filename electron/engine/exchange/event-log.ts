import type { EventType } from '../../../shared/event-type.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';

/** An event as it was written, in the transaction of the change that it tells of. */
export interface LoggedEvent {
  readonly id: number;
  readonly type: EventType;
  readonly organizationId: number;
  readonly entityId: number | null;
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export function readEventsAfter(db: ReadableDb, id: number, limit: number): LoggedEvent[] {
  return db
    .all<Omit<LoggedEvent, 'data'> & { readonly data: string }>(
      `SELECT id, type, organization_id AS organizationId, entity_id AS entityId, at, data
       FROM event WHERE id > ? ORDER BY id LIMIT ?`,
      [id, limit],
    )
    .map((row) => ({ ...row, data: JSON.parse(row.data) as LoggedEvent['data'] }));
}

/** The last event that a consumer has taken. */
export function readCursor(db: ReadableDb, consumer: string): number {
  return (
    db.get<{ event_id: number }>('SELECT event_id FROM event_cursor WHERE consumer = ?', [consumer])
      ?.event_id ?? 0
  );
}

export function writeCursor(db: WritableDb, consumer: string, id: number): void {
  db.run(
    `INSERT INTO event_cursor (consumer, event_id) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET event_id = excluded.event_id`,
    [consumer, id],
  );
}
