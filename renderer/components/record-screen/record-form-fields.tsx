import type { RecordField } from '../../lib/record-field.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { SelectField, TextAreaField, TextField } from '../field.tsx';
import { wideField } from '../form.tsx';

/** What a field of a form is given: its text, its error, and where typing goes. */
export interface FormFieldProps {
  value: string;
  error: string | undefined;
  onBlur: () => void;
  onChange: (event: { target: { value: string } }) => void;
}

interface RecordFormFieldsProps<Row, Patch> {
  fields: readonly RecordField<Row, Patch>[];
  field: (id: string) => FormFieldProps;
}

/** The written fields of a new record. */
export function RecordFormFields<Row, Patch>({ fields, field }: RecordFormFieldsProps<Row, Patch>) {
  return fields.map(({ id, label, type, maxLength, hint }) =>
    type === 'long' ? (
      <TextAreaField
        key={id}
        label={label}
        hint={hint}
        className={wideField}
        rows={3}
        maxLength={maxLength}
        {...field(id)}
      />
    ) : (
      <TextField key={id} label={label} hint={hint} type={type} maxLength={maxLength} {...field(id)} />
    ),
  );
}

export function OrganizationField(props: FormFieldProps) {
  const { active } = useOrganizations();
  return (
    <SelectField label="Organization" {...props}>
      {active.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface WordFieldProps extends FormFieldProps {
  label: string;
  options: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few words. */
export function WordField({ label, options, ...props }: WordFieldProps) {
  return (
    <SelectField label={label} {...props}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  );
}
