import type { ReadableDb } from '../database/db.ts';
import { invalidField } from '../database/tenancy.ts';
import type { TicketRecord } from './ticket-record.ts';

/**
 * Whether the caller may be told of the ticket `name`. Ties across organizations are refused, but a data folder may
 * still hold some from before they were.
 */
export function knownSql(name: string): string {
  return `(:only IS NULL OR ${name}.organization_id = :only)`;
}

const foreignTieSql = `WITH tied (id) AS (
    SELECT parent_id FROM ticket WHERE id = :id
    UNION ALL SELECT merged_into_id FROM ticket WHERE id = :id
    UNION ALL SELECT id FROM ticket WHERE parent_id = :id
    UNION ALL SELECT id FROM ticket WHERE merged_into_id = :id
    UNION ALL SELECT to_id FROM ticket_link WHERE from_id = :id
    UNION ALL SELECT from_id FROM ticket_link WHERE to_id = :id)
  SELECT other.id FROM tied JOIN ticket other ON other.id = tied.id
  WHERE other.organization_id <> :organization LIMIT 1`;

/** A ticket of another organization that this one is tied to, as parent or child, by a link or by a merge. */
export function foreignTie(
  db: ReadableDb,
  { id, organization_id: organization }: TicketRecord,
): number | undefined {
  return db.get<{ id: number }>(foreignTieSql, { id, organization })?.id;
}

/**
 * Refuses a change that would tie tickets of two organizations together: each is served with its ties, and
 * would tell its own organization of a ticket that is another's. `before` is null for a new ticket.
 */
export function requireOwnTies(db: ReadableDb, before: TicketRecord | null, after: TicketRecord): void {
  const moved = before !== null && before.organization_id !== after.organization_id;
  if (!moved && (before?.parent_id ?? null) === after.parent_id) return;
  const other = foreignTie(db, after);
  if (other === undefined) return;
  throw moved
    ? invalidField('organizationId', `cannot change while the ticket is tied to ticket ${other}`)
    : invalidField('parentId', 'is a ticket of another organization');
}

/** Tickets that show these by their subject: those they are linked with, were merged into or are children of. */
export function showersOf(db: ReadableDb, records: readonly TicketRecord[]): number[] {
  return records.flatMap(({ id, parent_id, merged_into_id }) => [
    ...db
      .all<{ id: number }>(
        'SELECT to_id AS id FROM ticket_link WHERE from_id = :id UNION ALL SELECT from_id FROM ticket_link WHERE to_id = :id',
        { id },
      )
      .map((linked) => linked.id),
    ...(parent_id === null ? [] : [parent_id]),
    ...(merged_into_id === null ? [] : [merged_into_id]),
  ]);
}
