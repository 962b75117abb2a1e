import type { KeyboardEvent } from 'react';
import type { TicketPatch } from '../../../../shared/ticket.ts';
import { client } from '../../../lib/client.ts';
import { useInlineField } from '../../../lib/drafts.ts';
import { cx } from '../../../lib/class-names.ts';
import { pressName } from '../../../lib/keys.ts';
import { changeTickets } from '../change-tickets.ts';
import styles from './editable-text.module.css';

type TextField = 'requester' | 'requesterEmail' | 'deviceId' | 'resolution' | 'description';

interface EditableTextProps {
  id: number;
  field: TextField;
  label: string;
  value: string | null;
  maxLength: number;
  multiline?: boolean;
  required?: boolean;
}

/** A text of the ticket that turns into a field where it stands. Enter (with Ctrl in long texts) keeps it. */
export function EditableText({
  id,
  field,
  label,
  value,
  maxLength,
  multiline = false,
  required = false,
}: EditableTextProps) {
  const edit = useInlineField(`ticket:${id}:${field}`);
  const { text } = edit;
  if (text === null) {
    return (
      <button
        type="button"
        className={cx(styles['value'], !value && styles['none'])}
        onClick={() => edit.open(value ?? '')}
      >
        <span className="visually-hidden">{label}: </span>
        {value || 'Add'}
      </button>
    );
  }
  const keep = () => {
    edit.close();
    const next = text === '' ? null : text;
    if (next === value || (required && text.trim() === '')) return;
    const patch: TicketPatch = { [field]: next };
    void changeTickets({
      ids: [id],
      patch: field === 'requester' ? { requester: next } : {},
      done: `${label.toLowerCase()} changed`,
      send: () => client.tickets.update({ ids: [id], patch }),
      onRefused: () => edit.type(text),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressName(event);
    if (press === 'mod+enter' || (press === 'enter' && !multiline)) keep();
    else if (press === 'escape') edit.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const common = {
    className: styles['field'],
    'aria-label': label,
    maxLength,
    value: text,
    onKeyDown,
    onBlur: keep,
    // A field that was asked for takes the cursor; one that a draft opened again does not.
    autoFocus: edit.asked,
  };
  return multiline ? (
    <textarea rows={5} {...common} onChange={(event) => edit.type(event.target.value)} />
  ) : (
    <input {...common} onChange={(event) => edit.type(event.target.value)} />
  );
}
