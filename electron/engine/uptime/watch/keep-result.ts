import type { ProbeResult } from '../probes/probe.ts';
import type { Recorder } from './recorder.ts';
import { beatKindOf, letterOf, withLetter, type Watched } from './watched.ts';

/** Keeps what a check met, once it is decided what that makes of its monitor. */
export function keepResult(
  watched: Watched,
  result: ProbeResult,
  { now, monotonic }: { readonly now: number; readonly monotonic: number },
  recorder: Pick<Recorder, 'beat' | 'shown'>,
): void {
  const kind = beatKindOf(watched.state.status);
  watched.lastCheckedAt = now;
  watched.beats = withLetter(watched.beats, letterOf(watched.state.status));
  if (result.error === null) watched.responseTimeMs = result.ms === null ? null : Math.round(result.ms);
  watched.certificateExpiresAt = result.certificateExpiresAt ?? watched.certificateExpiresAt;
  watched.domainExpiresAt = result.domainExpiresAt ?? watched.domainExpiresAt;
  if (kind === null) return recorder.shown(watched);
  const covers =
    kind === 'forgiven' || watched.coveredTo === null ? 0 : (monotonic - watched.coveredTo) / 1000;
  // What is forgiven so far is spoken for by the judgement that follows.
  if (kind !== 'forgiven' || watched.coveredTo === null) watched.coveredTo = monotonic;
  recorder.beat(watched, { at: now, kind, ms: result.error === null ? result.ms : null, covers });
}
