import { asset, type Asset, type AssetField } from '../../../shared/asset.ts';
import { recordTable } from '../database/records/record-table.ts';

export const assetTable = recordTable<Asset>({
  name: 'asset',
  fields: Object.keys(asset.shape) as AssetField[],
  json: ['customFields'],
  moments: ['createdAt', 'updatedAt', 'lastSeenAt'],
  organization: 'organizationId',
  counted: ['type', 'status'],
  unordered: ['source', 'customFields', 'notes'],
});
