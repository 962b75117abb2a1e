import type { KeyboardEvent } from 'react';
import type { TicketRow } from '../../../../shared/ticket.ts';
import type { InlineField } from '../../../lib/drafts.ts';
import { patchTickets } from '../change-tickets.ts';
import styles from './subject-editor.module.css';

/** The subject as a field: Enter keeps it, Escape leaves it as it was. */
export function SubjectEditor({ row, edit }: { row: TicketRow; edit: InlineField }) {
  const text = edit.text ?? row.subject;
  const keep = () => {
    edit.close();
    if (text.trim() !== '' && text !== row.subject) {
      patchTickets([row.id], { subject: text }, { subject: text }, 'renamed');
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape') edit.close();
    else return;
    event.preventDefault();
  };
  return (
    <input
      className={styles['input']}
      aria-label="Subject"
      maxLength={500}
      value={text}
      // A field that was asked for takes the cursor; one that a draft opened again does not.
      autoFocus={edit.asked}
      onChange={(event) => edit.type(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
    />
  );
}
