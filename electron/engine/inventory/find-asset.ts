import type { ReadableDb } from '../database/db.ts';

/** The oldest asset of an organization with this tag, serial number or name. */
export function findAssetBy(
  db: ReadableDb,
  column: 'tag' | 'serial_number' | 'name',
  value: string,
  organizationId: number,
): number | undefined {
  return db.get<{ id: number }>(
    `SELECT id FROM asset INDEXED BY asset_${column} WHERE ${column} = ? AND organization_id = ? ORDER BY id`,
    [value, organizationId],
  )?.id;
}
