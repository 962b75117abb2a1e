import { z } from 'zod';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { rmmVendor } from './rmm-vendor.ts';

export const rmmDeviceType = z.enum([
  'workstation',
  'server',
  'laptop',
  'network',
  'mobile',
  'virtual',
  'printer',
  'unknown',
]);
export type RmmDeviceType = z.infer<typeof rmmDeviceType>;

export const rmmPatchState = z.enum(['patched', 'pending', 'failed', 'reboot', 'no_policy', 'unknown']);
export type RmmPatchState = z.infer<typeof rmmPatchState>;

/** Of a device; a field that is left out was not said, which is not the same as empty. */
export const rmmFacts = z
  .object({
    name: z.string(),
    hostname: z.string(),
    type: rmmDeviceType,
    manufacturer: z.string(),
    model: z.string(),
    serialNumber: z.string(),
    osName: z.string(),
    osVersion: z.string(),
    ipAddress: z.string(),
    publicIp: z.string(),
    macAddress: z.string(),
    lastUser: z.string(),
    online: z.boolean(),
    lastSeenAt: timestamp,
    lastBootAt: timestamp,
    rebootNeeded: z.boolean(),
    patch: z.object({
      state: rmmPatchState,
      pending: z.int().nullable(),
      failed: z.int().nullable(),
      installed: z.int().nullable(),
      at: timestamp,
    }),
    antivirus: z.object({ product: z.string(), state: z.string() }),
    /** Decimal degrees, and where they come from: the address of a site is not where a laptop is. */
    position: z.object({ latitude: z.number(), longitude: z.number(), source: z.string() }),
  })
  .partial();
export type RmmFacts = z.infer<typeof rmmFacts>;

export const rmmLink = z.enum(['linked', 'asking', 'waiting', 'ignored']);
export type RmmLink = z.infer<typeof rmmLink>;

/** `missing` in the last complete sync, `stale` in the last two or more, `removed` by the vendor's own word. */
export const rmmPresence = z.enum(['present', 'missing', 'stale', 'removed']);
export type RmmPresence = z.infer<typeof rmmPresence>;

/** Why a person has to say which asset a device is. */
export const rmmQuestion = z.enum([
  /** Serial number and host name lead to different assets. */
  'two_assets',
  'shared_serial',
  'shared_name',
  /** The host name fits and the serial number does not, or none is known. */
  'name_only',
  'serial_other_name',
  /** Another device of this integration is that asset already. */
  'taken',
  /** Its asset was removed here. */
  'removed_here',
]);
export type RmmQuestion = z.infer<typeof rmmQuestion>;

export const rmmDevice = z.object({
  id,
  integrationId: id,
  integrationName: z.string(),
  vendor: rmmVendor,
  externalId: z.string(),
  siteName: z.string().nullable(),
  organizationId: nullableId,
  assetId: nullableId,
  link: rmmLink,
  question: rmmQuestion.nullable(),
  /** Assets that it may be, the likeliest first. */
  candidates: z.array(z.object({ id, name: z.string(), serialNumber: z.string().nullable() })),
  presence: rmmPresence,
  facts: rmmFacts,
  firstSeenAt: timestamp,
  /** When a sync last met it. */
  seenAt: timestamp,
  /** When its software was last read; null where it never was. */
  softwareAt: nullableTimestamp,
});
export type RmmDevice = z.infer<typeof rmmDevice>;
