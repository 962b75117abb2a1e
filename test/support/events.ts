import { join } from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';

/** The event log of one record, read from the file itself; `types` is a LIKE pattern. */
export function readEvents(
  dataDir: string,
  types: string,
  entityId: number,
): { type: string; organizationId: number; data: unknown }[] {
  const raw = openConnection(join(dataDir, 'techbench.db'), { readonly: true });
  try {
    const rows = raw
      .prepare(
        'SELECT type, organization_id, data FROM event WHERE type LIKE ? AND entity_id = ? ORDER BY id',
      )
      .all(types, entityId) as { type: string; organization_id: number; data: string }[];
    return rows.map((row) => ({
      type: row.type,
      organizationId: row.organization_id,
      data: JSON.parse(row.data) as unknown,
    }));
  } finally {
    raw.close();
  }
}
