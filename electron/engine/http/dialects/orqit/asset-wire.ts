import { asset, assetPatch, newAsset } from '../../../../../shared/asset.ts';
import { numeric, wireTable } from '../../wire-table.ts';
import { deviceNames, deviceSpelling } from '../device-names.ts';

export const assetTable = wireTable({
  title: 'OrqitAsset',
  record: asset,
  created: newAsset,
  patch: assetPatch,
  unknown: 'refused',
  names: { id: 'id', organizationId: 'organizationId', ...deviceNames },
  spelled: { id: numeric(asset.shape.id), ...deviceSpelling },
});
