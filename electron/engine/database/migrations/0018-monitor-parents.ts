import type { Migration } from '../migrate.ts';
import { recordHash, type HashedRow } from './0007-record-hashes.ts';
import { uptimeHashes } from './0009-uptime.ts';

/** What the hash of a monitor covers from here on: what it stands behind may be a device. */
export const monitorHashes: Readonly<Record<'monitor', readonly string[]>> = {
  monitor: [...(uptimeHashes['monitor'] ?? []), 'parent_asset_id'],
};

/** A monitor may stand behind an asset; without a reference, as its parent is: what was removed may come back. */
export const monitorParents: Migration = {
  version: 18,
  name: 'monitor-parents',
  up(raw) {
    raw.exec('ALTER TABLE monitor ADD COLUMN parent_asset_id INTEGER;');
    const columns = monitorHashes.monitor;
    const rows = raw.prepare(`SELECT ${columns.join(', ')} FROM monitor`).all() as HashedRow[];
    const write = raw.prepare('UPDATE monitor SET row_hash = ? WHERE id = ?');
    for (const row of rows) write.run(recordHash(columns, row), row['id']);
  },
};
