import { Plus, Trash2 } from 'lucide-react';
import { readValue, type FieldValue, type FieldValues } from '../../lib/custom-field-values.ts';
import { useDraft, useInlineField } from '../../lib/drafts.ts';
import { Button, IconButton } from '../button.tsx';
import styles from './custom-fields-editor.module.css';

interface CustomFieldsEditorProps {
  fields: FieldValues;
  /** Whose they are, for the drafts: `ticket:42`. */
  draftKey: string;
  /** All fields as they should be, and what was done in words. */
  onSave: (fields: Record<string, FieldValue>, done: string) => void;
}

export function CustomFieldsEditor({ fields, draftKey, onSave }: CustomFieldsEditorProps) {
  const { text: name, setText: setName, clear } = useDraft(`${draftKey}:new-field`);
  const add = () => {
    const wanted = name.trim();
    if (wanted === '' || wanted in fields) return;
    clear();
    onSave({ ...fields, [wanted]: null }, `got the field ${wanted}`);
  };
  return (
    <section className={styles['fields']} aria-label="Custom fields">
      <h3 className={styles['title']}>Custom fields</h3>
      {Object.entries(fields).map(([field, value]) => (
        <CustomField
          key={field}
          field={field}
          value={value}
          draftKey={`${draftKey}:field:${field}`}
          onKeep={(next) => onSave({ ...fields, [field]: next }, `${field} changed`)}
          onRemove={() => {
            const { [field]: _gone, ...rest } = fields;
            onSave(rest, `lost the field ${field}`);
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
  value: FieldValue;
  draftKey: string;
  onKeep: (value: FieldValue) => void;
  onRemove: () => void;
}

function CustomField({ field, value, draftKey, onKeep, onRemove }: CustomFieldProps) {
  const edit = useInlineField(draftKey);
  const stored = value === null ? '' : String(value);
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
