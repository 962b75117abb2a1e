import { z } from 'zod';
import { id, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/** `asset`: the operating system that is noted at the asset itself. */
export const softwareSource = z.enum(['asset', 'console', 'import', 'rmm', 'sample']);
export type SoftwareSource = z.infer<typeof softwareSource>;

export const softwareKind = z.enum(['application', 'system']);
export type SoftwareKind = z.infer<typeof softwareKind>;

/** One program, in one version, on one asset. */
export const installedSoftware = z.object({
  id,
  assetId: id,
  kind: softwareKind,
  /** Empty where nobody said. */
  vendor: z.string(),
  name: z.string(),
  /** As its source wrote it; empty where that is not known. */
  version: z.string(),
  source: softwareSource,
  /** When somebody or something last looked. */
  seenAt: timestamp,
  /** Vulnerabilities that are open because of it. */
  open: z.int(),
  /** Vulnerabilities that it may have, and that nobody has decided on. */
  candidates: z.int(),
});
export type InstalledSoftware = z.infer<typeof installedSoftware>;

export const newSoftware = z.strictObject({
  assetId: id,
  vendor: z.string().max(200).default(''),
  name: requiredText(300),
  version: z.string().max(200).default(''),
});

/** What the asset's own fields say of its system is changed there. */
export const softwareContract = {
  ofAsset: procedure(z.strictObject({ assetId: id }), z.array(installedSoftware)),
  add: procedure(newSoftware, installedSoftware),
  remove: procedure(z.strictObject({ id }), z.object({})),
};
