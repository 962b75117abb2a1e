import type { Technician, TechnicianRole } from '../../../shared/organization.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { FieldGrid, Form, wideField } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
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
    if (!ready || submit.busy) return;
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
    <Dialog title={title} onClose={onClose} size="small">
      <Form label={title} onSubmit={save}>
        <DialogBody>
          <FieldGrid>
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
          </FieldGrid>
          {submit.problem !== null && (
            <Notice tone="bad" title="Not saved">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={!ready || submit.busy}>
            {technician ? 'Save' : 'Add'}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
