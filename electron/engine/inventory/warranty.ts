import { warrantySoonDays, type WarrantyState } from '../../../shared/asset.ts';
import { calendarDay } from '../../../shared/identity.ts';
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
