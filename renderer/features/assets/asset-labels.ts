import type {
  AssetSource,
  usualAssetStatuses,
  usualAssetTypes,
  WarrantyState,
} from '../../../shared/asset.ts';

type UsualType = (typeof usualAssetTypes)[number];
type UsualStatus = (typeof usualAssetStatuses)[number];

// The words of the console for the contract's names. Records, so that a new name does not compile without its word.

export const typeLabels: Record<UsualType, string> = {
  server: 'Server',
  workstation: 'Workstation',
  laptop: 'Laptop',
  virtual_machine: 'Virtual machine',
  firewall: 'Firewall',
  switch: 'Switch',
  router: 'Router',
  access_point: 'Access point',
  printer: 'Printer',
  storage: 'Storage',
  ups: 'UPS',
  phone: 'Phone',
  tablet: 'Tablet',
  camera: 'Camera',
  other: 'Other',
};

export const statusLabels: Record<UsualStatus, string> = {
  active: 'Active',
  in_stock: 'In stock',
  in_repair: 'In repair',
  lost: 'Lost',
  retired: 'Retired',
};

export const warrantyLabels: Record<WarrantyState, string> = {
  ended: 'Ended',
  soon: 'Ends within 60 days',
  running: 'Running',
  unknown: 'Not known',
};

export const sourceLabels: Record<AssetSource, string> = {
  console: 'Console',
  api: 'API',
  import: 'Import',
  rmm: 'RMM',
  remote: 'Connection',
  sample: 'Sample',
};

/** A workspace may have words of its own: they stand as they were written. */
function labelIn(labels: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(labels, word) ? (labels[word] ?? word) : word;
}

export const typeLabel = (type: string) => labelIn(typeLabels, type);
export const statusLabel = (status: string) => labelIn(statusLabels, status);
