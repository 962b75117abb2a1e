import type { IncidentNote } from '../../../../shared/incident.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

/** The earliest first. */
export function notesOf(db: ReadableDb, incidentId: number): IncidentNote[] {
  return db.all<IncidentNote>(
    'SELECT at, author, kind, text FROM incident_note WHERE incident_id = ? ORDER BY id',
    [incidentId],
  );
}

export function addNote(db: WritableDb, incidentId: number, { at, author, kind, text }: IncidentNote): void {
  db.run('INSERT INTO incident_note (incident_id, at, author, kind, text) VALUES (?, ?, ?, ?, ?)', [
    incidentId,
    at,
    author,
    kind,
    text,
  ]);
}
