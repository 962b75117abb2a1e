import type { WritableDb } from './db.ts';
import { writeSetting } from './settings.ts';

/** Where the chain of events begins: the hash of the last one that was taken away. */
export const eventAnchor = 'events.anchor';

const perPart = 1000;

/**
 * Takes away events of before a time that everybody who follows the log has taken, some at a time. The last one
 * always stays: the next one's hash goes on from it.
 * @returns whether there are more
 */
export function forgetEventsBefore(db: WritableDb, before: number): boolean {
  return db.transaction(() => {
    const oldest = db.get<{ id: number | null }>('SELECT min(id) AS id FROM event')?.id;
    if (oldest == null) return false;
    const last = db.get<{ id: number; hash: Buffer }>(
      `SELECT id, hash FROM event
       WHERE id < ? AND at < ? AND id < (SELECT max(id) FROM event) AND id <= (SELECT min(event_id) FROM event_cursor)
       ORDER BY id DESC LIMIT 1`,
      [oldest + perPart, before],
    );
    if (!last) return false;
    db.run('DELETE FROM event WHERE id <= ?', [last.id]);
    writeSetting(db, eventAnchor, last.hash.toString('hex'));
    return last.id === oldest + perPart - 1;
  });
}
