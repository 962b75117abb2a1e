import { TextAreaField } from '../../components/field.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import { NewRecordDialog } from '../../components/record-screen/new-record-dialog.tsx';
import {
  OrganizationField,
  RecordFormFields,
  WordField,
} from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { parseFieldLines } from '../../lib/custom-field-values.ts';
import { emptyTexts, filledIn } from '../../lib/record-field.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { assetFields } from './asset-fields.ts';
import { useAssetWords } from './asset-filter-parts.tsx';
import { statusLabel, typeLabel } from './asset-labels.ts';
import { assets } from './asset-session.ts';

const emptyAsset: Record<string, string> = {
  ...emptyTexts(assetFields),
  name: '',
  type: 'workstation',
  status: 'active',
  organizationId: '1',
  customFields: '',
};

/** Asked for at once; the others wait behind "More fields". */
const first = new Set(['assignedTo', 'location', 'serialNumber', 'warrantyExpires']);

export function NewAsset({ onClose }: { onClose: () => void }) {
  const { types, statuses } = useAssetWords();
  const form = useFormDraft('new-asset', emptyAsset);
  const { draft, field } = form;
  const { name = '', type = '', status = '', organizationId, customFields = '' } = draft.values;
  const create = () =>
    client.assets.create({
      ...filledIn(assetFields, draft.values),
      name,
      type,
      status,
      organizationId: Number(organizationId),
      customFields: parseFieldLines(customFields),
    });
  return (
    <NewRecordDialog
      noun="asset"
      form={form}
      create={create}
      onMade={({ record, changeId }) => assets.receiveNew(record, changeId)}
      onClose={onClose}
    >
      <WordField
        label="Type"
        options={types.map(({ value }) => ({ value, label: typeLabel(value) }))}
        {...field('type')}
      />
      <OrganizationField {...field('organizationId')} />
      <WordField
        label="Status"
        options={statuses.map(({ value }) => ({ value, label: statusLabel(value) }))}
        {...field('status')}
      />
      <RecordFormFields fields={assetFields.filter(({ id }) => first.has(id))} field={field} />
      <MoreFields label="More fields">
        <RecordFormFields fields={assetFields.filter(({ id }) => !first.has(id))} field={field} />
        <TextAreaField
          label="Custom fields"
          className={wideField}
          hint="One a line, as Name: value"
          rows={2}
          {...field('customFields')}
        />
      </MoreFields>
    </NewRecordDialog>
  );
}
