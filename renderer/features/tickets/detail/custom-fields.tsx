import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CustomFields as Fields, Ticket } from '../../../../shared/ticket.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { client } from '../../../lib/client.ts';
import { changeTickets } from '../change-tickets.ts';
import { readValue } from './custom-field-values.ts';
import styles from './custom-fields.module.css';

export function CustomFields({ ticket }: { ticket: Ticket }) {
  const [name, setName] = useState('');
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
    setName('');
    save({ ...ticket.customFields, [wanted]: null }, `got the field ${wanted}`);
  };
  return (
    <section className={styles['fields']} aria-label="Custom fields">
      <h3 className={styles['title']}>Custom fields</h3>
      {entries.map(([field, value]) => (
        <div key={field} className={styles['row']}>
          <span className={styles['name']}>{field}</span>
          <input
            className={styles['input']}
            aria-label={field}
            key={String(value)}
            defaultValue={value === null ? '' : String(value)}
            onBlur={(event) => {
              const next = readValue(event.target.value);
              if (next !== value) save({ ...ticket.customFields, [field]: next }, `${field} changed`);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
          />
          <IconButton
            icon={Trash2}
            label={`Remove the field ${field}`}
            onClick={() => {
              const { [field]: _gone, ...rest } = ticket.customFields;
              save(rest, `lost the field ${field}`);
            }}
          />
        </div>
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
