import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockTrouble } from '../../renderer/lib/clock-words.ts';

describe('words for a wrong clock', () => {
  it('are had beyond five seconds only, in the unit that fits', () => {
    for (const fine of [null, 0, 5000, -5000]) assert.equal(clockTrouble(fine), null);
    assert.equal(clockTrouble(5001), '5 seconds ahead');
    assert.equal(clockTrouble(-42_400), '42 seconds behind');
    assert.equal(clockTrouble(10 * 60_000), '10 minutes ahead');
    assert.equal(clockTrouble(-3 * 3_600_000), '3 hours behind');
    assert.equal(clockTrouble(400 * 86_400_000), '400 days ahead');
  });
});
