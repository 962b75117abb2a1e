import type { Asset, AssetField, AssetFilter, AssetPatch } from '../../../shared/asset.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

/** What the assets screen keeps. */
export const assets = createRecordSession<Asset, AssetFilter, AssetPatch>({
  domain: 'assets',
  noun: 'asset',
  client: {
    ...client.assets,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.assets.list({ ...input, sort: sort.map((by) => ({ ...by, field: by.field as AssetField })) }),
  },
  nameOf: ({ name }) => name,
  wholeFilter: {},
  firstSort: { by: 'name', descending: false },
  firstPart: 'details',
});

/** The value that all of some assets share; undefined where they differ. */
export function sharedValue<K extends keyof Asset>(ids: readonly number[], field: K): Asset[K] | undefined {
  const values = new Set(ids.map((id) => assets.rows.get(id)?.[field]));
  return values.size === 1 ? [...values][0] : undefined;
}

/** One field of every asset named, shown at once. */
export function setField<K extends keyof AssetPatch>(
  ids: readonly number[],
  field: K,
  value: NonNullable<AssetPatch[K]> | null,
  done: string,
): Promise<boolean> {
  // A field's own type is what its editor gives; the computed key hides that from the compiler.
  const patch = { [field]: value } as AssetPatch;
  return assets.patch(ids, patch, done, patch as Partial<Asset>);
}
