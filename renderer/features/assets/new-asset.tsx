import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { parseFieldLines } from '../../lib/custom-field-values.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { assetTextFields, type AssetTextField } from './asset-fields.ts';
import { useAssetWords } from './asset-filter-parts.tsx';
import { statusLabel, typeLabel } from './asset-labels.ts';
import { assets } from './asset-session.ts';

const emptyTexts = Object.fromEntries(assetTextFields.map(({ id }) => [id, ''])) as Record<
  AssetTextField,
  string
>;
const emptyAsset = {
  name: '',
  type: 'workstation',
  status: 'active',
  organizationId: '1',
  customFields: '',
  ...emptyTexts,
};

/** Asked for at once; the others wait behind "More fields". */
const firstFields: readonly AssetTextField[] = ['assignedTo', 'location', 'serialNumber', 'warrantyExpires'];

/** Writes an asset. Whatever was typed is still there after Escape, a crash or a restart, until it is made. */
export function NewAsset({ onClose }: { onClose: () => void }) {
  const organizations = useOrganizations();
  const { types, statuses } = useAssetWords();
  const draft = useDraftFields('new-asset', emptyAsset);
  const { values, set } = draft;
  const submit = useSubmit();
  const field = (name: keyof typeof emptyAsset) => ({
    value: values[name],
    error: submit.errors[name],
    onBlur: draft.flush,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const create = () =>
    void submit.run(async () => {
      const texts = Object.fromEntries(
        assetTextFields.flatMap(({ id }) => (values[id].trim() === '' ? [] : [[id, values[id]]])),
      );
      const { record, changeId } = await client.assets.create({
        ...texts,
        name: values.name,
        type: values.type,
        status: values.status,
        organizationId: Number(values.organizationId),
        customFields: parseFieldLines(values.customFields),
      });
      draft.clear();
      onClose();
      assets.receiveNew(record, changeId);
    });
  const textField = (id: AssetTextField) => {
    const shape = assetTextFields.find((each) => each.id === id)!;
    if (shape.type === 'long') {
      return <TextAreaField key={id} label={shape.label} className={wideField} rows={3} {...field(id)} />;
    }
    return (
      <TextField
        key={id}
        label={shape.label}
        type={shape.type ?? 'text'}
        maxLength={shape.maxLength}
        {...field(id)}
      />
    );
  };
  return (
    <FormDialog
      title="New asset"
      size="large"
      action="Create asset"
      ready={values.name.trim() !== ''}
      submit={submit}
      refusedTitle="The asset was not created"
      draft={draft}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField label="Name" className={wideField} maxLength={200} required {...field('name')} />
      <SelectField label="Type" {...field('type')}>
        {types.map(({ value }) => (
          <option key={value} value={value}>
            {typeLabel(value)}
          </option>
        ))}
      </SelectField>
      <SelectField label="Organization" {...field('organizationId')}>
        {organizations.active.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label="Status" {...field('status')}>
        {statuses.map(({ value }) => (
          <option key={value} value={value}>
            {statusLabel(value)}
          </option>
        ))}
      </SelectField>
      {firstFields.map(textField)}
      <MoreFields label="More fields">
        {assetTextFields.filter(({ id }) => !firstFields.includes(id)).map(({ id }) => textField(id))}
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
