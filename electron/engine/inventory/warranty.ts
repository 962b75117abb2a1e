import { warrantySoonDays, type WarrantyState } from '../../../shared/asset.ts';
import type { Condition } from '../database/records/record-query.ts';

const dayMs = 86_400_000;

/** The day of a moment, in UTC, as calendar dates are written. */
function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** Assets whose warranty stands so today. A warranty still holds on the day that it ends. */
export function warrantyIs(state: WarrantyState, now: number): Condition {
  const today = dayOf(now);
  const soon = dayOf(now + warrantySoonDays * dayMs);
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
