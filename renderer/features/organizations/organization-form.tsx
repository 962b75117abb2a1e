import type { Organization } from '../../../shared/organization.ts';
import { CheckField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

interface OrganizationFormProps {
  /** Null writes a new one. */
  organization: Organization | null;
  onClose: () => void;
  onSaved: (organization: Organization) => void;
}

const orNull = (text: string) => (text.trim() === '' ? null : text);

export function OrganizationForm({ organization, onClose, onSaved }: OrganizationFormProps) {
  const initial = {
    name: organization?.name ?? '',
    domain: organization?.domain ?? '',
    phone: organization?.phone ?? '',
    address: organization?.address ?? '',
    notes: organization?.notes ?? '',
    active: organization?.active === false ? 'no' : 'yes',
  };
  const draft = useDraftFields(
    organization ? `organization:${organization.id}` : 'new-organization',
    initial,
  );
  const { values, set } = draft;
  const submit = useSubmit();
  const field = (name: keyof typeof initial) => ({
    value: values[name],
    error: submit.errors[name] ?? submit.errors[`patch.${name}`],
    onBlur: draft.flush,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const save = () => {
    const fields = {
      name: values.name,
      domain: orNull(values.domain),
      phone: orNull(values.phone),
      address: orNull(values.address),
      notes: values.notes,
    };
    void submit.run(async () => {
      const saved = organization
        ? await client.organizations.update({
            id: organization.id,
            patch: { ...fields, active: values.active === 'yes' },
          })
        : await client.organizations.create(fields);
      draft.clear();
      onClose();
      onSaved(saved);
      showToast(`${saved.name} ${organization ? 'saved' : 'created'}`);
    });
  };
  const title = organization ? `Edit ${organization.name}` : 'New organization';
  return (
    <FormDialog
      title={title}
      action={organization ? 'Save' : 'Create organization'}
      ready={values.name.trim() !== ''}
      submit={submit}
      draft={draft}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={200} required {...field('name')} />
      <TextField label="Domain" placeholder="acme.example" maxLength={253} {...field('domain')} />
      <TextField label="Phone" type="tel" maxLength={60} {...field('phone')} />
      <TextAreaField label="Address" className={wideField} rows={2} maxLength={1000} {...field('address')} />
      <TextAreaField label="Notes" className={wideField} rows={4} maxLength={20_000} {...field('notes')} />
      {organization && (
        <CheckField
          className={wideField}
          label="Active"
          hint="An inactive organization keeps its tickets and is no longer offered for new ones."
          checked={values.active === 'yes'}
          onChange={(event) => set('active', event.target.checked ? 'yes' : 'no')}
        />
      )}
    </FormDialog>
  );
}
