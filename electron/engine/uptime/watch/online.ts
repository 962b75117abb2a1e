import type { OnlineReport } from '../../../../shared/uptime.ts';

/**
 * Asks whether this machine is online, never from memory: whoever asks gets an answer that was begun after the
 * question. Questions that come while one is being answered share the next one, so that fifty monitors that fail
 * at once make two rounds of asking, not fifty.
 */
export function createOnline(run: () => Promise<OnlineReport>): { ask(): Promise<OnlineReport> } {
  let current: Promise<OnlineReport> | null = null;
  let next: Promise<OnlineReport> | null = null;

  function begin(): Promise<OnlineReport> {
    const asked = run().finally(() => {
      if (current === asked) current = null;
    });
    current = asked;
    return asked;
  }

  return {
    ask() {
      if (!current) return begin();
      next ??= current.then(
        () => follow(),
        () => follow(),
      );
      return next;
    },
  };

  function follow(): Promise<OnlineReport> {
    next = null;
    return begin();
  }
}
