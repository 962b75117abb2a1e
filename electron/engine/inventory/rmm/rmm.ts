import type { Asset } from '../../../../shared/asset.ts';
import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import type { RmmIntegration, rmmContract } from '../../../../shared/rmm.ts';
import { rmmVendors } from '../../../../shared/rmm-vendor.ts';
import { changedFields, newChangeId, type FieldChange, type Journal } from '../../database/journal.ts';
import type { Records } from '../../database/records/records.ts';
import { invalidField, requireAdministrator, requireWriter } from '../../database/tenancy.ts';
import { EgressError } from '../../egress/egress-error.ts';
import { baseUrl } from '../../platform/base-url.ts';
import { RmmError } from './rmm-error.ts';
import { shownDevices } from './device-repository.ts';
import {
  getIntegration,
  insertIntegration,
  listIntegrations,
  listRuns,
  shownIntegration,
  updateIntegration,
  type IntegrationFields,
  type StoredIntegration,
} from './integration-repository.ts';
import { fillSample } from './fill-sample.ts';
import { createKeepAlerts } from './keep-alerts.ts';
import { createKeepDevice } from './keep-device.ts';
import { createKeepSoftware, type SoftwareInventory } from './keep-software.ts';
import { patchFacts } from './patch-facts.ts';
import { createSettling } from './settling.ts';
import { shownSites } from './site-repository.ts';
import { createSyncs, type SyncsDeps } from './syncs.ts';

export interface RmmDeps extends Omit<SyncsDeps, 'devices' | 'software' | 'alerts' | 'secretOf' | 'told'> {
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly records: Records<Asset>;
  readonly inventory: SoftwareInventory;
  /** The vault's store of credentials. */
  readonly secrets: {
    /** @throws AppError `locked` */
    put(name: string, secret: string): void;
    /** @throws AppError `locked` */
    get(name: string): string | undefined;
    remove(name: string): void;
  };
  readonly createOrganization: (caller: Caller, name: string) => number;
  readonly organizationExists: (id: number) => boolean;
  readonly mayKnowAsset: (caller: Caller, id: number) => boolean;
}

const secretName = (id: number): string => `rmm/${id}/secret`;
const shownRuns = 30;

/** Accounts at RMM vendors: what their agents know of devices becomes assets, software and alerts. */
export function createRmm(deps: RmmDeps) {
  const { db, clock, journal } = deps;
  const told = (): void => deps.push({ type: 'rmm' });
  const devices = createKeepDevice(deps);
  const alerts = createKeepAlerts({ db, alerts: deps.inbox });
  const software = createKeepSoftware(deps);
  const syncs = createSyncs({
    ...deps,
    devices,
    software,
    alerts,
    told,
    secretOf: (id) => deps.secrets.get(secretName(id)),
  });
  const settling = createSettling({ ...deps, devices, told });

  /** Accounts are the console's: no key of the API sees them. */
  function reach(caller: Caller, id: number): StoredIntegration {
    refuseKeys(caller);
    const found = getIntegration(db, id);
    if (!found) throw new AppError('not_found', 'There is no such integration.');
    return found;
  }

  function audit(caller: Caller, id: number, action: string, changes: readonly FieldChange[]): void {
    const about = { changeId: newChangeId(), entity: 'rmm_integration', entityId: id };
    journal.audit(caller, { ...about, organizationId: mspOrganizationId, action, changes });
    db.afterCommit(told);
  }

  /** As it is kept. @throws AppError `validation` */
  function checkedUrl(
    text: string,
    integration: Pick<StoredIntegration, 'vendor'> & { ownNetwork: boolean },
  ): string {
    const { selfHosted, name } = rmmVendors[integration.vendor];
    if (integration.ownNetwork && !selfHosted)
      throw invalidField('ownNetwork', `is not for ${name}, which runs in the internet only`);
    const url = baseUrl(text.trim());
    try {
      deps.egress.check(integration.ownNetwork ? 'remote' : 'webhook', url);
    } catch (error) {
      if (error instanceof EgressError) throw invalidField('baseUrl', `cannot be used: ${error.message}`);
      throw error;
    }
    const { protocol, hostname, search, hash } = new URL(url);
    if (search !== '' || hash !== '') throw invalidField('baseUrl', 'must be an address without a question');
    // The way out lets nobody reach this machine itself but tests and tools.
    const isThisMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
    if (protocol !== 'https:' && !isThisMachine) throw invalidField('baseUrl', 'must begin with https://');
    return url;
  }

  const shown = (id: number): RmmIntegration => shownIntegration(db, getIntegration(db, id)!);

  const handlers: DomainHandlers<typeof rmmContract, Caller> = {
    list(caller) {
      refuseKeys(caller);
      return listIntegrations(db).map((each) => shownIntegration(db, each));
    },
    create(caller, { secret, ...given }) {
      requireAdministrator(caller);
      refuseKeys(caller);
      checkAccount(given);
      const fields = { ...given, baseUrl: checkedUrl(given.baseUrl, given), nextRunAt: clock.now() };
      return db.transaction(() => {
        const id = insertIntegration(db, fields, clock.now());
        deps.secrets.put(secretName(id), secret);
        audit(caller, id, 'create', changedFields({}, { vendor: given.vendor, name: given.name }));
        return shown(id);
      });
    },
    async update(caller, { id, patch: { secret, ...patch } }) {
      requireAdministrator(caller);
      const before = reach(caller, id);
      const flags = { enabled: before.enabled === 1, ownNetwork: before.ownNetwork === 1 };
      const after = { ...before, ...flags, ...defined(patch) };
      checkAccount(after);
      const url = checkedUrl(after.baseUrl, after);
      const asksOtherwise = (['account', 'clientId', 'ownNetwork'] as const).some(
        (field) => after[field] !== { ...before, ...flags }[field],
      );
      if (secret !== undefined || url !== before.baseUrl || asksOtherwise || !after.enabled)
        await syncs.forget(id);
      return db.transaction(() => {
        const changes: FieldChange[] = changedFields<Record<string, unknown>>(
          { ...before, ...flags },
          { ...defined(patch), ...(patch.baseUrl !== undefined && { baseUrl: url }) },
        );
        if (secret !== undefined) {
          deps.secrets.put(secretName(id), secret);
          changes.push({ field: 'secret', from: null, to: null });
        }
        if (changes.length === 0) return shown(id);
        // Whatever stopped it may be mended: it is tried at once.
        const again: IntegrationFields = { stopped: false, failures: 0, nextRunAt: clock.now() };
        updateIntegration(db, id, { ...defined(patch), baseUrl: url, ...again }, clock.now());
        audit(caller, id, 'update', changes);
        return shown(id);
      });
    },
    async remove(caller, { id }) {
      requireAdministrator(caller);
      const { name } = reach(caller, id);
      await syncs.forget(id);
      db.transaction(() => {
        alerts.endAll(id);
        deps.inbox.clear(`rmm/${id}`);
        db.run('DELETE FROM rmm_integration WHERE id = ?', [id]);
        deps.secrets.remove(secretName(id));
        audit(caller, id, 'remove', [{ field: 'name', from: name, to: null }]);
      });
      return {};
    },
    async test(caller, { id }) {
      requireWriter(caller);
      const integration = reach(caller, id);
      try {
        return { state: 'answered', devices: await syncs.tryOut(integration) };
      } catch (error) {
        if (error instanceof RmmError)
          return { state: 'failed', failure: error.failure, detail: error.message };
        if (error instanceof AppError && error.code === 'locked')
          return { state: 'failed', failure: 'vault_locked', detail: error.message };
        throw error;
      }
    },
    sync(caller, { id }) {
      requireWriter(caller);
      const integration = reach(caller, id);
      if (!deps.secretsOpen())
        throw new AppError('locked', 'The vault must be opened once: the credentials lie in it.');
      db.transaction(() => updateIntegration(db, id, { stopped: false }, clock.now()));
      syncs.now(integration);
      return shown(id);
    },
    runs: (caller, { id }) => listRuns(db, reach(caller, id).id, shownRuns),
    sites: (caller, { id }) => shownSites(db, reach(caller, id).id),
    mapSites: (caller, { ids, to }) => settling.mapSites(caller, ids, to),
    devices(caller, { integrationId, link, presence, offset, limit }) {
      reach(caller, integrationId);
      const values = [integrationId, ...[link, presence].filter((value) => value !== undefined)];
      const where = `d.integration_id = ?${link ? ' AND d.link = ?' : ''}${presence ? ' AND d.presence = ?' : ''}`;
      return {
        rows: shownDevices(db, `${where} ORDER BY d.id LIMIT ? OFFSET ?`, [...values, limit, offset]),
        total: db.get<{ n: number }>(`SELECT count(*) AS n FROM rmm_device d WHERE ${where}`, values)!.n,
      };
    },
    settle: (caller, { ids, to }) => settling.settle(caller, ids, to),
    ofAsset(caller, { assetId }) {
      if (!deps.mayKnowAsset(caller, assetId)) throw new AppError('not_found', 'There is no such asset.');
      return shownDevices(db, 'd.asset_id = ? ORDER BY d.id', [assetId]);
    },
  };

  return {
    handlers,
    patchFacts: (assets: readonly { readonly id: number; readonly name: string }[]) => patchFacts(db, assets),
    fillSample: (): void => fillSample(db, clock),
    keepUp: syncs.keepUp,
    start: syncs.start,
    stop: syncs.stop,
    idle: syncs.idle,
  };
}

function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'RMM integrations are managed at the console.');
}

/** Without fields that are left out by being undefined. */
function defined<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}

/** What the vendor cannot be asked without. @throws AppError `validation` */
function checkAccount({
  vendor,
  account,
  clientId,
}: Pick<StoredIntegration, 'vendor' | 'account' | 'clientId'>): void {
  const terms = rmmVendors[vendor];
  if (terms.account !== null && account.trim() === '')
    throw invalidField('account', `is missing: the ${terms.account.toLowerCase()}`);
  if (terms.needsClientId && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientId.trim()))
    throw invalidField('clientId', 'must be the client ID that the ConnectWise developer site issued');
}
