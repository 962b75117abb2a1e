import { SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import {
  OrganizationField,
  RecordFormFields,
  WordField,
} from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { emptyTexts, filledIn } from '../../lib/record-field.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { projects } from './project-session.ts';
import { optionsOf, projectFields, projectStatusLabels } from './project-words.ts';

const emptyProject: Record<string, string> = {
  ...emptyTexts(projectFields),
  name: '',
  status: 'active',
  ownerId: '',
  organizationId: '1',
};

/** Writes a project. Whatever was typed is still there after Escape, a crash or a restart, until it is made. */
export function NewProject({ onClose }: { onClose: () => void }) {
  const { active } = useTechnicians();
  const { draft, submit, field } = useFormDraft('new-project', emptyProject);
  const { name = '', ownerId = '', organizationId } = draft.values;
  const create = () =>
    void submit.run(async () => {
      const status = optionsOf(projectStatusLabels).find(({ value }) => value === draft.values['status']);
      const { record, changeId } = await client.projects.create({
        ...filledIn(projectFields, draft.values),
        name,
        ownerId: ownerId === '' ? null : Number(ownerId),
        organizationId: Number(organizationId),
        ...(status ? { status: status.value } : {}),
      });
      draft.clear();
      onClose();
      projects.receiveNew(record, changeId);
    });
  return (
    <FormDialog
      title="New project"
      size="large"
      action="Create project"
      ready={name.trim() !== ''}
      submit={submit}
      refusedTitle="The project was not created"
      draft={draft}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={200} required {...field('name')} />
      <OrganizationField {...field('organizationId')} />
      <SelectField label="Owner" {...field('ownerId')}>
        <option value="">Nobody</option>
        {active.map(({ id, name: technician }) => (
          <option key={id} value={id}>
            {technician}
          </option>
        ))}
      </SelectField>
      <WordField label="Status" options={optionsOf(projectStatusLabels)} {...field('status')} />
      <RecordFormFields fields={projectFields} field={field} />
    </FormDialog>
  );
}
