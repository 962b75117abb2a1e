import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Text cannot be wiped in JavaScript, only let go of. Lets the collector take it now instead of some day, once
 * whatever holds it has returned; and has regular expressions forget the last text that they looked at.
 */
export function forgetInMemory(): void {
  /x/.exec('x');
  setImmediate(() => {
    collect ??= exposeCollector();
    collect();
  });
}

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return gc;
}
