import { useState, type KeyboardEvent } from 'react';
import type { TicketRow } from '../../../../shared/ticket.ts';
import { patchTickets } from '../change-tickets.ts';
import styles from './subject-editor.module.css';

/** The subject as a field: Enter keeps it, Escape leaves it as it was. */
export function SubjectEditor({ row, onDone }: { row: TicketRow; onDone: () => void }) {
  const [text, setText] = useState(row.subject);
  const keep = () => {
    if (text.trim() !== '' && text !== row.subject) {
      patchTickets([row.id], { subject: text }, { subject: text }, 'renamed');
    }
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape') onDone();
    else return;
    event.preventDefault();
  };
  return (
    <input
      className={styles['input']}
      aria-label="Subject"
      maxLength={500}
      value={text}
      // The field appears because it was asked for, so the cursor belongs in it.
      autoFocus
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}
