import type { AssetName } from '../../../shared/asset.ts';
import type { Caller } from '../../../shared/caller.ts';
import { parsePublicId, publicId } from '../../../shared/public-id.ts';
import type { TicketRow } from '../../../shared/ticket.ts';
import type { ReadableDb } from '../database/db.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';
import { listColumns, recordToRow, type ListRecord } from './ticket-record.ts';

/** The asset that a ticket was opened for, where the device that it names is one. */
export function assetOf(
  deps: Pick<ServiceDeskDeps, 'assetNamed'>,
  caller: Caller,
  deviceId: string | null,
): AssetName | null {
  const id = deviceId === null ? undefined : parsePublicId('device', deviceId);
  return id === undefined ? null : deps.assetNamed(caller, id);
}

const most = 200;

/** Tickets that name this asset: those to be done first, each group from the newest back. */
export function ticketsOfAsset(db: ReadableDb, caller: Caller, assetId: number): TicketRow[] {
  return db
    .all<ListRecord>(
      `SELECT ${listColumns} FROM ticket t INDEXED BY ticket_device
       WHERE t.device_id = :device AND (:only IS NULL OR t.organization_id = :only)
       ORDER BY t.queue, t.created_at DESC, t.id DESC LIMIT ${most}`,
      { device: publicId('device', assetId), only: caller.organizationId },
    )
    .map(recordToRow);
}
