import { z } from 'zod';
import { asset, assetPatch, newAsset } from '../../../../../shared/asset.ts';
import { numbered, wireTable } from '../../wire-table.ts';
import { deviceNames, deviceSpelling } from '../device-names.ts';

/** OneClickIT's page promises devices and shows none: the fields are ours. */
export const deviceTable = wireTable({
  title: 'OneClickITDevice',
  record: asset,
  created: newAsset,
  patch: assetPatch,
  unknown: 'refused',
  names: { id: 'id', ...deviceNames },
  spelled: { id: numbered('device'), ...deviceSpelling },
});

export const deviceList = z.strictObject({
  devices: z.array(deviceTable.served),
  total: z.int().min(0),
  page: z.int().min(1),
});
