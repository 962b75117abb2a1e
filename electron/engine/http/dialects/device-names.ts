import { asset } from '../../../../shared/asset.ts';
import { moment, numeric, structured } from '../wire-table.ts';

/** What OneClickIT calls a device and Orqit an asset has the same names in both; only their ids differ. */
export const deviceNames = {
  name: 'name',
  type: 'type',
  status: 'status',
  tag: 'tag',
  hostname: 'hostname',
  manufacturer: 'manufacturer',
  model: 'model',
  serialNumber: 'serialNumber',
  osName: 'osName',
  osVersion: 'osVersion',
  ipAddress: 'ipAddress',
  macAddress: 'macAddress',
  location: 'location',
  assignedTo: 'assignedTo',
  purchaseDate: 'purchaseDate',
  warrantyExpires: 'warrantyExpires',
  notes: 'notes',
  customFields: 'customFields',
  source: 'source',
  lastSeenAt: 'lastSeenAt',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
} as const;

export const deviceSpelling = {
  organizationId: numeric(asset.shape.organizationId),
  customFields: structured(asset.shape.customFields),
  lastSeenAt: moment('nullable'),
  createdAt: moment('always'),
  updatedAt: moment('always'),
};
