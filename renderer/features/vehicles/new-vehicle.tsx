import { TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import {
  OrganizationField,
  RecordFormFields,
  WordField,
} from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { emptyTexts, filledIn } from '../../lib/record-field.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { vehicles } from './vehicle-session.ts';
import { statusOptions, vehicleFields } from './vehicle-words.ts';

const emptyVehicle: Record<string, string> = {
  ...emptyTexts(vehicleFields),
  name: '',
  status: 'active',
  organizationId: '1',
};

/** Asked for at once; the others wait behind "More fields". */
const first = new Set(['assignedTo', 'licensePlate', 'make', 'model']);

/** Writes a vehicle. Whatever was typed is still there after Escape, a crash or a restart, until it is made. */
export function NewVehicle({ onClose }: { onClose: () => void }) {
  const { draft, submit, field } = useFormDraft('new-vehicle', emptyVehicle);
  const { name = '', status = '', organizationId } = draft.values;
  const create = () =>
    void submit.run(async () => {
      const { record, changeId } = await client.vehicles.create({
        ...filledIn(vehicleFields, draft.values),
        name,
        status,
        organizationId: Number(organizationId),
      });
      draft.clear();
      onClose();
      vehicles.receiveNew(record, changeId);
    });
  return (
    <FormDialog
      title="New vehicle"
      size="large"
      action="Create vehicle"
      ready={name.trim() !== ''}
      submit={submit}
      refusedTitle="The vehicle was not created"
      draft={draft}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={200} required {...field('name')} />
      <OrganizationField {...field('organizationId')} />
      <WordField label="Status" options={statusOptions} {...field('status')} />
      <RecordFormFields fields={vehicleFields.filter(({ id }) => first.has(id))} field={field} />
      <MoreFields label="More fields">
        <RecordFormFields fields={vehicleFields.filter(({ id }) => !first.has(id))} field={field} />
      </MoreFields>
    </FormDialog>
  );
}
