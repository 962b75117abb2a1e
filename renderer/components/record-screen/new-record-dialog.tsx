import type { ReactNode } from 'react';
import type { FormDraft } from '../../lib/use-form-draft.ts';
import { TextField } from '../field.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { wideField } from '../form.tsx';

interface NewRecordDialogProps<Made> {
  /** What it is, in lower case: "asset". */
  noun: string;
  /** What is typed; a record has a name before anything else. */
  form: FormDraft<string>;
  create: () => Promise<Made>;
  /** Shows the one that was made, with the way back. */
  onMade: (made: Made) => void;
  onClose: () => void;
  /** The fields after its name. */
  children: ReactNode;
}

/** Writes a record. Whatever was typed is still there after Escape, a crash or a restart, until it is made. */
export function NewRecordDialog<Made>(props: NewRecordDialogProps<Made>) {
  const { noun, form, create, onMade, onClose, children } = props;
  const { draft, submit, field } = form;
  const make = () =>
    void submit.run(async () => {
      const made = await create();
      draft.clear();
      onClose();
      onMade(made);
    });
  return (
    <FormDialog
      title={`New ${noun}`}
      size="large"
      action={`Create ${noun}`}
      ready={(draft.values['name'] ?? '').trim() !== ''}
      submit={submit}
      refusedTitle={`The ${noun} was not created`}
      draft={draft}
      onSubmit={make}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={200} required {...field('name')} />
      {children}
    </FormDialog>
  );
}
