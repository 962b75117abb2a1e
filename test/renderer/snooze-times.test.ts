import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSnooze, snoozeTimes } from '../../renderer/lib/snooze-times.ts';

/** A Wednesday, in whatever zone the machine is. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime();
const now = at(4, 10, 30);

const ids = (moment: number) => snoozeTimes(moment).map(({ id }) => id);

describe('snooze times', () => {
  it('all lie ahead, each later than the one before', () => {
    const times = snoozeTimes(now).map(({ until }) => until);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.ok(times.every((until) => until > now));
  });

  it('offer this evening only while it is ahead', () => {
    assert.ok(ids(now).includes('evening'));
    assert.ok(!ids(at(4, 17, 30)).includes('evening'));
  });

  it('mean the next Monday, never today', () => {
    const monday = snoozeTimes(at(2, 7)).find(({ id }) => id === 'monday');
    assert.equal(monday?.until, at(9, 8));
  });
});

describe('a typed snooze time', () => {
  const understood: [string, number][] = [
    ['90m', now + 90 * 60_000],
    ['4h', now + 4 * 3_600_000],
    ['in 2 days', now + 2 * 86_400_000],
    ['1w', now + 7 * 86_400_000],
    ['17:30', at(4, 17, 30)],
    ['9:15', at(5, 9, 15)],
    ['fri', at(6, 8)],
    ['friday 14:00', at(6, 14)],
    ['wed', at(11, 8)],
    ['2026-03-20', at(20, 8)],
    ['2026-03-20 09:45', at(20, 9, 45)],
  ];
  for (const [text, until] of understood) {
    it(`is understood: ${text}`, () => assert.equal(parseSnooze(text, now), until));
  }
  for (const text of [
    '',
    'soon',
    '25:00',
    '10:75',
    '2026-02-31',
    '2025-01-01',
    'foo 9:00',
    '99999999d',
    '-3h',
  ]) {
    it(`is refused: ${JSON.stringify(text)}`, () => assert.equal(parseSnooze(text, now), null));
  }
});
