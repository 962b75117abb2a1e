import type { ReadableDb, WritableDb } from '../../database/db.ts';
import { dayMs, hourMs, packBeats, unpackBeats, type Beat } from './beats.ts';
import { packSpread, unpackSpread, type Spread } from './spread.ts';
import { packStretches, unpackStretches, type Stretch } from './stretch.ts';

/** Rows lie by monitor, then by time: the key is both in one number. */
const hourRoom = 2 ** 20;
const dayRoom = 2 ** 16;

export const hourOf = (at: number): number => Math.floor(at / hourMs);
export const dayOf = (at: number): number => Math.floor(at / dayMs);

/** Where the time in one row's key is found again: the number that it lies in. */
const timeIn = (id: number, room: number): number => id % room;

export interface OwnBeat {
  readonly monitorId: number;
  readonly beat: Beat;
}

/** Appends checks to their hours. Nobody waits for them: writes are aside. */
export function appendBeats(db: WritableDb, beats: readonly OwnBeat[]): void {
  for (const { monitorId, beat } of beats) {
    // Concatenated blobs come out as text of the same bytes.
    db.runAside(
      `INSERT INTO heartbeat_hour (id, beats) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET beats = CAST(beats || excluded.beats AS BLOB)`,
      [monitorId * hourRoom + hourOf(beat.at), packBeats([beat])],
    );
  }
}

/** Replaces an hour, as samples and imports of history do. */
export function putBeats(db: WritableDb, monitorId: number, hour: number, beats: readonly Beat[]): void {
  db.runAside('INSERT OR REPLACE INTO heartbeat_hour (id, beats) VALUES (?, ?)', [
    monitorId * hourRoom + hour,
    packBeats(beats),
  ]);
}

/** Hours from the first to the last, both included. */
export function readBeats(db: ReadableDb, monitorId: number, fromHour: number, toHour: number): Beat[] {
  return db
    .all<{ id: number; beats: Buffer }>(
      'SELECT id, beats FROM heartbeat_hour WHERE id BETWEEN ? AND ? ORDER BY id',
      [monitorId * hourRoom + fromHour, monitorId * hourRoom + toHour],
    )
    .flatMap(({ id, beats }) => unpackBeats(beats, timeIn(id, hourRoom)));
}

/** Which of these hours hold checks, the first and the last included. */
export function hoursWithBeats(
  db: ReadableDb,
  monitorId: number,
  fromHour: number,
  toHour: number,
): number[] {
  return db
    .all<{ id: number }>('SELECT id FROM heartbeat_hour WHERE id BETWEEN ? AND ? ORDER BY id', [
      monitorId * hourRoom + fromHour,
      monitorId * hourRoom + toHour,
    ])
    .map(({ id }) => timeIn(id, hourRoom));
}

export function putMinutes(
  db: WritableDb,
  monitorId: number,
  hour: number,
  minutes: readonly Stretch[],
): void {
  db.runAside('INSERT OR REPLACE INTO rollup_minute (id, minutes) VALUES (?, ?)', [
    monitorId * hourRoom + hour,
    packStretches(minutes),
  ]);
}

/** Each with the moment that it begins. */
export interface TimedStretch extends Stretch {
  readonly at: number;
}

export function readMinutes(
  db: ReadableDb,
  monitorId: number,
  fromHour: number,
  toHour: number,
): TimedStretch[] {
  return db
    .all<{ id: number; minutes: Buffer }>(
      'SELECT id, minutes FROM rollup_minute WHERE id BETWEEN ? AND ? ORDER BY id',
      [monitorId * hourRoom + fromHour, monitorId * hourRoom + toHour],
    )
    .flatMap(({ id, minutes }) => {
      const start = timeIn(id, hourRoom) * hourMs;
      return unpackStretches(minutes).map((minute) => ({ ...minute, at: start + minute.slot * 60_000 }));
    });
}

export function readHours(db: ReadableDb, monitorId: number, fromDay: number, toDay: number): TimedStretch[] {
  return db
    .all<{ id: number; hours: Buffer }>(
      'SELECT id, hours FROM rollup_hour WHERE id BETWEEN ? AND ? ORDER BY id',
      [monitorId * dayRoom + fromDay, monitorId * dayRoom + toDay],
    )
    .flatMap(({ id, hours }) => {
      const start = timeIn(id, dayRoom) * dayMs;
      return unpackStretches(hours).map((hour) => ({ ...hour, at: start + hour.slot * hourMs }));
    });
}

export function putHours(db: WritableDb, monitorId: number, day: number, hours: readonly Stretch[]): void {
  db.runAside('INSERT OR REPLACE INTO rollup_hour (id, hours) VALUES (?, ?)', [
    monitorId * dayRoom + day,
    packStretches(hours),
  ]);
}

/** How much of a time it was up, down or in maintenance, in seconds. */
export interface Seconds {
  readonly good: number;
  readonly bad: number;
  readonly maintenance: number;
}

export function putDay(
  db: WritableDb,
  monitorId: number,
  day: number,
  seconds: Seconds,
  spread: Spread,
): void {
  db.runAside(
    `INSERT OR REPLACE INTO rollup_day (id, good_seconds, bad_seconds, maintenance_seconds, spread)
     VALUES (?, ?, ?, ?, ?)`,
    [monitorId * dayRoom + day, seconds.good, seconds.bad, seconds.maintenance, packSpread(spread)],
  );
}

/** Whole days from the first to the last, both included. */
export function sumDays(db: ReadableDb, monitorId: number, fromDay: number, toDay: number): Seconds {
  return db.get<Seconds>(
    `SELECT total(good_seconds) AS good, total(bad_seconds) AS bad, total(maintenance_seconds) AS maintenance
     FROM rollup_day WHERE id BETWEEN ? AND ?`,
    [monitorId * dayRoom + fromDay, monitorId * dayRoom + toDay],
  )!;
}

export function readSpreads(db: ReadableDb, monitorId: number, fromDay: number, toDay: number): Spread[] {
  return db
    .all<{ spread: Buffer }>('SELECT spread FROM rollup_day WHERE id BETWEEN ? AND ?', [
      monitorId * dayRoom + fromDay,
      monitorId * dayRoom + toDay,
    ])
    .map(({ spread }) => unpackSpread(spread));
}

/** Forgets what is older than these times, of one monitor. */
export function forgetHistory(
  db: WritableDb,
  monitorId: number,
  before: { readonly beats: number; readonly minutes: number; readonly days: number },
): void {
  const hours = monitorId * hourRoom;
  const days = monitorId * dayRoom;
  db.runAside('DELETE FROM heartbeat_hour WHERE id BETWEEN ? AND ?', [
    hours,
    hours + hourOf(before.beats) - 1,
  ]);
  db.runAside('DELETE FROM rollup_minute WHERE id BETWEEN ? AND ?', [
    hours,
    hours + hourOf(before.minutes) - 1,
  ]);
  for (const table of ['rollup_hour', 'rollup_day']) {
    db.runAside(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`, [days, days + dayOf(before.days) - 1]);
  }
}
