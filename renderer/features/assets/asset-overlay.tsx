import { FieldSetter } from '../../components/record-screen/field-setter.tsx';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { plural } from '../../lib/format.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { assetTextFields, emptyValue, type AssetTextField } from './asset-fields.ts';
import { useAssetWords } from './asset-filter-parts.tsx';
import { AssetGlyph } from './asset-glyph.tsx';
import { statusLabel, typeLabel } from './asset-labels.ts';
import { assets, setField, sharedValue } from './asset-session.ts';

interface AssetOverlayProps {
  kind: string;
  ids: readonly number[];
  onClose: () => void;
}

/** `FS01`, or `3 assets`. */
function nameAssets(ids: readonly number[]): string {
  const only = ids.length === 1 ? assets.rows.get(ids[0]!) : undefined;
  return only?.name ?? plural(ids.length, 'asset');
}

const isTextField = (kind: string): kind is AssetTextField => assetTextFields.some(({ id }) => id === kind);

/** What is asked about assets over their list. */
export function AssetOverlay({ kind, ids, onClose }: AssetOverlayProps) {
  switch (kind) {
    case 'type':
      return <TypePicker ids={ids} onClose={onClose} />;
    case 'status':
      return <StatusPicker ids={ids} onClose={onClose} />;
    case 'organization':
      return <OrganizationPicker ids={ids} onClose={onClose} />;
    default:
      return (
        <FieldSetter
          whose={nameAssets(ids)}
          draftKey={`assets:${ids.length === 1 ? ids[0] : 'selection'}:set`}
          fields={assetTextFields}
          fieldId={isTextField(kind) ? kind : undefined}
          valueOf={(field) => sharedValue(ids, field)}
          onSet={({ id, label }, value) =>
            void setField(ids, id, value ?? emptyValue(id), `${label.toLowerCase()} set`)
          }
          onClose={onClose}
        />
      );
  }
}

type ChoiceProps = Omit<AssetOverlayProps, 'kind'>;

/** Text that no option carries becomes a word of the workspace's own. */
const ownWord = (text: string): PickerOption => ({ id: text, label: text, hint: 'own word' });

function TypePicker({ ids, onClose }: ChoiceProps) {
  const { types } = useAssetWords();
  const now = sharedValue(ids, 'type');
  return (
    <Picker
      title={`Type of ${nameAssets(ids)}`}
      placeholder="Set type…"
      options={types.map(({ value }) => ({
        id: value,
        label: typeLabel(value),
        icon: <AssetGlyph type={value} decorative />,
        checked: value === now,
      }))}
      fromText={ownWord}
      onPick={({ id }) => void setField(ids, 'type', id, `now of type ${typeLabel(id).toLowerCase()}`)}
      onClose={onClose}
    />
  );
}

function StatusPicker({ ids, onClose }: ChoiceProps) {
  const { statuses } = useAssetWords();
  const now = sharedValue(ids, 'status');
  return (
    <Picker
      title={`Status of ${nameAssets(ids)}`}
      placeholder="Set status…"
      options={statuses.map(({ value }) => ({
        id: value,
        label: statusLabel(value),
        checked: value === now,
      }))}
      fromText={ownWord}
      onPick={({ id }) => void setField(ids, 'status', id, `set to ${statusLabel(id).toLowerCase()}`)}
      onClose={onClose}
    />
  );
}

function OrganizationPicker({ ids, onClose }: ChoiceProps) {
  const { active } = useOrganizations();
  const now = sharedValue(ids, 'organizationId');
  return (
    <Picker
      title={`Organization of ${nameAssets(ids)}`}
      placeholder="Move to…"
      options={active.map(({ id, name }) => ({ id: String(id), label: name, checked: id === now }))}
      onPick={({ id, label }) => void setField(ids, 'organizationId', Number(id), `moved to ${label}`)}
      onClose={onClose}
    />
  );
}
