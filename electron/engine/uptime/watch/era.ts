import { setMaxListeners } from 'node:events';

/**
 * Ends with the next gap in what is observed: what was begun before it says nothing after it. As many checks listen to
 * it as there are at once: that is no leak.
 */
export function beginEra(): AbortController {
  const era = new AbortController();
  setMaxListeners(0, era.signal);
  return era;
}
