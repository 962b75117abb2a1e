import type { MonitorPatch, Monitor } from '../../../shared/monitor.ts';
import { fieldsOf, type RecordField } from '../../lib/record-field.ts';
import { monitors } from './monitor-session.ts';

/** Pauses those named, or lets them run again where all of them are paused. */
export function togglePaused(ids: readonly number[]): void {
  if (ids.length === 0) return;
  const paused = monitors.shared(ids, (row) => row.paused) !== true;
  void monitors.patch(ids, { paused }, paused ? 'paused' : 'running again');
}

const { text, long } = fieldsOf<Monitor, MonitorPatch>();

/** What can be set for many at once. */
export const monitorFields: readonly RecordField<Monitor, MonitorPatch>[] = [
  text('groupName', 'Group', 100),
  text('keyword', 'Keyword', 500),
  long('notes', 'Notes', 20_000),
];
