import { z } from 'zod';
import { customFields } from './custom-fields.ts';
import { calendarDate, id, nullableTimestamp, optionalText, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { recordSource } from './record-source.ts';
import { equalTo, recordContract } from './records.ts';
import { count, savedFilterContract, savedFilterOf } from './saved-filter.ts';

/** Types that every MSP has; a workspace may use words of its own beside them. */
export const usualAssetTypes = [
  'server',
  'workstation',
  'laptop',
  'virtual_machine',
  'firewall',
  'switch',
  'router',
  'access_point',
  'printer',
  'storage',
  'ups',
  'phone',
  'tablet',
  'camera',
  'other',
] as const;
export const usualAssetStatuses = ['active', 'in_stock', 'in_repair', 'lost', 'retired'] as const;

/** Where it came from: an agent of an RMM service too. */
export const assetSource = z.enum([...recordSource.options, 'rmm']);
export type AssetSource = z.infer<typeof assetSource>;

const word = requiredText(60);

const writable = {
  organizationId: id,
  name: requiredText(200),
  type: word,
  status: word,
  /** The number on its sticker. */
  tag: optionalText(100),
  hostname: optionalText(253),
  manufacturer: optionalText(120),
  model: optionalText(120),
  serialNumber: optionalText(120),
  osName: optionalText(120),
  osVersion: optionalText(120),
  ipAddress: optionalText(60),
  macAddress: optionalText(60),
  location: optionalText(200),
  /** The person who uses it, in the client's own words. */
  assignedTo: optionalText(200),
  purchaseDate: calendarDate.nullable(),
  warrantyExpires: calendarDate.nullable(),
  /** When an agent or a technician last saw it. */
  lastSeenAt: nullableTimestamp,
  notes: z.string().max(20_000),
  customFields,
};

export const asset = z.object({
  id,
  ...writable,
  source: assetSource,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Asset = z.infer<typeof asset>;

/** Just enough to name an asset on a ticket. */
export const assetName = asset.pick({ id: true, organizationId: true, name: true, type: true, status: true });
export type AssetName = z.infer<typeof assetName>;

export const newAsset = z.strictObject({
  ...writable,
  organizationId: id.optional(),
  type: word.default('other'),
  status: word.default('active'),
  tag: writable.tag.default(null),
  hostname: writable.hostname.default(null),
  manufacturer: writable.manufacturer.default(null),
  model: writable.model.default(null),
  serialNumber: writable.serialNumber.default(null),
  osName: writable.osName.default(null),
  osVersion: writable.osVersion.default(null),
  ipAddress: writable.ipAddress.default(null),
  macAddress: writable.macAddress.default(null),
  location: writable.location.default(null),
  assignedTo: writable.assignedTo.default(null),
  purchaseDate: writable.purchaseDate.default(null),
  warrantyExpires: writable.warrantyExpires.default(null),
  lastSeenAt: nullableTimestamp.default(null),
  notes: writable.notes.default(''),
  customFields: customFields.default({}),
});
export type NewAsset = z.infer<typeof newAsset>;

export const assetPatch = z.strictObject(writable).partial();
export type AssetPatch = z.infer<typeof assetPatch>;

export const assetField = asset.keyof();
export type AssetField = z.infer<typeof assetField>;

/** `soon` within sixty days from now; `unknown` where no end is noted. */
export const warrantyState = z.enum(['ended', 'soon', 'running', 'unknown']);
export type WarrantyState = z.infer<typeof warrantyState>;
export const warrantySoonDays = 60;

export const assetFilter = z.strictObject({
  organizationId: id.optional(),
  type: z.array(word).max(30).optional(),
  status: z.array(word).max(30).optional(),
  warranty: warrantyState.optional(),
  equals: equalTo(assetField).optional(),
});
export type AssetFilter = z.infer<typeof assetFilter>;

export const assetsContract = {
  ...recordContract({
    row: asset,
    whole: asset,
    created: newAsset,
    patch: assetPatch,
    filter: assetFilter.default({}),
    field: assetField,
  }),
  /** Kept numbers: all assets, by type, by status, and what each saved filter comes to. */
  counts: procedure(
    z.strictObject({}),
    z.object({
      total: z.int(),
      types: z.array(z.object({ value: z.string(), count: z.int() })),
      statuses: z.array(z.object({ value: z.string(), count: z.int() })),
      savedFilters: z.array(z.object({ id, count })),
    }),
  ),
};

export const savedAssetFilter = savedFilterOf({ filter: assetFilter });
export type SavedAssetFilter = z.infer<typeof savedAssetFilter>;
export const savedAssetFiltersContract = savedFilterContract(savedAssetFilter, {
  filter: assetFilter.default({}),
});
