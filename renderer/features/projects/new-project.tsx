import { SelectField } from '../../components/field.tsx';
import { NewRecordDialog } from '../../components/record-screen/new-record-dialog.tsx';
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

export function NewProject({ onClose }: { onClose: () => void }) {
  const { active } = useTechnicians();
  const form = useFormDraft('new-project', emptyProject);
  const { draft, field } = form;
  const { name = '', ownerId = '', organizationId } = draft.values;
  const create = () => {
    const status = optionsOf(projectStatusLabels).find(({ value }) => value === draft.values['status']);
    return client.projects.create({
      ...filledIn(projectFields, draft.values),
      name,
      ownerId: ownerId === '' ? null : Number(ownerId),
      organizationId: Number(organizationId),
      ...(status ? { status: status.value } : {}),
    });
  };
  return (
    <NewRecordDialog
      noun="project"
      form={form}
      create={create}
      onMade={({ record, changeId }) => projects.receiveNew(record, changeId)}
      onClose={onClose}
    >
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
    </NewRecordDialog>
  );
}
