import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  atOnce,
  atOnceWhileSpreading,
  createScheduler,
  pauseFor,
  spreadMs,
} from '../../../electron/engine/uptime/watch/scheduler.ts';
import { virtualWorld } from '../../support/virtual-world.ts';

const intervalMs = 60_000;

/** So many that are looked at every minute, each for so long. */
function watchMany(count: number, checkMs: number) {
  const world = virtualWorld();
  const { clock, random } = world;
  const startedAt = Array.from({ length: count + 1 }, (): number[] => []);
  let now = 0;
  let most = 0;
  const scheduler = createScheduler({
    ...world,
    onGap: () => {},
    async check(id) {
      now += 1;
      most = Math.max(most, now);
      const begunAt = clock.monotonic();
      startedAt[id]!.push(begunAt);
      await world.wait(checkMs);
      now -= 1;
      scheduler.schedule(id, pauseFor(intervalMs, clock.monotonic() - begunAt, random));
    },
  });
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  return { world, scheduler, ids, startedAt, most: () => most };
}

describe('five thousand monitors', () => {
  it('are all looked at in time, apart from each other and a bounded number at once', async () => {
    const many = watchMany(5000, 20);
    const begun = many.world.clock.monotonic();
    many.scheduler.release(many.ids);
    await many.world.run(4 * intervalMs);
    many.scheduler.stop();
    assert.ok(many.most() <= atOnce, `${many.most()} at once`);
    const bySecond = new Map<number, number>();
    for (const id of many.ids) {
      const times = many.startedAt[id]!;
      assert.ok(times.length >= 3, `${times.length} checks`);
      for (const [index, at] of times.entries()) {
        const gap = at - (times[index - 1] ?? at);
        // Those of the beginning wait for a place among the few that are let begin at once.
        if (index > 1) assert.ok(gap <= intervalMs + 1500, `${gap} ms between two checks`);
        const second = Math.floor((at - begun) / 1000);
        if (second >= 60) bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
      }
    }
    // Chance pulls apart what began together: no second has a quarter of them.
    assert.ok(Math.max(...bySecond.values()) < 1250, 'they are spread');
  });

  it('run what they missed once, however long that was', async () => {
    const many = watchMany(50, 20);
    many.scheduler.release(many.ids);
    await many.world.run(2 * intervalMs);
    const before = many.ids.map((id) => many.startedAt[id]!.length);
    many.scheduler.hold();
    await many.world.run(60 * intervalMs);
    assert.deepEqual(
      many.ids.map((id) => many.startedAt[id]!.length),
      before,
      'none begins while it is held',
    );
    many.scheduler.release(many.ids);
    await many.world.run(spreadMs + 2000);
    many.scheduler.stop();
    assert.deepEqual(
      many.ids.map((id) => many.startedAt[id]!.length),
      before.map((count) => count + 1),
    );
  });

  it('begin few at once', async () => {
    const many = watchMany(300, 30);
    many.scheduler.release(many.ids);
    await many.world.run(spreadMs - 100);
    many.scheduler.stop();
    assert.ok(many.most() <= atOnceWhileSpreading, `${many.most()} at once`);
  });

  it('wait from beginning to beginning, never longer than asked for, and never not at all', () => {
    const never = () => 1;
    assert.equal(
      pauseFor(10_000, 8000, () => 1),
      2000,
    );
    assert.equal(pauseFor(10_000, 0, never), 10_000);
    assert.equal(
      pauseFor(10_000, 0, () => 0),
      9600,
    );
    assert.equal(pauseFor(5000, 30_000, never), 1000);
  });
});
