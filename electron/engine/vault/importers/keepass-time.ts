/** Epoch ms of the year 1, from which KDBX 4 counts its seconds. */
const yearOne = Date.parse('0001-01-01T00:00:00Z');

/** An ISO time, or Base64 of the seconds since the year 1 as 64 bits, little-endian. Epoch ms; null where neither. */
export function keePassTime(text: string): number | null {
  if (text.trim() === '') return null;
  if (text.includes('-')) {
    const moment = Date.parse(text);
    return Number.isFinite(moment) ? moment : null;
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 8) return null;
  const moment = yearOne + Number(bytes.readBigInt64LE()) * 1000;
  return Number.isFinite(new Date(moment).getTime()) ? moment : null;
}
