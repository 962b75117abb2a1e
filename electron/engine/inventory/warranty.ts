import { warrantySoonDays, type WarrantyState } from '../../../shared/asset.ts';
import { calendarDay } from '../../../shared/identity.ts';
import type { ReadableDb } from '../database/db.ts';
import type { Condition } from '../database/records/record-query.ts';

const dayMs = 86_400_000;

/** Assets whose warranty stands so today. A warranty still holds on the day that it ends. */
export function warrantyIs(state: WarrantyState, now: number): Condition {
  const today = calendarDay(now);
  const soon = calendarDay(now + warrantySoonDays * dayMs);
  switch (state) {
    case 'ended':
      return { sql: 't.warranty_expires < ?', values: [today] };
    case 'soon':
      return { sql: 't.warranty_expires BETWEEN ? AND ?', values: [today, soon] };
    case 'running':
      return { sql: 't.warranty_expires > ?', values: [soon] };
    case 'unknown':
      return { sql: 't.warranty_expires IS NULL', values: [] };
  }
}

/** Warranties of a client's assets that end from one day to another, both included. */
export function endingWarranties(
  db: ReadableDb,
  organizationId: number,
  { from, to }: { readonly from: string; readonly to: string },
): { name: string; date: string }[] {
  return db.all(
    `SELECT name, warranty_expires AS date FROM asset
     WHERE organization_id = ? AND warranty_expires BETWEEN ? AND ? ORDER BY warranty_expires, id LIMIT 200`,
    [organizationId, from, to],
  );
}
