/** ISO dates and times, as UTC where no zone stands there; null where empty, undefined where not a date. */
export function parseDate(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-' || trimmed === '0000-00-00' || trimmed === '0000-00-00 00:00:00')
    return null;
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d): ?(\d\d)(?:: ?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
      trimmed,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`;
  const date = Date.parse(iso);
  // The engine rolls 31 June over to July; a file that says so is wrong.
  const valid =
    Number.isFinite(date) && new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  return valid ? date : undefined;
}

/** Which part of `3/4/26` is the month. */
export type DateOrder = 'month first' | 'day first';

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/;

/**
 * The order that a file's own dates prove: one whose first number is over 12 begins with the day. Where no
 * date proves anything, the month comes first, as Snipe-IT writes it. `note` says so to whoever looks at the
 * file; null where it has no such dates.
 */
export function dateOrderOf(dates: readonly string[]): { order: DateOrder; note: string | null } {
  const parts = dates.map((text) => slashed.exec(text.trim())).filter((match) => match !== null);
  const example = parts[0]?.[0];
  if (example === undefined) return { order: 'month first', note: null };
  const order = parts.some((match) => Number(match[1]) > 12) ? 'day first' : 'month first';
  const proven = order === 'day first' || parts.some((match) => Number(match[2]) > 12);
  const day = parseDay(example, order);
  const read = day ? ` (${example} as ${day})` : '';
  const why = proven ? '' : '; no date in the file says otherwise';
  return { order, note: `Dates with slashes are read with the ${order}${read}${why}.` };
}

/** A day in ISO form or with slashes, as `2026-03-23`; null where empty, undefined where not a date. */
export function parseDay(text: string, order: DateOrder): string | null | undefined {
  const match = slashed.exec(text.trim());
  if (!match) {
    const moment = parseDate(text);
    return typeof moment === 'number' ? new Date(moment).toISOString().slice(0, 10) : moment;
  }
  const [, first = '', second = '', year = ''] = match;
  const [month, day] = order === 'month first' ? [first, second] : [second, first];
  const whole = year.length === 2 ? `20${year}` : year;
  const iso = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return typeof parseDate(iso) === 'number' ? iso : undefined;
}
