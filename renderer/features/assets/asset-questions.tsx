import { FieldSetter } from '../../components/record-screen/field-setter.tsx';
import { OrganizationPicker, WordPicker } from '../../components/record-screen/record-pickers.tsx';
import { assetFields } from './asset-fields.ts';
import { useAssetWords } from './asset-filter-parts.tsx';
import { AssetGlyph } from './asset-glyph.tsx';
import { statusLabel, typeLabel } from './asset-labels.ts';
import { assets } from './asset-session.ts';

interface AssetOverlayProps {
  kind: string;
  ids: readonly number[];
  onClose: () => void;
}

/** What is asked about assets over their list. */
export function AssetOverlay({ kind, ...of }: AssetOverlayProps) {
  const { types, statuses } = useAssetWords();
  const asked = { session: assets, ...of };
  switch (kind) {
    case 'type':
      return (
        <WordPicker
          {...asked}
          label="Type"
          options={types.map(({ value }) => ({
            value,
            label: typeLabel(value),
            icon: <AssetGlyph type={value} decorative />,
          }))}
          read={({ type }) => type}
          patch={(type) => ({ type })}
          fromText={(text) => text}
        />
      );
    case 'status':
      return (
        <WordPicker
          {...asked}
          label="Status"
          options={statuses.map(({ value }) => ({ value, label: statusLabel(value) }))}
          read={({ status }) => status}
          patch={(status) => ({ status })}
          fromText={(text) => text}
        />
      );
    case 'organization':
      return <OrganizationPicker {...asked} />;
    default:
      return <FieldSetter {...asked} fields={assetFields} fieldId={kind} />;
  }
}
