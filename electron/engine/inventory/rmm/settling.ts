import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { InputOf } from '../../../../shared/procedure.ts';
import type { rmmContract, RmmSite } from '../../../../shared/rmm.ts';
import type { RmmDevice } from '../../../../shared/rmm-device.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import type { Records } from '../../database/records/records.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import { invalidField, requireWriter } from '../../database/tenancy.ts';
import { forSome } from '../../platform/for-some.ts';
import type { Asset } from '../../../../shared/asset.ts';
import { assetTable } from '../asset-table.ts';
import { getDevice, setLink, shownDevices, type StoredDevice } from './device-repository.ts';
import type { KeepDevice, KeepDeviceDeps } from './keep-device.ts';
import { decideSite, findSite, getSite, shownSites, type StoredSite } from './site-repository.ts';

export interface SettlingDeps extends KeepDeviceDeps {
  readonly journal: Journal;
  readonly records: Records<Asset>;
  readonly devices: KeepDevice;
  readonly createOrganization: (caller: Caller, name: string) => number;
  readonly organizationExists: (id: number) => boolean;
  readonly told: () => void;
}

type SiteAnswer = InputOf<(typeof rmmContract)['mapSites']>['to'];
type DeviceAnswer = InputOf<(typeof rmmContract)['settle']>['to'];

const devicesPerTurn = 20;

/** What people say: whose the devices of a site are, and which asset a device is. */
export function createSettling(deps: SettlingDeps) {
  const { db, devices, told } = deps;

  function audit(
    caller: Caller,
    entity: 'rmm_site' | 'rmm_device',
    id: number,
    field: string,
    from: unknown,
    to: unknown,
    organizationId: number | null,
  ) {
    const about = { changeId: newChangeId(), entity, entityId: id, organizationId };
    deps.journal.audit(caller, { ...about, action: 'settle', changes: [{ field, from, to }] });
    db.afterCommit(told);
  }

  function organizationFor(caller: Caller, site: StoredSite, to: SiteAnswer): number | null {
    switch (to.kind) {
      case 'nobody':
        return null;
      case 'new':
        return deps.createOrganization(caller, site.name);
      case 'organization':
        if (!deps.organizationExists(to.organizationId))
          throw invalidField('organizationId', 'names no organization');
        return to.organizationId;
      case 'proposal': {
        const proposed = shownSites(db, site.integrationId).find(({ id }) => id === site.id)?.proposedId;
        if (proposed == null) throw new AppError('conflict', `No organization is called “${site.name}”.`);
        return proposed;
      }
    }
  }

  async function mapSites(caller: Caller, ids: readonly number[], to: SiteAnswer): Promise<RmmSite[]> {
    requireWriter(caller);
    refuseBound(caller);
    const sites = db.transaction(() =>
      [...new Set(ids)].map((id) => {
        const site = getSite(db, id);
        if (!site) throw new AppError('not_found', 'There is no such site.');
        const organizationId = organizationFor(caller, site, to);
        decideSite(db, id, organizationId === null ? 'ignored' : 'mapped', organizationId);
        audit(caller, 'rmm_site', id, 'organizationId', site.organizationId, organizationId, organizationId);
        return { ...site, now: organizationId };
      }),
    );
    for (const site of sites) await bringDevices(caller, site);
    return shownSites(db, sites[0]!.integrationId);
  }

  /** Devices of a site after it got another owner: those that waited become assets, and assets go along. */
  async function bringDevices(
    caller: Caller,
    site: StoredSite & { readonly now: number | null },
  ): Promise<void> {
    const rows = db.all<{ id: number }>(
      'SELECT id FROM rmm_device WHERE integration_id = ? AND site_external_id = ? ORDER BY id',
      [site.integrationId, site.externalId],
    );
    await forSome(rows, devicesPerTurn, (some) =>
      db.transaction(() => {
        for (const { id } of some) bring(caller, site, getDevice(db, id)!);
        db.afterCommit(told);
      }),
    );
  }

  function bring(
    caller: Caller,
    site: StoredSite & { readonly now: number | null },
    device: StoredDevice,
  ): void {
    const { link, assetId } = device;
    if (link === 'linked' && assetId !== null) {
      const asset = getRecord(db, assetTable, assetId);
      const moves = asset && site.now !== null && asset.organizationId === site.organizationId;
      if (!moves || asset.organizationId === site.now) return;
      const patch = { organizationId: site.now };
      deps.records.tellChanges([deps.records.apply(caller, asset, patch, newChangeId())]);
      return;
    }
    // A device that somebody left out by itself stays so.
    if (link === 'ignored' && site.decision !== 'ignored') return;
    setLink(db, device.id, { link: 'waiting' });
    devices.settle({ ...device, link: 'waiting' });
  }

  function settle(caller: Caller, ids: readonly number[], to: DeviceAnswer): RmmDevice[] {
    requireWriter(caller);
    refuseBound(caller);
    if (to.kind === 'asset' && ids.length > 1)
      throw invalidField('ids', 'names several devices for one asset');
    return db.transaction(() =>
      [...new Set(ids)].map((id) => {
        const device = getDevice(db, id);
        if (!device) throw new AppError('not_found', 'There is no such device.');
        settleOne(caller, device, to);
        return shownDevices(db, 'd.id = ?', [id])[0]!;
      }),
    );
  }

  function settleOne(caller: Caller, device: StoredDevice, to: DeviceAnswer): void {
    const organizationId =
      device.siteExternalId === null
        ? null
        : (findSite(db, device.integrationId, device.siteExternalId)?.organizationId ?? null);
    const assetId = answered(caller, device, organizationId, to);
    audit(caller, 'rmm_device', device.id, 'assetId', device.assetId, assetId, organizationId);
  }

  function answered(
    caller: Caller,
    device: StoredDevice,
    organizationId: number | null,
    to: DeviceAnswer,
  ): number | null {
    if (to.kind === 'ignore') {
      setLink(db, device.id, { link: 'ignored' });
      return null;
    }
    if (organizationId === null)
      throw new AppError('conflict', 'Say first whose devices the site has: then an asset can be theirs.');
    if (to.kind === 'new') return devices.create(caller, device, organizationId);
    const assetId =
      to.kind === 'asset' ? to.assetId : shownDevices(db, 'd.id = ?', [device.id])[0]!.candidates[0]?.id;
    const asset = assetId === undefined ? undefined : getRecord(db, assetTable, assetId);
    if (!asset || asset.organizationId !== organizationId)
      throw new AppError('conflict', 'There is no such asset in the organization that the site belongs to.');
    devices.link(caller, device, asset.id);
    return asset.id;
  }

  return { mapSites, settle };
}

function refuseBound(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'RMM integrations are managed at the console.');
}
