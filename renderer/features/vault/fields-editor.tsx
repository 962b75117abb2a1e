import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import type { FieldText } from './entry-texts.ts';
import styles from './vault.module.css';

interface FieldsEditorProps {
  fields: readonly FieldText[];
  onChange: (fields: readonly FieldText[]) => void;
}

const kinds: readonly (readonly [FieldText['kind'], string])[] = [
  ['text', 'Text'],
  ['hidden', 'Hidden'],
  ['boolean', 'Yes or no'],
];

/** Whatever else an entry needs: a PIN, a serial, a customer number. */
export function FieldsEditor({ fields, onChange }: FieldsEditorProps) {
  const set = (at: number, patch: Partial<FieldText>) =>
    onChange(fields.map((field, index) => (index === at ? { ...field, ...patch } : field)));
  const changeKind = (at: number, kind: FieldText['kind']) => {
    const { value } = fields[at]!;
    // A value that was never fetched cannot become another kind; one is typed anew.
    set(at, { kind, value: kind === 'boolean' ? String(value === 'true') : (value ?? '') });
  };
  return (
    <fieldset className={styles['fields']}>
      <legend>Fields</legend>
      {fields.map((field, at) => (
        // Fields have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles['fieldRow']}>
          <TextField
            label="Name"
            maxLength={200}
            value={field.name}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <SelectField
            label="Kind"
            value={field.kind}
            onChange={(event) => changeKind(at, event.target.value as FieldText['kind'])}
          >
            {kinds.map(([kind, label]) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </SelectField>
          <ValueField field={field} onChange={(value) => set(at, { value })} />
          <IconButton
            icon={Trash2}
            label={`Remove field ${field.name}`}
            onClick={() => onChange(fields.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button icon={Plus} onClick={() => onChange([...fields, { name: '', kind: 'text', value: '' }])}>
        Add a field
      </Button>
    </fieldset>
  );
}

function ValueField({ field, onChange }: { field: FieldText; onChange: (value: string) => void }) {
  const common = { label: 'Value', maxLength: 100_000, value: field.value ?? '' };
  switch (field.kind) {
    case 'boolean':
      return (
        <SelectField
          label="Value"
          value={field.value ?? 'false'}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="true">Yes</option>
          <option value="false">No</option>
        </SelectField>
      );
    case 'hidden':
      return (
        <PasswordField
          {...common}
          placeholder={field.value === null ? 'kept as it is' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'text':
      return <TextField {...common} onChange={(event) => onChange(event.target.value)} />;
  }
}
