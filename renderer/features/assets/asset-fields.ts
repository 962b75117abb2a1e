import type { Asset, AssetPatch } from '../../../shared/asset.ts';
import { fieldsOf, type RecordField } from '../../lib/record-field.ts';

const { text, date, long } = fieldsOf<Asset, AssetPatch>();
const mono = { mono: true };

/** The written fields of an asset, in the order in which the detail shows them. */
export const assetFields: readonly RecordField<Asset, AssetPatch>[] = [
  text('assignedTo', 'Used by', 200),
  text('location', 'Location', 200),
  text('manufacturer', 'Manufacturer', 120),
  text('model', 'Model', 120),
  text('tag', 'Tag', 100, mono),
  text('serialNumber', 'Serial number', 120, mono),
  text('hostname', 'Hostname', 253, mono),
  text('ipAddress', 'IP address', 60, mono),
  text('macAddress', 'MAC address', 60, mono),
  text('osName', 'System', 120),
  text('osVersion', 'System version', 120),
  date('purchaseDate', 'Bought'),
  date('warrantyExpires', 'Warranty ends'),
  long('notes', 'Notes', 20_000),
];
