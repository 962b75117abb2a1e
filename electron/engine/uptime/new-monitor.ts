import type { Monitor } from '../../../shared/monitor.ts';
import type { RecordSource } from '../../../shared/record-source.ts';
import type { NewRecord } from '../database/records/records.ts';
import { newPushToken } from './monitor-rules.ts';

/** What somebody says of a new monitor; the rest follows, or is not known yet. */
export type MonitorInput = Omit<
  NewRecord<Monitor>,
  keyof ReturnType<typeof untold> | 'status' | 'since' | 'pushToken' | 'source'
> & {
  readonly source?: RecordSource;
  /** The one that it had elsewhere; a new one where none is given. */
  readonly pushToken?: string | null;
};

export function asNew(
  input: MonitorInput & { readonly source: RecordSource },
  now: number,
): NewRecord<Monitor> {
  return {
    ...untold(),
    ...input,
    status: input.paused ? 'paused' : 'pending',
    since: now,
    pushToken: input.type === 'push' ? (input.pushToken ?? newPushToken()) : null,
  };
}

/** What nothing is known of before the first check. */
function untold() {
  return {
    error: null,
    lastCheckedAt: null,
    responseTimeMs: null,
    uptime24h: null,
    uptime30d: null,
    uptime1y: null,
    observed30d: null,
    beats: '',
    certificateExpiresAt: null,
    domainExpiresAt: null,
    incidentId: null,
  };
}
