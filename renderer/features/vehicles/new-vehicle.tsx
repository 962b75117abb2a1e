import { MoreFields } from '../../components/form.tsx';
import { NewRecordDialog } from '../../components/record-screen/new-record-dialog.tsx';
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

export function NewVehicle({ onClose }: { onClose: () => void }) {
  const form = useFormDraft('new-vehicle', emptyVehicle);
  const { draft, field } = form;
  const { name = '', status = '', organizationId } = draft.values;
  const create = () =>
    client.vehicles.create({
      ...filledIn(vehicleFields, draft.values),
      name,
      status,
      organizationId: Number(organizationId),
    });
  return (
    <NewRecordDialog
      noun="vehicle"
      form={form}
      create={create}
      onMade={({ record, changeId }) => vehicles.receiveNew(record, changeId)}
      onClose={onClose}
    >
      <OrganizationField {...field('organizationId')} />
      <WordField label="Status" options={statusOptions} {...field('status')} />
      <RecordFormFields fields={vehicleFields.filter(({ id }) => first.has(id))} field={field} />
      <MoreFields label="More fields">
        <RecordFormFields fields={vehicleFields.filter(({ id }) => !first.has(id))} field={field} />
      </MoreFields>
    </NewRecordDialog>
  );
}
