import type { AssetName } from '../../../shared/asset.ts';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import { publicId } from '../../../shared/public-id.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { WritableDb, ReadableDb } from '../database/db.ts';
import type { EventRecord, Journal } from '../database/journal.ts';
import { invalidField, mayReach } from '../database/tenancy.ts';
import type { Clock } from '../platform/clock.ts';
import type { SearchNames } from './search-query.ts';
import { getTicketRecord } from './ticket-repository.ts';
import type { TicketRecord } from './ticket-record.ts';

/** What the service desk needs of the rest of the engine. */
export interface ServiceDeskDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly directory: {
    organizationExists(id: number): boolean;
    technicianExists(id: number): boolean;
    searchNames(caller: Caller): SearchNames;
  };
  /** The asset of that id, if it exists and the caller may know of it. */
  readonly assetNamed: (caller: Caller, id: number) => AssetName | null;
}

/** A ticket that the caller may know of; another organization's is as good as none. */
export function reachTicket(db: ReadableDb, caller: Caller, id: number): TicketRecord {
  const record = getTicketRecord(db, id);
  if (!record || !mayReach(caller, record.organization_id)) {
    throw new AppError('not_found', 'There is no such ticket.');
  }
  return record;
}

/** The technician whose tickets are "mine" for this caller. */
export function technicianOf(caller: Caller): number | null {
  return caller.kind === 'technician' ? caller.technicianId : null;
}

/** Checks that what a ticket names exists and may be named by the caller. */
export function checkReferences(
  deps: ServiceDeskDeps,
  caller: Caller,
  named: {
    readonly organizationId?: number | undefined;
    readonly assigneeId?: number | null | undefined;
    readonly categoryId?: number | null | undefined;
    readonly parentId?: number | null | undefined;
    readonly watcherIds?: readonly number[] | undefined;
  },
): void {
  const { organizationId, assigneeId, categoryId, parentId, watcherIds } = named;
  if (
    organizationId !== undefined &&
    !(mayReach(caller, organizationId) && deps.directory.organizationExists(organizationId))
  ) {
    throw invalidField('organizationId', 'names no organization');
  }
  if (assigneeId != null && !deps.directory.technicianExists(assigneeId)) {
    throw invalidField('assigneeId', 'names no user');
  }
  for (const watcherId of watcherIds ?? []) {
    if (!deps.directory.technicianExists(watcherId))
      throw invalidField('watcherIds', `${watcherId} names no user`);
  }
  if (categoryId != null && !deps.db.get('SELECT 1 FROM ticket_category WHERE id = ?', [categoryId])) {
    throw invalidField('categoryId', 'names no category');
  }
  if (parentId != null) {
    const parent = getTicketRecord(deps.db, parentId);
    if (!parent || !mayReach(caller, parent.organization_id))
      throw invalidField('parentId', 'names no ticket');
  }
}

/** A ticket may not stand below itself. */
export function checkParent(db: ReadableDb, ticketId: number, parentId: number | null | undefined): void {
  let above = parentId ?? null;
  for (let depth = 0; above !== null; depth += 1) {
    if (above === ticketId || depth > 100)
      throw invalidField('parentId', 'would put the ticket below itself');
    above = getTicketRecord(db, above)?.parent_id ?? null;
  }
}

/**
 * What the first organization hears of a ticket that went to another: as it last knew it, and that it is gone.
 * There is no event for that in the contract, so it is an update that says so.
 */
export function departureEvent(before: TicketRecord): EventRecord {
  const event = ticketEvent('ticket.updated', before);
  return { ...event, data: { ...event.data, removed: true } };
}

export function ticketEvent(
  type: 'ticket.created' | 'ticket.updated' | 'ticket.resolved',
  record: TicketRecord,
): EventRecord {
  const id = publicId('ticket', record.id);
  const data =
    type === 'ticket.resolved'
      ? { id, subject: record.subject, resolvedBy: record.resolved_by, resolution: record.resolution ?? '' }
      : { id, subject: record.subject, priority: record.priority, status: record.status };
  return { type, organizationId: record.organization_id, entityId: record.id, data };
}
