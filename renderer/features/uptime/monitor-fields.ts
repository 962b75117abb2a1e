import type { Monitor, MonitorPatch } from '../../../shared/monitor.ts';
import { fieldsOf, type RecordField } from '../../lib/record-field.ts';

const { text, long } = fieldsOf<Monitor, MonitorPatch>();

/** What can be set for many at once. */
export const monitorFields: readonly RecordField<Monitor, MonitorPatch>[] = [
  text('groupName', 'Group', 100),
  text('keyword', 'Keyword', 500),
  long('notes', 'Notes', 20_000),
];
