import { unresolvedStatuses, type TicketStatus } from '../../../shared/ticket.ts';
import type { ReadableDb } from '../database/db.ts';

/** Everybody of an organization who asked for something by mail, once each, with a name where one was given. */
export function requestersOf(
  db: ReadableDb,
  organizationId: number,
): { readonly email: string; readonly name: string | null }[] {
  return db.all(
    `SELECT requester_email AS email, max(requester) AS name FROM ticket INDEXED BY ticket_requester
     WHERE organization_id = ? AND requester_email IS NOT NULL GROUP BY requester_email COLLATE NOCASE`,
    [organizationId],
  );
}

/** What of theirs is not resolved, newest first. */
export function openTicketsOf(
  db: ReadableDb,
  organizationId: number,
  email: string,
): { readonly id: number; readonly subject: string; readonly status: TicketStatus }[] {
  return db.all(
    `SELECT id, subject, status FROM ticket INDEXED BY ticket_requester
     WHERE organization_id = ? AND requester_email = ? COLLATE NOCASE AND requester_email IS NOT NULL
       AND status IN (${unresolvedStatuses.map(() => '?').join(', ')}) ORDER BY id DESC LIMIT 50`,
    [organizationId, email, ...unresolvedStatuses],
  );
}
