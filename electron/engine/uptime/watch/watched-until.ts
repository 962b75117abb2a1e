import type { Gap } from '../../../../shared/uptime.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import { readSetting, writeSetting } from '../../database/settings.ts';
import type { Watched } from './watched.ts';

const untilSetting = 'uptime.watchedUntil';
/** A quick restart is no gap that anybody would look for. */
const noticedMs = 60_000;

/** The last thing that an engine does which ends as it should. */
export function noteWatchedUntil(db: WritableDb, now: number): void {
  writeSetting(db, untilSetting, String(now));
}

/**
 * The time in which no engine ran, from the last moment that one is known to have watched: the end that it wrote, or,
 * where it was killed, its last check. Null where nothing was watched before.
 */
export function notWatched(db: ReadableDb, all: Iterable<Watched>, now: number): Gap | null {
  let seenAt: number | null = null;
  for (const { lastCheckedAt } of all) {
    if (lastCheckedAt !== null && (seenAt === null || lastCheckedAt > seenAt)) seenAt = lastCheckedAt;
  }
  if (seenAt === null) return null;
  const from = Math.max(seenAt, Number(readSetting(db, untilSetting) ?? 0));
  return now - from < noticedMs ? null : { from, to: now, reason: 'closed' };
}
