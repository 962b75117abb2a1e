import type { Asset, AssetField, AssetFilter, AssetPatch } from '../../../shared/asset.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

/** What the assets screen keeps. */
export const assets = createRecordSession<Asset, AssetFilter, AssetPatch>({
  domain: 'assets',
  noun: 'asset',
  client: {
    get: client.assets.get,
    update: client.assets.update,
    remove: client.assets.remove,
    undo: client.assets.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.assets.list({ ...input, sort: sort.map((by) => ({ ...by, field: by.field as AssetField })) }),
  },
  nameOf: ({ name }) => name,
  wholeFilter: {},
  firstSort: { by: 'name', descending: false },
  firstPart: 'details',
});
