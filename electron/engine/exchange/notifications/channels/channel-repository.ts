import type { Channel, ChannelKind } from '../../../../../shared/channel.ts';
import type { ReadableDb } from '../../../database/db.ts';
import { selected, toRecord } from '../../../database/records/record-table.ts';
import { channelTable } from './channel-table.ts';

const columns = selected(channelTable, channelTable.fields);

/** All there are, by name. */
export function listChannels(db: ReadableDb): Channel[] {
  return db
    .all<Record<string, unknown>>(`SELECT ${columns} FROM channel t ORDER BY t.name`)
    .map((row) => toRecord(channelTable, row));
}

/** By its name, whatever its case. */
export function channelNamed(db: ReadableDb, name: string): Channel | undefined {
  const row = db.get<Record<string, unknown>>(`SELECT ${columns} FROM channel t WHERE t.name = ?`, [name]);
  return row && toRecord(channelTable, row);
}

/** Of one kind, switched on, and a caller's to use: of its own organization first, then everybody's. */
export function usableChannels(db: ReadableDb, kind: ChannelKind, organizationId: number | null): Channel[] {
  return db
    .all<Record<string, unknown>>(
      `SELECT ${columns} FROM channel t
       WHERE t.kind = ? AND t.enabled = 1 AND (t.organization_id IS NULL OR ? IS NULL OR t.organization_id = ?)
       ORDER BY t.organization_id IS NULL, t.id`,
      [kind, organizationId, organizationId],
    )
    .map((row) => toRecord(channelTable, row));
}
