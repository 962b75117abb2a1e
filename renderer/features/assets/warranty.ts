import { dayText } from '../../../shared/day-words.ts';
import { daysUntil } from '../../lib/calendar-date.ts';
import { plural } from '../../lib/format.ts';
import type { Tone } from '../../lib/tone.ts';

/** As the engine's filter has it: within these many days a warranty ends soon. */
const soonDays = 60;

export interface WarrantyWords {
  /** For a column: `ended`, `12 days`, `Mar 2028`. */
  readonly text: string;
  readonly tone: Tone;
  /** The whole sentence. */
  readonly sentence: string;
}

/** What is known of a warranty, in words; an end that nobody noted is not known, never fine. */
export function warrantyWords(expires: string | null, now: number): WarrantyWords {
  if (expires === null) return { text: 'not known', tone: 'plain', sentence: 'Warranty not known' };
  const days = daysUntil(expires, now);
  const end = dayText(expires);
  if (days < 0) return { text: 'ended', tone: 'overdue', sentence: `Warranty ended ${end}` };
  if (days === 0) return { text: 'today', tone: 'soon', sentence: 'Warranty ends today' };
  if (days <= soonDays) {
    const left = plural(days, 'day');
    return { text: left, tone: 'soon', sentence: `Warranty ends in ${left}, ${end}` };
  }
  return { text: end, tone: 'plain', sentence: `Under warranty until ${end}` };
}
