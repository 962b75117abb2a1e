import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProgramPage, VendorProgram } from './connector.ts';
import { findDevice, noteSoftwareRead, type StoredDevice } from './device-repository.ts';

/** The inventory of software, which another room keeps. */
export interface SoftwareInventory {
  /** Part of a look at an asset's software: programs that are there. In the caller's transaction. */
  readonly see: (
    place: { readonly assetId: number; readonly organizationId: number },
    programs: readonly Pick<VendorProgram, 'vendor' | 'name' | 'version'>[],
  ) => void;
  /** The look is over: what agents told of before and was not seen since is gone. */
  readonly endLook: (
    place: { readonly assetId: number; readonly organizationId: number },
    startedAt: number,
  ) => void;
}

export interface KeepSoftwareDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly inventory: SoftwareInventory;
}

/** Writes pages of programs into the inventory. What belongs to no asset here is left out. */
export function createKeepSoftware({ db, clock, inventory }: KeepSoftwareDeps) {
  function placeOf(device: StoredDevice | undefined) {
    if (device?.link !== 'linked' || device.assetId === null) return undefined;
    const asset = db.get<{ organizationId: number }>(
      'SELECT organization_id AS organizationId FROM asset WHERE id = ?',
      [device.assetId],
    );
    return asset && { assetId: device.assetId, organizationId: asset.organizationId };
  }

  return {
    /** Some rows, in the caller's transaction. @returns how many belong to assets here */
    see(integrationId: number, rows: readonly VendorProgram[]): number {
      let seen = 0;
      for (const [externalId, programs] of byDevice(rows)) {
        const place = placeOf(findDevice(db, integrationId, externalId));
        if (!place) continue;
        inventory.see(place, programs);
        seen += programs.length;
      }
      return seen;
    },
    /** Devices of which all programs were told since then, in the caller's transaction. */
    end(integrationId: number, { complete }: Pick<ProgramPage, 'complete'>, startedAt: number): void {
      for (const externalId of complete) {
        const device = findDevice(db, integrationId, externalId);
        const place = placeOf(device);
        if (!device || !place) continue;
        inventory.endLook(place, startedAt);
        noteSoftwareRead(db, device.id, clock.now());
      }
    },
  };
}

function byDevice(rows: readonly VendorProgram[]): Map<string, VendorProgram[]> {
  const groups = new Map<string, VendorProgram[]>();
  for (const row of rows) {
    const group = groups.get(row.deviceExternalId);
    if (group) group.push(row);
    else groups.set(row.deviceExternalId, [row]);
  }
  return groups;
}
