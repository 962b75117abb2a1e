import { setImmediate as turn } from 'node:timers/promises';

/** Work in steps of a few milliseconds at most; what it comes to is returned at its end. */
export type Steps<T> = Generator<void, T>;

const sliceMs = 8;

/** Does a long piece of work in slices; in between whoever waits for this thread has a turn. */
export async function inSlices<T>(work: Steps<T>): Promise<T> {
  for (let endsAt = performance.now() + sliceMs; ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < endsAt) continue;
    await turn();
    endsAt = performance.now() + sliceMs;
  }
}

/** Does all of it now: for work that is known to be short. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Goes over rows some at a time, with a step in between. */
export function* chunksOf<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
