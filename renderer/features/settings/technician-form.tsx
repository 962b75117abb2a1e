import type { Technician, TechnicianRole } from '../../../shared/organization.ts';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { roleWords } from './role-words.ts';

interface TechnicianFormProps {
  /** Null adds one. */
  technician: Technician | null;
  onClose: () => void;
}

export function TechnicianForm({ technician, onClose }: TechnicianFormProps) {
  const initial = {
    name: technician?.name ?? '',
    email: technician?.email ?? '',
    role: technician?.role ?? 'technician',
    active: technician?.active === false ? 'no' : 'yes',
  };
  const draft = useDraftFields(technician ? `technician:${technician.id}` : 'new-technician', initial);
  const { values, set } = draft;
  const submit = useSubmit();
  const field = (name: keyof typeof initial) => ({
    value: values[name],
    error: submit.errors[name] ?? submit.errors[`patch.${name}`],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const ready = values.name.trim() !== '' && values.email.trim() !== '';
  const save = () => {
    // The select offers nothing but the contract's roles.
    const fields = { name: values.name, email: values.email.trim(), role: values.role as TechnicianRole };
    void submit.run(async () => {
      if (technician) {
        await client.technicians.update({
          id: technician.id,
          patch: { ...fields, active: values.active === 'yes' },
        });
      } else await client.technicians.create(fields);
      draft.clear();
      onClose();
    });
  };
  const title = technician ? `Edit ${technician.name}` : 'Add a technician';
  return (
    <FormDialog
      title={title}
      size="small"
      action={technician ? 'Save' : 'Add'}
      ready={ready}
      submit={submit}
      draft={draft}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={120} required {...field('name')} />
      <TextField
        label="E-mail"
        type="email"
        className={wideField}
        maxLength={254}
        required
        {...field('email')}
      />
      <SelectField
        label="Role"
        className={wideField}
        hint="API keys never do more than the role of who made them."
        {...field('role')}
      >
        {Object.entries(roleWords).map(([role, words]) => (
          <option key={role} value={role}>
            {words}
          </option>
        ))}
      </SelectField>
      {technician && (
        <CheckField
          className={wideField}
          label="Active"
          hint="Inactive technicians keep their tickets and are no longer offered."
          checked={values.active === 'yes'}
          onChange={(event) => set('active', event.target.checked ? 'yes' : 'no')}
        />
      )}
    </FormDialog>
  );
}
