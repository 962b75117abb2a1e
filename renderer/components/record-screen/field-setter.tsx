import { useState } from 'react';
import { useDraft } from '../../lib/drafts.ts';
import { Button } from '../button.tsx';
import { Dialog, DialogActions, DialogBody } from '../dialog.tsx';
import { TextAreaField, TextField } from '../field.tsx';
import { Form } from '../form.tsx';
import { Picker } from '../picker.tsx';

/** A field that can be given the same text in many records. */
export interface SettableField<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly type?: 'text' | 'date' | 'number' | 'long';
  readonly maxLength: number;
  readonly hint?: string;
}

interface FieldSetterProps<Id extends string> {
  /** Whose field it is: "3 assets". */
  whose: string;
  draftKey: string;
  fields: readonly SettableField<Id>[];
  /** The field, where the key asked for one; else it is chosen first. */
  fieldId?: Id | undefined;
  /** What they all have now; null for nothing, undefined where they differ. */
  valueOf: (field: Id) => string | null | undefined;
  onSet: (field: SettableField<Id>, value: string | null) => void;
  onClose: () => void;
}

/** First which field, then its text; works on one record as on a thousand. */
export function FieldSetter<Id extends string>(props: FieldSetterProps<Id>) {
  const { whose, fields, onClose } = props;
  const [chosen, setChosen] = useState(props.fieldId);
  const field = fields.find(({ id }) => id === chosen);
  if (!field) {
    return (
      <Picker
        title={`Set a field of ${whose}`}
        placeholder="Which field…"
        multiple
        options={fields.map(({ id, label }) => ({ id, label }))}
        onPick={({ id }) => setChosen(fields.find((each) => each.id === id)?.id)}
        onClose={onClose}
      />
    );
  }
  return <FieldDialog {...props} field={field} />;
}

function FieldDialog<Id extends string>({
  whose,
  draftKey,
  field,
  valueOf,
  onSet,
  onClose,
}: FieldSetterProps<Id> & { field: SettableField<Id> }) {
  const draft = useDraft(`${draftKey}:${field.id}`);
  const [touched, setTouched] = useState(false);
  const now = valueOf(field.id);
  const value = draft.text !== '' || touched ? draft.text : (now ?? '');
  const type = (text: string) => {
    setTouched(true);
    draft.setText(text);
  };
  const title = `${field.label} of ${whose}`;
  const set = () => {
    draft.clear();
    onClose();
    onSet(field, value === '' ? null : value);
  };
  const common = {
    label: field.label,
    maxLength: field.maxLength,
    value,
    hint: field.hint ?? (now === undefined ? 'They differ now; all get the same.' : 'Empty takes it away.'),
    onChange: (event: { target: { value: string } }) => type(event.target.value),
    onBlur: draft.flush,
  };
  return (
    <Dialog title={title} onClose={onClose} size="small">
      <Form label={title} onSubmit={set}>
        <DialogBody>
          {field.type === 'long' ? (
            <TextAreaField {...common} rows={6} />
          ) : (
            <TextField {...common} type={field.type ?? 'text'} />
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter">
            Set
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
