import { newAsset, type Asset } from '../../../../shared/asset.ts';
import { systemCaller, type Caller } from '../../../../shared/caller.ts';
import type { RmmDeviceType, RmmFacts } from '../../../../shared/rmm-device.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId } from '../../database/journal.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import type { Records } from '../../database/records/records.ts';
import type { Clock } from '../../platform/clock.ts';
import { assetTable } from '../asset-table.ts';
import type { VendorDetail, VendorDevice } from './connector.ts';
import * as stored from './device-repository.ts';
import { decideLink } from './link.ts';
import { findSite } from './site-repository.ts';

export interface KeepDeviceDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly records: Records<Asset>;
}

/** What became of the asset. */
export type Kept = 'added' | 'changed' | 'same';

/** An asset's own last contact is brought along when it is this much older: each contact is no change of an asset. */
const lastSeenStepMs = 86_400_000;

const types: Readonly<Record<RmmDeviceType, string>> = {
  workstation: 'workstation',
  server: 'server',
  laptop: 'laptop',
  network: 'switch',
  mobile: 'phone',
  virtual: 'virtual_machine',
  printer: 'printer',
  unknown: 'other',
};

/** Facts that an asset has a field for. */
const assetFacts = [
  'hostname',
  'manufacturer',
  'model',
  'serialNumber',
  'osName',
  'osVersion',
  'ipAddress',
  'macAddress',
] as const satisfies readonly (keyof RmmFacts & keyof Asset)[];

export type KeepDevice = ReturnType<typeof createKeepDevice>;

/** Writes what a vendor tells of a device, and brings its asset up to it, in the caller's transaction. */
export function createKeepDevice({ db, clock, records }: KeepDeviceDeps) {
  /** A device of a list. What it does not say stays as it was said before. */
  function met(integrationId: number, runId: number, device: VendorDevice): Kept {
    const now = clock.now();
    const before = stored.findDevice(db, integrationId, device.externalId);
    const facts: RmmFacts = { ...before?.facts, ...device.facts };
    const raw = { ...detailsOf(before), ...(device.raw as object) };
    const id = stored.putDevice(
      db,
      {
        integrationId,
        externalId: device.externalId,
        siteExternalId: device.siteExternalId ?? null,
        presence: device.removed ? 'removed' : 'present',
        facts,
        raw: JSON.stringify(raw),
        detailKey: device.detailKey ?? null,
        runId,
      },
      now,
    );
    return bringUp(stored.getDevice(db, id)!, before?.facts ?? {});
  }

  /** What a look at its details adds. Of a device that no list has, nothing is kept. */
  function detailed(integrationId: number, { externalId, facts: said, raw }: VendorDetail): Kept {
    const before = stored.findDevice(db, integrationId, externalId);
    if (!before) return 'same';
    const facts: RmmFacts = { ...before.facts, ...said };
    const whole = {
      ...(JSON.parse(before.raw) as object),
      [detailsField]: { ...detailsOf(before)[detailsField], ...raw },
    };
    stored.setFacts(db, before.id, facts, JSON.stringify(whole), clock.now());
    return bringUp(stored.getDevice(db, before.id)!, before.facts);
  }

  /** Finds or makes the asset of a device that has none, else writes what changed since `before`. */
  function bringUp(device: stored.StoredDevice, before: RmmFacts): Kept {
    if (device.link === 'linked' && device.assetId !== null) {
      const asset = getRecord(db, assetTable, device.assetId);
      if (asset) return change(asset, changedSince(before, device.facts), device.facts);
      stored.setLink(db, device.id, { link: 'asking', question: 'removed_here' });
      return 'same';
    }
    return device.link === 'waiting' ? settle(device) : 'same';
  }

  /** For a device that has no asset and that nobody was asked about. */
  function settle(device: stored.StoredDevice): Kept {
    const { siteExternalId, integrationId, facts } = device;
    const site = siteExternalId === null ? undefined : findSite(db, integrationId, siteExternalId);
    if (site?.decision === 'ignored') {
      stored.setLink(db, device.id, { link: 'ignored' });
      return 'same';
    }
    const organizationId = site?.organizationId ?? null;
    if (organizationId === null || device.presence === 'removed') return 'same';
    const decision = decideLink(facts, stored.candidatesFor(db, organizationId, integrationId, facts));
    switch (decision.kind) {
      case 'create':
        create(systemCaller, device, organizationId);
        return 'added';
      case 'link':
        return link(systemCaller, device, decision.assetId);
      case 'ask':
        stored.setLink(db, device.id, { link: 'asking', ...decision });
        return 'same';
    }
  }

  function create(caller: Caller, device: stored.StoredDevice, organizationId: number): number {
    const { facts, externalId } = device;
    const values = newAsset.parse({
      ...fieldsOf(facts),
      organizationId,
      name: facts.name ?? facts.hostname ?? `Device ${externalId}`,
      type: types[facts.type ?? 'unknown'],
      ...(facts.lastSeenAt !== undefined && { lastSeenAt: facts.lastSeenAt }),
    });
    const { record } = records.create(caller, { ...values, source: 'rmm' }, 'rmm');
    stored.setLink(db, device.id, { link: 'linked', assetId: record.id });
    return record.id;
  }

  /** From now on the device's facts are the asset's. */
  function link(caller: Caller, device: stored.StoredDevice, assetId: number): Kept {
    stored.setLink(db, device.id, { link: 'linked', assetId });
    return change(getRecord(db, assetTable, assetId)!, device.facts, device.facts, caller);
  }

  function change(asset: Asset, news: RmmFacts, facts: RmmFacts, caller: Caller = systemCaller): Kept {
    const seen = facts.lastSeenAt ?? 0;
    const patch: Partial<Asset> = fieldsOf(news);
    const changes = Object.entries(patch).some(([field, value]) => asset[field as keyof Asset] !== value);
    if (changes || seen >= (asset.lastSeenAt ?? 0) + lastSeenStepMs)
      patch.lastSeenAt = Math.max(seen, asset.lastSeenAt ?? 0);
    if (patch.lastSeenAt === 0) delete patch.lastSeenAt;
    const applied = records.apply(caller, asset, patch, newChangeId(), 'rmm');
    records.tellChanges([applied]);
    return applied.changed ? 'changed' : 'same';
  }

  return { met, detailed, settle, create, link };
}

/** Where the vendor's answers to later questions lie beside the object of its list. */
const detailsField = 'techbenchDetails';

function detailsOf(device: stored.StoredDevice | undefined): { readonly [detailsField]?: object } {
  const { [detailsField]: details } = JSON.parse(device?.raw ?? '{}') as { readonly [detailsField]?: object };
  return details ? { [detailsField]: details } : {};
}

/** Only what the vendor says otherwise than before: what people wrote into an asset since stays. */
function changedSince(before: RmmFacts, now: RmmFacts): RmmFacts {
  return Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => JSON.stringify(before[field as keyof RmmFacts]) !== JSON.stringify(value),
    ),
  );
}

function fieldsOf(facts: RmmFacts): Partial<Asset> {
  return Object.fromEntries(
    assetFacts.flatMap((field) => (facts[field] === undefined ? [] : [[field, facts[field]]])),
  );
}
