import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

/** Ten times what a busy machine takes for anything that is waited for here: who reaches it hangs. */
let patienceMs = 90_000;
/** A file that has met a hang has failed: what hangs because of it must not hold the whole run. */
const afterHangMs = 10_000;

/** Asks until what is read is what is wanted; fails with the difference where it never is. */
export async function becomes<T>(read: () => T | Promise<T>, wanted: T, what: string): Promise<void> {
  const until = Date.now() + patienceMs;
  let last = await read();
  while (JSON.stringify(last) !== JSON.stringify(wanted)) {
    if (Date.now() > until) {
      patienceMs = afterHangMs;
      return assert.deepEqual(last, wanted, what);
    }
    await wait(20);
    last = await read();
  }
}

/** Asks until it is so. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  await becomes(async () => await holds(), true, what);
}
