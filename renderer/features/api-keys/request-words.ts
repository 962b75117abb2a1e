import type { Tone } from '../../lib/tone.ts';

export function durationText(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The engine's own failures are worse than the caller's. */
export function statusTone(status: number): Tone {
  if (status >= 500) return 'overdue';
  return status >= 400 ? 'soon' : 'plain';
}

const hourMs = 3_600_000;

/** Spans of time that the log can be narrowed to, by their names in the address of a select. */
export const spans: Record<string, { readonly name: string; readonly ms: number | null }> = {
  all: { name: 'the last 90 days', ms: null },
  week: { name: 'the last 7 days', ms: 7 * 24 * hourMs },
  day: { name: 'the last 24 hours', ms: 24 * hourMs },
  hour: { name: 'the last hour', ms: hourMs },
};

/** The request id in what was typed or pasted; empty where it is none. */
export function requestIdOf(text: string): string {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text.toLowerCase())?.[0] ?? '';
}
