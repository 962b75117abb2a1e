import type { z } from 'zod';
import type { Caller } from '../../../shared/caller.ts';
import type { ticketLinkKind } from '../../../shared/ticket.ts';
import type { TicketChangeResult } from '../../../shared/tickets-contract.ts';
import { newChangeId } from '../database/journal.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import { reachTicket, ticketEvent, type ServiceDeskDeps } from './ticket-access.ts';
import type { TicketChanges } from './ticket-changes.ts';
import { recordToRow } from './ticket-record.ts';

interface LinkInput {
  readonly fromId: number;
  readonly toId: number;
  readonly kind: z.infer<typeof ticketLinkKind>;
}

/** Relations between tickets. Linking what is linked, or the reverse, changes nothing. */
export function createTicketLinks(deps: ServiceDeskDeps, changes: TicketChanges) {
  const { db, journal } = deps;

  function change(caller: Caller, input: LinkInput, action: 'link' | 'unlink'): TicketChangeResult {
    requireWriter(caller);
    return db.transaction(() => {
      const from = reachTicket(db, caller, input.fromId);
      const to = reachTicket(db, caller, input.toId);
      if (from.id === to.id) throw invalidField('toId', 'is the ticket itself');
      const sql =
        action === 'link'
          ? 'INSERT OR IGNORE INTO ticket_link (from_id, to_id, kind) VALUES (?, ?, ?)'
          : 'DELETE FROM ticket_link WHERE from_id = ? AND to_id = ? AND kind = ?';
      const changeId = newChangeId();
      if (action === 'link' && from.organization_id !== to.organization_id)
        throw invalidField('toId', 'is a ticket of another organization');
      if (db.run(sql, [from.id, to.id, input.kind]).changes > 0) {
        const link = { toId: to.id, kind: input.kind };
        journal.audit(caller, {
          changeId,
          entity: 'ticket',
          entityId: from.id,
          organizationId: from.organization_id,
          action,
          changes: [
            { field: 'link', from: action === 'link' ? null : link, to: action === 'link' ? link : null },
          ],
        });
        journal.event(ticketEvent('ticket.updated', from));
      }
      changes.announce([from, to]);
      return { changeId, tickets: [recordToRow(from), recordToRow(to)] };
    });
  }

  return {
    link: (caller: Caller, input: LinkInput) => change(caller, input, 'link'),
    unlink: (caller: Caller, input: LinkInput) => change(caller, input, 'unlink'),
  };
}
