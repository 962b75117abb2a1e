import type { Caller } from '../../../shared/caller.ts';
import type { Ticket } from '../../../shared/ticket.ts';
import type { ReadableDb } from '../database/db.ts';
import { mayReach } from '../database/tenancy.ts';
import { parseCustomFields } from './ticket-record.ts';
import { knownSql } from './ticket-ties.ts';

export type TicketContent = Pick<Ticket, 'id' | 'description' | 'parentId' | 'customFields' | 'watcherIds'>;

interface ContentRecord {
  readonly id: number;
  readonly organization_id: number;
  readonly description: string;
  readonly parent_id: number | null;
  readonly custom_fields: string;
  /** JSON. */
  readonly watchers: string;
}

/** Those of these tickets that the caller may know of, in the order given; one query for all of them. */
export function contentsOf(db: ReadableDb, caller: Caller, ids: readonly number[]): TicketContent[] {
  return db
    .all<ContentRecord>(
      `SELECT t.id, t.organization_id, t.description, t.custom_fields,
         (SELECT p.id FROM ticket p WHERE p.id = t.parent_id AND ${knownSql('p')}) AS parent_id,
         (SELECT json_group_array(w.technician_id ORDER BY w.technician_id) FROM ticket_watcher w
          WHERE w.ticket_id = t.id) AS watchers
       FROM json_each(:ids) j CROSS JOIN ticket t ON t.id = j.value ORDER BY j.key`,
      { ids: JSON.stringify(ids), only: caller.organizationId },
    )
    .filter((record) => mayReach(caller, record.organization_id))
    .map((record) => ({
      id: record.id,
      description: record.description,
      parentId: record.parent_id,
      customFields: parseCustomFields(record),
      watcherIds: JSON.parse(record.watchers) as number[],
    }));
}
