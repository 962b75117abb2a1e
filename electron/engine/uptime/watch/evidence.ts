import type { NotAsked, Probe, ProbeResult } from '../probes/probe.ts';
import type { Watched } from './watched.ts';

export interface EvidenceDeps {
  /** Looks once; whatever it meets is an answer. */
  readonly probe: Probe;
  /** Whether this machine was online just now, or so many milliseconds ago at most. */
  readonly confirm: (maxAgeMs: number) => Promise<boolean>;
}

/** For what is down already an answer that this machine is online may be so old. */
const stillDownMs = 15_000;

/**
 * What a check met, as far as it says anything of what is watched: a failure counts once this machine's own
 * connection was confirmed after it. Null where it says nothing.
 */
export function createEvidence({ probe, confirm }: EvidenceDeps) {
  async function once(
    watched: Watched,
    signal: AbortSignal,
    counts: () => boolean,
  ): Promise<ProbeResult | NotAsked | null> {
    const result = await probe(watched.monitor, signal);
    if (!result || !counts()) return null;
    if ('notAsked' in result) return result;
    const isBad = result.error !== null;
    const wasDown = watched.state.judged === 'down';
    if ((isBad || wasDown) && !(await confirm(isBad && wasDown ? stillDownMs : 0))) return null;
    return counts() ? result : null;
  }

  return async (watched: Watched, signal: AbortSignal, counts: () => boolean) => {
    const met = await once(watched, signal, counts);
    const isBad = met && 'error' in met && met.error !== null;
    // The connection may have failed with the check and be back for the question: where nothing is forgiven, one
    // failure that may be this machine's own would be an outage, so it is looked at once more.
    return isBad && isSoleEvidence(watched) ? once(watched, signal, counts) : met;
  };
}

function isSoleEvidence({ monitor, state }: Watched): boolean {
  return monitor.retries === 0 && state.judged !== 'down';
}
