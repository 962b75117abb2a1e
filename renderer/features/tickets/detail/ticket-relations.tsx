import { Unlink } from 'lucide-react';
import type { Ticket, TicketLink, TicketStatus } from '../../../../shared/ticket.ts';
import { IconButton } from '../../../components/button.tsx';
import { client } from '../../../lib/client.ts';
import { ticketNumber } from '../../../lib/format.ts';
import { changeTickets } from '../change-tickets.ts';
import { StatusGlyph } from '../glyphs.tsx';
import { linkLabels } from '../ticket-pickers.tsx';
import { goToTicket } from '../triage-store.ts';
import styles from './ticket-relations.module.css';

interface RelationProps {
  label: string;
  ticket: { id: number; subject: string; status: TicketStatus | null };
  onRemove?: () => void;
}

function Relation({ label, ticket, onRemove }: RelationProps) {
  return (
    <li className={styles['relation']}>
      <span className={styles['label']}>{label}</span>
      <button type="button" className={styles['ticket']} onClick={() => goToTicket(ticket.id)}>
        {ticket.status && <StatusGlyph status={ticket.status} />}
        <code>{ticketNumber(ticket.id)}</code>
        <span className={styles['subject']}>{ticket.subject}</span>
      </button>
      {onRemove && (
        <IconButton icon={Unlink} label={`Remove: ${label} ${ticketNumber(ticket.id)}`} onClick={onRemove} />
      )}
    </li>
  );
}

function unlink(ticketId: number, link: TicketLink): void {
  const [fromId, toId] = link.direction === 'from' ? [ticketId, link.ticket.id] : [link.ticket.id, ticketId];
  void changeTickets({
    ids: [ticketId],
    patch: {},
    done: `no longer linked to ${ticketNumber(link.ticket.id)}`,
    send: () => client.tickets.unlink({ fromId, toId, kind: link.kind }),
  });
}

function removeParent(ticketId: number): void {
  void changeTickets({
    ids: [ticketId],
    patch: {},
    done: 'without parent',
    send: () => client.tickets.update({ ids: [ticketId], patch: { parentId: null } }),
  });
}

/** Parent, children, links and what was merged in. */
export function TicketRelations({ ticket }: { ticket: Ticket }) {
  const { parentId, children, links, mergedTickets } = ticket;
  if (parentId === null && children.length + links.length + mergedTickets.length === 0) return null;
  return (
    <ul className={styles['relations']} aria-label="Related tickets">
      {parentId !== null && (
        <Relation
          label="Parent"
          ticket={{ id: parentId, subject: '', status: null }}
          onRemove={() => removeParent(ticket.id)}
        />
      )}
      {children.map((child) => (
        <Relation key={`child-${child.id}`} label="Child" ticket={child} />
      ))}
      {links.map((link) => (
        <Relation
          key={`${link.kind}-${link.direction}-${link.ticket.id}`}
          label={linkLabels[link.kind][link.direction]}
          ticket={link.ticket}
          onRemove={() => unlink(ticket.id, link)}
        />
      ))}
      {mergedTickets.map((merged) => (
        <Relation key={`merged-${merged.id}`} label="Merged in" ticket={{ ...merged, status: 'closed' }} />
      ))}
    </ul>
  );
}
