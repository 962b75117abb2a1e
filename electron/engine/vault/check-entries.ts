import type { ReadableDb } from '../database/db.ts';
import { openEntry } from './entries/entry-sealing.ts';
import { entriesAfter } from './entries/entry-repository.ts';
import type { OpenKeys } from './keys/data-key.ts';

const perPart = 200;
const mostNamed = 1000;

/** Which entries do not open as a whole: changed, moved, or put back from an earlier state in part. */
export function checkEntries(
  db: ReadableDb,
  keys: OpenKeys,
): { entriesChecked: number; damagedEntries: number[] } {
  const report = { entriesChecked: 0, damagedEntries: [] as number[] };
  for (let part = entriesAfter(db, 0, perPart); part.length > 0;) {
    for (const stored of part) {
      report.entriesChecked += 1;
      if (!openEntry(keys, stored, stored) && report.damagedEntries.length < mostNamed) {
        report.damagedEntries.push(stored.id);
      }
    }
    part = entriesAfter(db, part.at(-1)!.id, perPart);
  }
  return report;
}
