import type { Asset, AssetFilter, AssetPatch } from '../../../shared/asset.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { WordPicker, type RecordPickerProps } from '../../components/record-screen/record-pickers.tsx';
import { useAssetWords } from './asset-filter-parts.tsx';
import { AssetGlyph } from './asset-glyph.tsx';
import { statusLabel, typeLabel } from './asset-labels.ts';

type Asked = RecordPickerProps<Asset, AssetFilter, AssetPatch, Asset>;

/** What is asked about assets over their list. */
export const assetQuestions: RecordQuestions<Asset, AssetFilter, AssetPatch, Asset> = {
  type: (asked) => <TypePicker {...asked} />,
  status: (asked) => <StatusPicker {...asked} />,
};

function TypePicker(asked: Asked) {
  const { types } = useAssetWords();
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
}

function StatusPicker(asked: Asked) {
  const { statuses } = useAssetWords();
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
}
