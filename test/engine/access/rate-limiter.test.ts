import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createRateLimiter } from '../../../electron/engine/access/rate-limiter.ts';

const standard = { perMinute: 60, burst: 100 };
const group = { perMinute: 30, burst: 30 };

function virtualTime(start = 1_000_000) {
  let now = start;
  return { now: () => now, pass: (ms: number) => (now += ms) };
}

describe('rate limiter', () => {
  it('lets a full bucket be emptied at once and not one request further', () => {
    const time = virtualTime();
    const limiter = createRateLimiter(time.now);
    for (let n = 1; n <= 100; n += 1) {
      const decision = limiter.take('a', standard);
      assert.equal(decision.allowed, true);
      assert.equal(decision.first.remaining, 100 - n);
    }
    const refused = limiter.take('a', standard);
    assert.equal(refused.allowed, false);
    assert.equal(refused.first.remaining, 0);
    assert.equal(refused.retryAfterMs, 100_000);
  });

  it('refills one request a second at sixty a minute', () => {
    const time = virtualTime();
    const limiter = createRateLimiter(time.now);
    for (let n = 0; n < 100; n += 1) limiter.take('a', standard);
    time.pass(999);
    assert.equal(limiter.take('a', standard).allowed, false);
    time.pass(1);
    assert.equal(limiter.take('a', standard).allowed, true);
    assert.equal(limiter.take('a', standard).allowed, false);
    time.pass(3_600_000);
    assert.equal(limiter.take('a', standard).first.remaining, 99, 'an hour fills it, and no further');
  });

  it('costs a refused request nothing', () => {
    const time = virtualTime();
    const limiter = createRateLimiter(time.now);
    for (let n = 0; n < 5000; n += 1) limiter.take('a', standard);
    time.pass(1000);
    assert.equal(limiter.take('a', standard).allowed, true);
  });

  it('takes from two buckets or from neither', () => {
    const time = virtualTime();
    const limiter = createRateLimiter(time.now);
    for (let n = 0; n < 30; n += 1) {
      assert.equal(limiter.take('a', standard, 'a:tickets', group).allowed, true);
    }
    const refused = limiter.take('a', standard, 'a:tickets', group);
    assert.equal(refused.allowed, false);
    assert.equal(refused.retryAfterMs, 60_000);
    assert.equal(refused.first.remaining, 70, 'the key keeps what the group refused');
    assert.equal(limiter.take('a', standard, 'a:assets', group).allowed, true);
    assert.equal(limiter.take('b', standard, 'b:tickets', group).allowed, true);
  });

  it('never admits more than burst plus rate in any span of time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 400 }), (gaps) => {
        const time = virtualTime();
        const limiter = createRateLimiter(time.now);
        const admitted: number[] = [];
        for (const gap of gaps) {
          time.pass(gap);
          if (limiter.take('a', { perMinute: 60, burst: 5 }).allowed) admitted.push(time.now());
        }
        for (const [from, start] of admitted.entries()) {
          for (let to = from; to < admitted.length; to += 1) {
            const most = 5 + (admitted[to]! - start) / 1000 + 1e-3;
            assert.ok(to - from + 1 <= most, `${to - from + 1} in ${admitted[to]! - start} ms`);
          }
        }
      }),
    );
  });

  it('carries what a bucket lacks over a restart', () => {
    const time = virtualTime();
    const before = createRateLimiter(time.now);
    for (let n = 0; n < 100; n += 1) before.take('a', standard);
    before.take('b', standard);
    time.pass(10_000);
    const left = before.lacking();
    assert.deepEqual(left, [
      ['a', 90_000],
      ['b', 0],
    ]);
    const other = virtualTime(5);
    const after = createRateLimiter(other.now);
    for (const [name, resetMs] of left) after.refill(name, resetMs);
    assert.equal(after.take('a', standard).first.remaining, 9);
  });

  it('gives back a tenth of a burst in a crash at most, and nothing of what was written down', () => {
    const policies = fc.constantFrom(standard, group, { perMinute: 1000, burst: 2000 });
    const steps = fc.array(fc.tuple(fc.nat(3000), fc.boolean()), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(policies, steps, (policy, asked) => {
        const time = virtualTime();
        const kept = new Map<string, number>();
        const keep = (name: string, resetMs: number) => kept.set(name, time.now() + resetMs).size > 0;
        const limiter = createRateLimiter(time.now, keep);
        const tenthMs = (policy.burst / 10) * (60_000 / policy.perMinute);
        for (const [gap, flushes] of asked) {
          time.pass(gap);
          const { resetMs } = limiter.take('a', policy).first;
          if (flushes) for (const [name, lack] of limiter.spentSince()) keep(name, lack);
          if (flushes) limiter.written();
          const putBackMs = Math.max(0, (kept.get('a') ?? 0) - time.now());
          assert.ok(putBackMs <= resetMs + 1e-6, 'a crash costs nobody anything');
          assert.ok(resetMs - putBackMs <= (flushes ? 1e-6 : tenthMs + 1e-6), `${resetMs - putBackMs} ms`);
        }
        assert.equal(limiter.spentSince().length, asked.at(-1)![1] ? 0 : 1);
      }),
    );
  });

  it('writes nothing for the first use of a key, and again what could not be written', () => {
    let writes = 0;
    const broken = createRateLimiter(virtualTime().now, () => (writes += 1) < 0);
    for (let n = 0; n < 10; n += 1) broken.take('a', standard);
    assert.equal(writes, 0);
    for (let n = 0; n < 5; n += 1) broken.take('a', standard);
    assert.equal(writes, 5);
  });

  it('asks for few writes', () => {
    let writes = 0;
    const limiter = createRateLimiter(virtualTime().now, () => (writes += 1) > 0);
    for (let n = 0; n < 90; n += 1) limiter.take('a', standard);
    assert.ok(writes <= 9, `${writes} writes`);
  });
});
