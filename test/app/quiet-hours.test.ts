import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quietUntil, tomorrowMorning } from '../../shared/quiet-hours.ts';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime();
const night = { fromMinute: 22 * 60, toMinute: 7 * 60 };

describe('quiet hours', () => {
  it('go over midnight', () => {
    assert.equal(quietUntil(night, at(10, 21, 59)), null);
    assert.equal(quietUntil(night, at(10, 22)), at(11, 7));
    assert.equal(quietUntil(night, at(11, 3)), at(11, 7));
    assert.equal(quietUntil(night, at(11, 7)), null);
  });

  it('may lie within a day', () => {
    const lunch = { fromMinute: 12 * 60, toMinute: 13 * 60 };
    assert.equal(quietUntil(lunch, at(10, 12, 30)), at(10, 13));
    assert.equal(quietUntil(lunch, at(10, 13)), null);
  });

  it('are none where they end as they begin, or are not wished for', () => {
    assert.equal(quietUntil({ fromMinute: 60, toMinute: 60 }, at(10, 1)), null);
    assert.equal(quietUntil(null, at(10, 1)), null);
  });

  it('end on the last day of a month too, as "until tomorrow" does', () => {
    assert.equal(quietUntil(night, at(31, 23)), at(32, 7));
    assert.equal(tomorrowMorning(at(31, 23)), at(32, 8));
  });
});
