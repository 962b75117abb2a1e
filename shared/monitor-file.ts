import { z } from 'zod';
import { id, timestamp } from './identity.ts';
import { incident, incidentNote } from './incident.ts';
import { newMaintenanceWindow } from './maintenance.ts';
import { newMonitor } from './monitor.ts';

/** The client's name; empty for the MSP's own. */
const organization = z.string().max(200);
/** What others in the same file call a monitor. */
const ref = id;

/** An asset as other workspaces know it too. */
export const assetInFile = z.strictObject({ name: z.string().max(200), tag: z.string().max(200).nullable() });
export type AssetInFile = z.infer<typeof assetInFile>;

const linked = { organizationId: true, parentId: true, assetId: true, parentAssetId: true } as const;

/** One monitor in a file of ours: every field that a person decides, and what it is linked to by name or reference. */
export const monitorInFile = newMonitor.omit(linked).extend({
  ref,
  organization,
  parent: ref.nullable(),
  asset: assetInFile.nullable(),
  parentAsset: assetInFile.nullable(),
  /** Where jobs call, which know no other place. */
  pushToken: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
});
export type MonitorInFile = z.infer<typeof monitorInFile>;

export const windowInFile = newMaintenanceWindow.omit({ organizationId: true, monitorIds: true }).extend({
  organization,
  monitors: z.array(ref).max(1000),
});
export type WindowInFile = z.infer<typeof windowInFile>;

/** An outage with all that was noted of it; its ticket is of the workspace that it was in. */
export const incidentInFile = incident
  .omit({ id: true, organizationId: true, monitorId: true, ticketId: true, createdAt: true, updatedAt: true })
  .extend({ organization, monitor: ref, notes: z.array(incidentNote).max(10_000) });
export type IncidentInFile = z.infer<typeof incidentInFile>;

export const monitorFileSchema = 'techbench.monitors';
const head = { schema: z.literal(monitorFileSchema), exportedAt: timestamp };
const mostMonitors = 100_000;
const contents = {
  windows: z.array(windowInFile).max(10_000),
  incidents: z.array(incidentInFile).max(100_000),
};

/** Monitors as a file, with their maintenance and their outages. */
export const monitorFile = z.strictObject({
  ...head,
  version: z.literal(3),
  monitors: z.array(monitorInFile).max(mostMonitors),
  ...contents,
});
export type MonitorFile = z.infer<typeof monitorFile>;

/** Until the second version assets were numbers, which mean nothing elsewhere. */
const olderMonitors = z
  .array(
    newMonitor
      .omit({ organizationId: true, parentId: true })
      .extend({ ref, organization, parent: ref.nullable() })
      .transform(({ assetId: _assetId, parentAssetId: _parentAssetId, ...monitor }): MonitorInFile => ({
        ...monitor,
        asset: null,
        parentAsset: null,
        pushToken: null,
      })),
  )
  .max(mostMonitors);

/** The first version held monitors alone. A version that is not known is refused, not guessed at. */
export const anyMonitorFile = z.discriminatedUnion('version', [
  z
    .strictObject({ ...head, version: z.literal(1), monitors: olderMonitors })
    .transform((file): MonitorFile => ({ ...file, version: 3, windows: [], incidents: [] })),
  z
    .strictObject({ ...head, version: z.literal(2), monitors: olderMonitors, ...contents })
    .transform((file): MonitorFile => ({ ...file, version: 3 })),
  monitorFile,
]);
