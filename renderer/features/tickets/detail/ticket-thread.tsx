import { GitMerge } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { Ticket, TicketMessage } from '../../../../shared/ticket.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { Time } from '../../../components/time.tsx';
import { cx } from '../../../lib/class-names.ts';
import { ticketNumber } from '../../../lib/format.ts';
import styles from './ticket-thread.module.css';

/** What was said, oldest first, beginning with the description. Notes look different from anything a customer sees. */
export function TicketThread({ ticket }: { ticket: Ticket }) {
  const end = useRef<HTMLLIElement>(null);
  const count = ticket.messages.length;
  useLayoutEffect(() => {
    // The newest message is what an answer is written to.
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  return (
    <ol className={styles['thread']}>
      <li className={styles['message']}>
        <Avatar name={ticket.requester ?? 'Customer'} />
        <div className={styles['body']}>
          <div className={styles['by']}>
            <strong>{ticket.requester ?? 'No requester named'}</strong>{' '}
            <Time at={ticket.createdAt} form="moment" />
          </div>
          <p className={styles['text']}>{ticket.description}</p>
        </div>
      </li>
      {ticket.mergedTickets.map((merged) => (
        <li key={`merged-${merged.id}`} className={styles['system']}>
          <GitMerge size={14} strokeWidth={1.75} aria-hidden="true" />
          <div>
            {ticketNumber(merged.id)} “{merged.subject}” was merged into this ticket
            <p className={styles['text']}>{merged.description}</p>
          </div>
        </li>
      ))}
      {ticket.messages.map((message) => (
        <Message key={message.id} message={message} />
      ))}
      {ticket.resolution !== null && ticket.resolution !== '' && (
        <li className={styles['system']}>
          <div>
            Resolution{ticket.resolvedBy ? ` by ${ticket.resolvedBy}` : ''}
            <p className={styles['text']}>{ticket.resolution}</p>
          </div>
        </li>
      )}
      <li ref={end} aria-hidden="true" />
    </ol>
  );
}

function Message({ message }: { message: TicketMessage }) {
  if (message.sender === 'system') {
    return (
      <li className={styles['system']}>
        <span>{message.text}</span> <Time at={message.createdAt} form="moment" />
      </li>
    );
  }
  const internal = message.visibility === 'internal';
  return (
    <li className={styles['message']}>
      <Avatar name={message.authorName} />
      <div className={cx(styles['body'], internal && styles['note'])}>
        <div className={styles['by']}>
          <strong>{message.authorName}</strong> {internal && <span>internal note · </span>}
          <Time at={message.createdAt} form="moment" />
        </div>
        <p className={styles['text']}>{message.text}</p>
      </div>
    </li>
  );
}
