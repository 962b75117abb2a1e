import { Plus, Trash2 } from 'lucide-react';
import type { CustomFields as Fields, Ticket } from '../../../../shared/ticket.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { client } from '../../../lib/client.ts';
import { useDraft, useInlineField } from '../../../lib/drafts.ts';
import { changeTickets } from '../change-tickets.ts';
import { readValue } from './custom-field-values.ts';
import styles from './custom-fields.module.css';

export function CustomFields({ ticket }: { ticket: Ticket }) {
  const { text: name, setText: setName, clear } = useDraft(`ticket:${ticket.id}:new-field`);
  const save = (customFields: Fields, done: string) =>
    void changeTickets({
      ids: [ticket.id],
      patch: {},
      done,
      send: () => client.tickets.update({ ids: [ticket.id], patch: { customFields } }),
    });
  const entries = Object.entries(ticket.customFields);
  const add = () => {
    const wanted = name.trim();
    if (wanted === '' || wanted in ticket.customFields) return;
    clear();
    save({ ...ticket.customFields, [wanted]: null }, `got the field ${wanted}`);
  };
  return (
    <section className={styles['fields']} aria-label="Custom fields">
      <h3 className={styles['title']}>Custom fields</h3>
      {entries.map(([field, value]) => (
        <CustomField
          key={field}
          field={field}
          value={value}
          draftKey={`ticket:${ticket.id}:field:${field}`}
          onKeep={(next) => save({ ...ticket.customFields, [field]: next }, `${field} changed`)}
          onRemove={() => {
            const { [field]: _gone, ...rest } = ticket.customFields;
            save(rest, `lost the field ${field}`);
          }}
        />
      ))}
      <form
        className={styles['row']}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          className={styles['input']}
          aria-label="Name of a new field"
          placeholder="New field…"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" variant="quiet" icon={Plus} disabled={name.trim() === ''}>
          Add
        </Button>
      </form>
    </section>
  );
}

interface CustomFieldProps {
  field: string;
  value: Fields[string];
  draftKey: string;
  onKeep: (value: Fields[string]) => void;
  onRemove: () => void;
}

function CustomField({ field, value, draftKey, onKeep, onRemove }: CustomFieldProps) {
  const edit = useInlineField(draftKey);
  const stored = value === null || value === undefined ? '' : String(value);
  const keep = () => {
    if (edit.text === null) return;
    const next = readValue(edit.text);
    edit.close();
    if (next !== value) onKeep(next);
  };
  return (
    <div className={styles['row']}>
      <span className={styles['name']}>{field}</span>
      <input
        className={styles['input']}
        aria-label={field}
        value={edit.text ?? stored}
        onChange={(event) => edit.type(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <IconButton icon={Trash2} label={`Remove the field ${field}`} onClick={onRemove} />
    </div>
  );
}
