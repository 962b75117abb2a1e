import type { Asset } from '../../../shared/asset.ts';
import type { SettableField } from '../../components/record-screen/field-setter.tsx';

/** Fields of an asset that are written as text. */
export type AssetTextField =
  | 'assignedTo'
  | 'location'
  | 'tag'
  | 'serialNumber'
  | 'manufacturer'
  | 'model'
  | 'hostname'
  | 'ipAddress'
  | 'macAddress'
  | 'osName'
  | 'osVersion'
  | 'purchaseDate'
  | 'warrantyExpires'
  | 'notes';

export interface AssetTextFieldShape extends SettableField<AssetTextField> {
  readonly mono?: boolean;
}

/** In the order in which the detail shows them. */
export const assetTextFields: readonly AssetTextFieldShape[] = [
  { id: 'assignedTo', label: 'Used by', maxLength: 200 },
  { id: 'location', label: 'Location', maxLength: 200 },
  { id: 'manufacturer', label: 'Manufacturer', maxLength: 120 },
  { id: 'model', label: 'Model', maxLength: 120 },
  { id: 'tag', label: 'Tag', maxLength: 100, mono: true },
  { id: 'serialNumber', label: 'Serial number', maxLength: 120, mono: true },
  { id: 'hostname', label: 'Hostname', maxLength: 253, mono: true },
  { id: 'ipAddress', label: 'IP address', maxLength: 60, mono: true },
  { id: 'macAddress', label: 'MAC address', maxLength: 60, mono: true },
  { id: 'osName', label: 'System', maxLength: 120 },
  { id: 'osVersion', label: 'System version', maxLength: 120 },
  { id: 'purchaseDate', label: 'Bought', maxLength: 10, type: 'date' },
  { id: 'warrantyExpires', label: 'Warranty ends', maxLength: 10, type: 'date' },
  { id: 'notes', label: 'Notes', maxLength: 20_000, type: 'long' },
];

/** What an empty field is in the contract: nothing at all, but notes are an empty text. */
export function emptyValue(field: AssetTextField): Asset[AssetTextField] {
  return field === 'notes' ? '' : null;
}
