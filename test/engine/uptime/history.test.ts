import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  beatKinds,
  hourMs,
  packBeats,
  unpackBeats,
  type Beat,
} from '../../../electron/engine/uptime/history/beats.ts';
import {
  appendBeats,
  dayOf,
  hourOf,
  readBeats,
  readHours,
  readMinutes,
} from '../../../electron/engine/uptime/history/history-repository.ts';
import { readPercentiles, readResponses } from '../../../electron/engine/uptime/history/responses.ts';
import { forgetOldHistory, kept, rollUpHour } from '../../../electron/engine/uptime/history/roll-up.ts';
import { addBeat, sharesOf, takeSums, upShare } from '../../../electron/engine/uptime/history/shares.ts';
import {
  addTime,
  packSpread,
  percentileOfSpread,
  unpackSpread,
} from '../../../electron/engine/uptime/history/spread.ts';
import {
  merge,
  packStretches,
  percentileOf,
  summarize,
  unpackStretches,
} from '../../../electron/engine/uptime/history/stretch.ts';
import { createHistoryUpkeep } from '../../../electron/engine/uptime/history/upkeep.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const minute = 60_000;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 2, 20);

/** Times as they are kept: to a tenth of a second. */
const tenths = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((tenth) => tenth / 10);
const beatsOfAnHour: fc.Arbitrary<Beat[]> = fc.array(
  fc.record(
    {
      at: fc.integer({ min: 0, max: 35_999 }).map((tenth) => start + tenth * 100),
      kind: fc.constantFrom(...beatKinds),
      ms: fc.option(fc.integer({ min: 0, max: 65_534 })),
      covers: tenths(1000),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 60 },
);

describe('what is kept of checks', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(beatsOfAnHour, (beats) => {
        assert.deepEqual(unpackBeats(packBeats(beats), hourOf(start)), beats);
        const stretch = summarize(7, beats);
        const [read] = unpackStretches(packStretches([stretch]));
        const averageMs = stretch.averageMs === null ? null : Math.min(65_534, Math.round(stretch.averageMs));
        for (const field of ['goodSeconds', 'badSeconds', 'maintenanceSeconds'] as const) {
          assert.ok(Math.abs(read![field] - stretch[field]) <= 0.05 + 1e-9);
        }
        const { goodSeconds, badSeconds, maintenanceSeconds } = read!;
        assert.deepEqual(read, { ...stretch, averageMs, goodSeconds, badSeconds, maintenanceSeconds });
      }),
    );
  });

  it('comes to the same in parts and as a whole', () => {
    fc.assert(
      fc.property(beatsOfAnHour, beatsOfAnHour, (a, b) => {
        const whole = summarize(0, [...a, ...b]);
        const merged = merge(0, [summarize(0, a), summarize(0, b)]);
        assert.deepEqual(
          [merged.checks, merged.timed, merged.minMs, merged.maxMs],
          [whole.checks, whole.timed, whole.minMs, whole.maxMs],
        );
        assert.ok(Math.abs((merged.averageMs ?? 0) - (whole.averageMs ?? 0)) < 1e-6);
        assert.ok(Math.abs(merged.goodSeconds - whole.goodSeconds) < 1e-6);
      }),
    );
  });

  it('tells percentiles from the spread at most six in a hundred off', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 200 }),
        (times) => {
          const spread = new Map<number, number>();
          for (const ms of times) addTime(spread, ms);
          const exact = percentileOf(
            times.toSorted((a, b) => a - b),
            0.95,
          )!;
          const rough = percentileOfSpread(unpackSpread(packSpread(spread)), 0.95)!;
          assert.ok(Math.abs(rough - exact) <= Math.max(1, exact * 0.06), `${rough} for ${exact}`);
        },
      ),
    );
  });

  it('rounds no outage away', () => {
    assert.equal(upShare({ good: 31_535_999, bad: 1, maintenance: 0 }), 99.999);
    assert.equal(upShare({ good: 31_536_000, bad: 0, maintenance: 0 }), 100);
    assert.equal(upShare({ good: 0, bad: 0, maintenance: 900 }), null);
  });
});

describe('history', () => {
  let database: TestDatabase;
  beforeEach(() => {
    database = openTestDatabase();
  });
  afterEach(() => database.close());

  const good = (at: number, ms = 40): Beat => ({ at, kind: 'good', ms, covers: 60 });
  const down = (at: number): Beat => ({ at, kind: 'down', ms: null, covers: 60 });

  /** A check a minute for so many hours; down in the third hour of each day. */
  function fill(hours: number, monitorId = 5): void {
    const beats = Array.from({ length: hours * 60 }, (_, index) => {
      const at = start + index * minute;
      const beat = Math.floor(index / 60) % 24 === 3 ? down(at) : good(at, 30 + (index % 20));
      return { monitorId, beat };
    });
    database.db.transactionAside(() => appendBeats(database.db, beats));
  }

  it('is appended check by check and read by monitor and hour', () => {
    fill(3);
    fill(2, 6);
    const { db } = database;
    assert.equal(readBeats(db, 5, hourOf(start), hourOf(start) + 9).length, 180);
    assert.equal(readBeats(db, 6, hourOf(start), hourOf(start) + 9).length, 120);
    assert.equal(readBeats(db, 5, hourOf(start) + 1, hourOf(start) + 1)[0]!.at, start + hourMs);
  });

  it('is rolled up once, however often it is done, and forgotten in its time', () => {
    const { db } = database;
    fill(26);
    for (let times = 0; times < 2; times += 1) {
      for (let hour = 0; hour < 26; hour += 1) rollUpHour(db, 5, hourOf(start) + hour);
    }
    assert.equal(readMinutes(db, 5, hourOf(start), hourOf(start) + 30).length, 26 * 60);
    const hours = readHours(db, 5, dayOf(start), dayOf(start) + 3);
    assert.equal(hours.length, 26);
    assert.deepEqual([hours[3]!.badSeconds, hours[3]!.p95Ms, hours[4]!.goodSeconds], [3600, null, 3600]);
    const sums = takeSums(db, 5, start + 26 * hourMs);
    assert.equal(Math.round(sums.month.good), 25 * 3600);
    assert.equal(Math.round(sums.month.bad), 3600);
    assert.equal(sharesOf(sums, 30 * dayMs).uptime30d, 96.153);
    const asked = { from: start - 30 * dayMs, to: start + 2 * dayMs };
    assert.equal(readPercentiles(db, 5, asked, start + 9 * dayMs).checks, 26 * 60);
    forgetOldHistory(db, 5, start + kept.beatsMs + 27 * hourMs);
    assert.equal(readBeats(db, 5, hourOf(start), hourOf(start) + 30).length, 0);
    assert.equal(readMinutes(db, 5, hourOf(start), hourOf(start) + 30).length, 26 * 60);
    forgetOldHistory(db, 5, start + kept.daysMs + 3 * dayMs);
    assert.equal(readHours(db, 5, dayOf(start), dayOf(start) + 3).length, 0);
  });

  it('is rolled up after days that it was closed, a piece with each call, and once', () => {
    const { db } = database;
    fill(3);
    fill(2, 250);
    db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('monitor', 250)");
    let now = start + 30 * hourMs;
    const clock = { now: () => now, monotonic: () => now };
    const upkeep = createHistoryUpkeep({ db, clock });
    const steps = (): number => {
      let done = 0;
      while (upkeep.step()) done += 1;
      return done;
    };
    // A hundred monitors at once, whatever number of hours lies between.
    assert.equal(steps(), 3);
    const kept = (id: number) => readHours(db, id, dayOf(start), dayOf(start) + 3).map(({ slot }) => slot);
    assert.deepEqual(
      [kept(5), kept(250)],
      [
        [0, 1, 2],
        [0, 1],
      ],
    );
    assert.equal(steps(), 0);
    now += hourMs;
    assert.equal(steps(), 3);
    assert.deepEqual(kept(5), [0, 1, 2]);
  });

  it('gives the same percentages whether hours were rolled up yet or not, and with each check that is added', () => {
    const { db } = database;
    fill(30);
    const now = start + 30 * hourMs;
    const before = takeSums(db, 5, now);
    for (let hour = 0; hour < 29; hour += 1) rollUpHour(db, 5, hourOf(start) + hour);
    const after = takeSums(db, 5, now);
    assert.deepEqual(sharesOf(after, dayMs), sharesOf(before, dayMs));
    const more = addBeat(after, down(now));
    assert.equal(more.year.bad, after.year.bad + 60);
    assert.equal(more.day.good, after.day.good);
  });

  it('is charted in the columns that were asked for, the ones nobody saw too', () => {
    const { db } = database;
    fill(5);
    const now = start + 6 * hourMs;
    const { bucketMs, buckets } = readResponses(db, 5, { from: start, to: now, points: 6 }, now);
    assert.equal(bucketMs, hourMs);
    assert.deepEqual(
      buckets.map(({ state }) => state),
      ['up', 'up', 'up', 'down', 'up', 'not_observed'],
    );
    assert.deepEqual([buckets[0]!.minMs, buckets[0]!.maxMs, buckets[0]!.checks], [30, 49, 60]);
    // Later it is told from hours, and looks the same.
    for (let hour = 0; hour < 5; hour += 1) rollUpHour(db, 5, hourOf(start) + hour);
    const later = start + 20 * dayMs;
    const old = readResponses(db, 5, { from: start, to: now, points: 6 }, later);
    assert.deepEqual(
      old.buckets.map(({ state, minMs, maxMs, goodSeconds }) => [state, minMs, maxMs, goodSeconds]),
      buckets.map(({ state, minMs, maxMs, goodSeconds }) => [state, minMs, maxMs, goodSeconds]),
    );
  });
});
