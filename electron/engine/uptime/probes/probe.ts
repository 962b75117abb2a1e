import type { Monitor } from '../../../../shared/monitor.ts';

/** What one check met. */
export interface ProbeResult {
  /** Null where all is as it should be. */
  readonly error: string | null;
  /** How long the answer took; null where none came. */
  readonly ms: number | null;
  /** The beginning of what came back, where it can help whoever looks into it. */
  readonly excerpt: string | null;
  readonly certificateExpiresAt: number | null;
  readonly domainExpiresAt: number | null;
}

/** Nothing was asked, for a reason that lies here: it says nothing about what is watched. */
export interface NotAsked {
  readonly notAsked: string;
}

/** Looks once. Never rejects for what it meets; `signal` gives it up. Null where there is nothing to be said yet. */
export type Probe = (monitor: Monitor, signal: AbortSignal) => Promise<ProbeResult | NotAsked | null>;

const nothing: ProbeResult = {
  error: null,
  ms: null,
  excerpt: null,
  certificateExpiresAt: null,
  domainExpiresAt: null,
};

export function good(ms: number | null, more: Partial<ProbeResult> = {}): ProbeResult {
  return { ...nothing, ...more, ms };
}

export function bad(error: string, more: Partial<ProbeResult> = {}): ProbeResult {
  return { ...nothing, ...more, error };
}

export const excerptBytes = 1024;
