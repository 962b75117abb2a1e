import type { RmmDeviceType, RmmFacts, RmmPatchState } from '../../../../shared/rmm-device.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import { putDevice, setLink } from './device-repository.ts';
import {
  finishRun,
  insertIntegration,
  noteRun,
  startRun,
  updateIntegration,
} from './integration-repository.ts';
import { decideSite, findSite, putSite } from './site-repository.ts';

const minuteMs = 60_000;
const types: Readonly<Record<string, RmmDeviceType>> = {
  server: 'server',
  workstation: 'workstation',
  laptop: 'laptop',
  virtual_machine: 'virtual',
};
const patches: readonly (readonly [RmmPatchState, number, number])[] = [
  ['patched', 0, 0],
  ['patched', 0, 0],
  ['pending', 3, 0],
  ['patched', 0, 0],
  ['failed', 2, 1],
  ['reboot', 0, 0],
];

interface AssetRow {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  readonly type: string;
  readonly hostname: string | null;
  readonly serialNumber: string | null;
  readonly osName: string | null;
  readonly osVersion: string | null;
}

/**
 * An account as it stands after its first syncs: the sample's computers with their agents, a client that nobody was
 * named for yet and a device that may be an asset. It is switched off and holds no credentials: nobody is asked.
 */
export function fillSample(db: WritableDb, clock: Clock): void {
  const now = clock.now();
  const assets = db.all<AssetRow>(
    `SELECT id, organization_id AS organizationId, name, type, hostname, serial_number AS serialNumber,
       os_name AS osName, os_version AS osVersion
     FROM asset WHERE type IN ('server', 'workstation', 'laptop', 'virtual_machine') AND status = 'active' ORDER BY id`,
  );
  const [first] = assets;
  if (!first) return;
  const integrationId = insertIntegration(
    db,
    {
      vendor: 'ninjaone',
      name: 'NinjaOne',
      baseUrl: 'https://app.ninjarmm.com',
      account: 'sample',
      clientId: '',
      ownNetwork: false,
      intervalMinutes: 60,
      enabled: false,
    },
    now,
  );
  const startedAt = now - 25 * minuteMs;
  const runId = startRun(db, integrationId, startedAt);
  for (const { id, name } of db.all<{ id: number; name: string }>(
    'SELECT id, name FROM organization WHERE id > 1',
  )) {
    putSite(db, integrationId, { externalId: String(id), name }, startedAt);
    decideSite(db, findSite(db, integrationId, String(id))!.id, 'mapped', id);
  }
  putSite(db, integrationId, { externalId: '900', name: 'Lakeside Dental' }, startedAt);
  for (const [index, asset] of assets.entries()) {
    const id = put(String(1000 + asset.id), asset.organizationId, factsOf(asset, index));
    setLink(db, id, { link: 'linked', assetId: asset.id });
  }
  const twin = put('1900', first.organizationId, { ...factsOf(first, 2), serialNumber: 'PF3K9W2T' });
  setLink(db, twin, { link: 'asking', question: 'name_only', candidates: [first.id] });
  for (const name of ['LSD-FRONT-01', 'LSD-XRAY-01'])
    put(`19${name}`, 900, { name, hostname: name, type: 'workstation' });
  const devices = assets.length + 3;
  noteRun(db, runId, {
    requests: 9,
    pages: 5,
    devices,
    expected: null,
    added: 0,
    changed: 2,
    missing: 0,
    programs: 0,
    alerts: 0,
  });
  finishRun(db, runId, { failure: null, detail: null }, startedAt + 14_000);
  updateIntegration(db, integrationId, { completedAt: startedAt + 14_000 }, now);

  function put(externalId: string, site: number, facts: RmmFacts): number {
    const met = {
      integrationId,
      externalId,
      siteExternalId: String(site),
      presence: 'present' as const,
      facts,
    };
    return putDevice(db, { ...met, raw: '{}', detailKey: null, runId }, startedAt);
  }

  function factsOf(asset: AssetRow, index: number): RmmFacts {
    const { name, hostname, serialNumber, osName, osVersion } = asset;
    const [state, pending, failed] = patches[index % patches.length]!;
    const online = asset.type !== 'laptop' || index % 3 > 0;
    return {
      name,
      type: types[asset.type] ?? 'unknown',
      ...(hostname !== null && { hostname }),
      ...(serialNumber !== null && { serialNumber }),
      ...(osName !== null && { osName }),
      ...(osVersion !== null && { osVersion }),
      online,
      lastSeenAt: startedAt - (online ? 1 : 900 + 40 * index) * minuteMs,
      patch: { state, pending, failed, installed: null, at: startedAt },
      antivirus: { product: 'Microsoft Defender', state: 'running and up to date' },
    };
  }
}
