import { setImmediate as turn } from 'node:timers/promises';

/** Goes over many rows some at a time; in between whoever waits for this thread has a turn. */
export async function forSome<T>(
  rows: readonly T[],
  atOnce: number,
  work: (some: readonly T[]) => void,
): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) {
    if (at > 0) await turn();
    work(rows.slice(at, at + atOnce));
  }
}
