import { useState } from 'react';
import { useDraft } from '../../lib/drafts.ts';
import type { RecordField } from '../../lib/record-field.ts';
import type { RecordSession } from '../../lib/record-session.ts';
import type { StoredRow } from '../../lib/row-store.ts';
import { Button } from '../button.tsx';
import { Dialog, DialogActions, DialogBody } from '../dialog.tsx';
import { TextAreaField, TextField } from '../field.tsx';
import { Form } from '../form.tsx';
import { Picker } from '../picker.tsx';

interface FieldSetterProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  ids: readonly number[];
  fields: readonly RecordField<Row, Patch>[];
  /** The field, where the key asked for one; else it is chosen first. */
  fieldId: string;
  onClose: () => void;
}

/** First which field, then its text; works on one record as on a thousand. */
export function FieldSetter<Row extends StoredRow, Filter, Patch, Whole extends Row>(
  props: FieldSetterProps<Row, Filter, Patch, Whole>,
) {
  const { session, ids, fields, onClose } = props;
  const [chosen, setChosen] = useState(props.fieldId);
  const field = fields.find(({ id }) => id === chosen);
  if (field) return <FieldDialog {...props} field={field} />;
  return (
    <Picker
      title={`Set a field of ${session.nameOf(ids)}`}
      placeholder="Which field…"
      multiple
      options={fields.map(({ id, label }) => ({ id, label }))}
      onPick={({ id }) => setChosen(id)}
      onClose={onClose}
    />
  );
}

type FieldDialogProps<Row extends StoredRow, Filter, Patch, Whole extends Row> = FieldSetterProps<
  Row,
  Filter,
  Patch,
  Whole
> & { field: RecordField<Row, Patch> };

function FieldDialog<Row extends StoredRow, Filter, Patch, Whole extends Row>({
  session,
  ids,
  field,
  onClose,
}: FieldDialogProps<Row, Filter, Patch, Whole>) {
  const whose = ids.length === 1 ? String(ids[0]) : 'selection';
  const draft = useDraft(`set:${session.kind.noun}:${whose}:${field.id}`);
  const [touched, setTouched] = useState(false);
  const now = session.shared(ids, field.read);
  const value = draft.text !== '' || touched ? draft.text : (now ?? '');
  const title = `${field.label} of ${session.nameOf(ids)}`;
  const set = () => {
    draft.clear();
    onClose();
    const text = value.trim() === '' ? null : value;
    void session.patch(ids, field.patch(text), `${field.label.toLowerCase()} set`);
  };
  const common = {
    label: field.label,
    maxLength: field.maxLength,
    value,
    hint: field.hint ?? (now === undefined ? 'They differ now; all get the same.' : 'Empty takes it away.'),
    onBlur: draft.flush,
    // Typing replaces what stands there; the arrows keep it.
    onFocus: (event: { target: { select(): void } }) => event.target.select(),
    onChange(event: { target: { value: string } }) {
      setTouched(true);
      draft.setText(event.target.value);
    },
  };
  return (
    <Dialog title={title} onClose={onClose} size="small">
      <Form label={title} onSubmit={set}>
        <DialogBody>
          {field.type === 'long' ? (
            <TextAreaField {...common} rows={6} />
          ) : (
            <TextField {...common} type={field.type} />
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
