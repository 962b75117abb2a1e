import { warrantySoonDays, type WarrantyState } from '../../../shared/asset.ts';
import { calendarDay } from '../../../shared/identity.ts';
import type { ReadableDb } from '../database/db.ts';
import type { Condition } from '../database/records/record-query.ts';

const dayMs = 86_400_000;
const mostListed = 200;

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

/** Warranties of a client's assets that end from one day to another, both included: the first two hundred, and how many there are. */
export function endingWarranties(
  db: ReadableDb,
  organizationId: number,
  { from, to }: { readonly from: string; readonly to: string },
): { listed: { name: string; date: string }[]; total: number } {
  const listed = db.all<{ name: string; date: string }>(
    `SELECT name, warranty_expires AS date FROM asset
     WHERE organization_id = ? AND warranty_expires BETWEEN ? AND ? ORDER BY warranty_expires, id LIMIT ${mostListed}`,
    [organizationId, from, to],
  );
  if (listed.length < mostListed) return { listed, total: listed.length };
  const { n } = db.get<{ n: number }>(
    'SELECT count(*) AS n FROM asset WHERE organization_id = ? AND warranty_expires BETWEEN ? AND ?',
    [organizationId, from, to],
  )!;
  return { listed, total: n };
}
