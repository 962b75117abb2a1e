import { useState } from 'react';
import { TextField } from '../../../components/field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { wideField } from '../../../components/form.tsx';
import { client } from '../../../lib/client.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useSubmit } from '../../../lib/use-submit.ts';

interface SaveEventProps {
  id: number;
  /** What is proposed. */
  name: string;
  onClose: () => void;
}

/** Keeps a body that came in, to test endpoints with. */
export function SaveEvent({ id, name: proposed, onClose }: SaveEventProps) {
  const [name, setName] = useState(proposed);
  const submit = useSubmit();
  const save = () =>
    void submit.run(async () => {
      await client.hookDeliveries.saveAsTest({ id, name: name.trim() });
      onClose();
      showToast(`${name.trim()} saved; endpoints can be tested with it`);
    });
  return (
    <FormDialog
      title="Save as test event"
      action="Save"
      size="small"
      ready={name.trim() !== ''}
      submit={submit}
      draft={{ dirty: name !== proposed, clear: () => setName(proposed) }}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label="Name"
        className={wideField}
        maxLength={120}
        required
        value={name}
        error={submit.errors['name']}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
