import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Ticks of a hundredth of a second, of all processors together; null where the system does not say. */
function stolenTicks(): number | null {
  try {
    return Number(/^cpu +(?:\d+ +){7}(\d+)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}

/**
 * Share of the processors, 0 to 1, that the host of a virtual machine gave to others since this was called: figures
 * taken meanwhile say that much less. Null where nobody tells, as outside of Linux.
 */
export function watchStolenTime(): () => number | null {
  const before = stolenTicks();
  const since = performance.now();
  return () => {
    const after = stolenTicks();
    if (before === null || after === null || Number.isNaN(after - before)) return null;
    return (after - before) / (((performance.now() - since) / 10) * cpus().length);
  };
}
