import { hashedColumns } from './migrations/0007-record-hashes.ts';
import { uptimeHashes } from './migrations/0009-uptime.ts';
import { monitorHashes } from './migrations/0018-monitor-parents.ts';

/** Every kind of record that carries a hash of its contents, with the columns that it covers, in their order. */
export const hashedRecords: Readonly<Record<string, readonly string[]>> = {
  ...hashedColumns,
  ...uptimeHashes,
  ...monitorHashes,
};
