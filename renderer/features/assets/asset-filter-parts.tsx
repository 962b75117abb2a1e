import { useMemo } from 'react';
import type { AssetFilter, WarrantyState } from '../../../shared/asset.ts';
import {
  manyPart,
  onePart,
  organizationPart,
  type FilterPart,
} from '../../components/record-screen/filter-part.ts';
import { numberText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { AssetGlyph } from './asset-glyph.tsx';
import { statusLabel, statusLabels, typeLabel, typeLabels, warrantyLabels } from './asset-labels.ts';

/** The usual words and those that this workspace uses, each with how many assets have it. */
function words(
  usual: readonly string[],
  counted: readonly { readonly value: string; readonly count: number }[],
): { value: string; hint: string | undefined }[] {
  const counts = new Map(counted.map(({ value, count }) => [value, count]));
  const all = [...usual, ...counted.map(({ value }) => value).filter((value) => !usual.includes(value))];
  return all.map((value) => {
    const count = counts.get(value);
    return { value, hint: count === undefined ? undefined : numberText(count) };
  });
}

export function useAssetWords() {
  const counts = useAnswer('assets', 'counts', {}).value;
  return useMemo(
    () => ({
      types: words(Object.keys(typeLabels), counts?.types ?? []),
      statuses: words(Object.keys(statusLabels), counts?.statuses ?? []),
    }),
    [counts],
  );
}

export function useAssetFilterParts(organizations: OrganizationNames): FilterPart<AssetFilter>[] {
  const { types, statuses } = useAssetWords();
  return useMemo(
    () => [
      manyPart<AssetFilter, 'type'>(
        'type',
        'Type',
        types.map(({ value, hint }) => ({
          value,
          hint,
          label: typeLabel(value),
          icon: <AssetGlyph type={value} decorative />,
        })),
      ),
      manyPart<AssetFilter, 'status'>(
        'status',
        'Status',
        statuses.map(({ value, hint }) => ({ value, hint, label: statusLabel(value) })),
      ),
      organizationPart<AssetFilter>(organizations),
      onePart<AssetFilter, 'warranty'>(
        'warranty',
        'Warranty',
        // Keys of a closed record are its names.
        (Object.keys(warrantyLabels) as WarrantyState[]).map((value) => ({
          value,
          label: warrantyLabels[value],
        })),
      ),
    ],
    [types, statuses, organizations],
  );
}
