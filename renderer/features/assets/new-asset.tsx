import { TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
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

/** Writes an asset. Whatever was typed is still there after Escape, a crash or a restart, until it is made. */
export function NewAsset({ onClose }: { onClose: () => void }) {
  const { types, statuses } = useAssetWords();
  const { draft, submit, field } = useFormDraft('new-asset', emptyAsset);
  const { name = '', type = '', status = '', organizationId, customFields = '' } = draft.values;
  const create = () =>
    void submit.run(async () => {
      const { record, changeId } = await client.assets.create({
        ...filledIn(assetFields, draft.values),
        name,
        type,
        status,
        organizationId: Number(organizationId),
        customFields: parseFieldLines(customFields),
      });
      draft.clear();
      onClose();
      assets.receiveNew(record, changeId);
    });
  return (
    <FormDialog
      title="New asset"
      size="large"
      action="Create asset"
      ready={name.trim() !== ''}
      submit={submit}
      refusedTitle="The asset was not created"
      draft={draft}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={200} required {...field('name')} />
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
    </FormDialog>
  );
}
