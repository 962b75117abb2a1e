import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ada } from '../../../support/exchange.ts';
import {
  automateCredentials,
  automateComputer,
  simulateAutomate,
  type SimulatedAutomate,
} from '../../../support/rmm/automate.ts';
import {
  dattoCredentials,
  dattoDevice,
  simulateDatto,
  type SimulatedDatto,
} from '../../../support/rmm/datto.ts';
import { rmmWith, type RmmWorld } from '../../../support/rmm/rmm-world.ts';
import {
  simulateSyncro,
  syncroAsset,
  syncroCredentials,
  type SimulatedSyncro,
} from '../../../support/rmm/syncro.ts';
import { faults } from '../../../support/rmm/vendor-server.ts';

const acme = 2;
let world: RmmWorld;

async function complete(): Promise<void> {
  const run = await world.sync();
  assert.deepEqual([run.outcome, run.detail], ['complete', null]);
}

/** One asset as far as vendors differ in what they know. */
function firstAsset() {
  const {
    name,
    type,
    hostname,
    serialNumber,
    manufacturer,
    model,
    osName,
    osVersion,
    macAddress,
    lastSeenAt,
  } = world.assetsOf(acme)[0]!;
  return {
    name,
    type,
    hostname,
    serialNumber,
    manufacturer,
    model,
    osName,
    osVersion,
    macAddress,
    lastSeenAt,
  };
}

describe('Datto RMM', () => {
  let datto: SimulatedDatto;
  rmmWith('datto', simulateDatto, dattoCredentials, (...made) => {
    [world, datto] = made;
  });

  it('brings devices with what lists and audits know, software and alerts', async () => {
    const [{ uid }] = datto.state.devices as [{ uid: string }];
    datto.state.software.set(uid, [
      { name: 'Chat', version: '2.0' },
      { name: 'Chat', version: '2.0' },
      { name: 'Notes', version: '1' },
    ]);
    datto.state.alerts = [
      {
        alertUid: 'a',
        priority: 'High',
        diagnostics: 'Disk 95 %',
        timestamp: 1_774_261_000_000,
        alertContext: { '@class': 'perf_disk_usage_ctx' },
        alertSourceInfo: { deviceUid: uid },
      },
      { alertUid: 'b', priority: 'Low', muted: true },
    ];
    await complete();
    await world.mapAll();
    await complete();
    assert.deepEqual(firstAsset(), {
      name: 'NW-DC-01',
      type: 'server',
      hostname: 'NW-DC-01',
      serialNumber: 'SN-1',
      manufacturer: 'Contoso',
      model: 'Rack 2',
      osName: 'Microsoft Windows Server 2022 Standard',
      osVersion: '10.0.20348',
      macAddress: '00:00:5E:00:53:01',
      lastSeenAt: 1_774_261_234_000,
    });
    assert.deepEqual(world.programsOn(world.assetsOf(acme)[0]!.id), ['Chat 2.0', 'Notes 1']);
    const [device] = await world.devices();
    assert.deepEqual([device!.facts.patch?.state, device!.facts.patch?.pending], ['pending', 3]);
    assert.deepEqual(device!.facts.antivirus, { product: 'Defender', state: 'RunningAndUpToDate' });
    assert.deepEqual(
      world.raised.map(({ severity, title }) => [severity, title]),
      [['critical', 'NW-DC-01: Perf disk usage']],
    );
  });

  it('audits again only what was audited anew at the vendor', async () => {
    await complete();
    const audits = () =>
      datto.paths('/api/v2/audit/device/').filter((path) => !path.includes('software')).length;
    assert.equal(audits(), 3);
    await complete();
    assert.equal(audits(), 3);
    datto.state.devices[1]!['lastAuditDate'] = 1_774_200_000_000;
    await complete();
    assert.equal(audits(), 4);
  });

  it('reads a list again that moved while it was read, and makes no device twice', async () => {
    datto.state.comesOnPage = 1;
    await complete();
    assert.equal((await world.only()).counts.devices, 4);
  });

  it('is not complete where rows do not come to the sum', async () => {
    datto.fail(
      '/api/v2/account/devices',
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(
            JSON.stringify({ pageDetails: { totalCount: 5, nextPageUrl: '' }, devices: [dattoDevice(1)] }),
          ),
    );
    const run = await world.sync();
    assert.deepEqual([run.failure, run.expected], ['incomplete', 5]);
    assert.match(run.detail!, /there are 5 devices, and listed 1/);
  });

  it('knows by the vendor’s own word that a device is removed', async () => {
    await complete();
    await world.mapAll();
    datto.state.devices[0]!['deleted'] = true;
    await complete();
    assert.equal((await world.devices())[0]!.presence, 'removed');
    assert.equal(world.assetsOf(acme).length, 3);
  });
});

describe('Syncro', () => {
  let syncro: SimulatedSyncro;
  rmmWith('syncro', simulateSyncro, syncroCredentials, (...made) => {
    [world, syncro] = made;
  });

  it('brings devices with their agents, software, patches and alerts', async () => {
    syncro.state.patches.set(1, {
      installed_patches: [{}, {}],
      available_patches: [
        { kb: '1', status: 'Missing Patches' },
        { kb: '2', status: 'Failed Patches' },
      ],
    });
    syncro.state.applications.set(1, [{ name: 'Chat', version: '2.0', publisher: 'Contoso' }]);
    syncro.state.alerts = [
      {
        id: 9,
        asset_id: 1,
        description: 'Low disk',
        properties: { trigger: 'low_hd_space' },
        created_at: '2026-03-23T10:00:00Z',
      },
    ];
    syncro.state.assets.push({
      id: 4,
      name: 'Projector',
      customer_id: 88,
      asset_type: 'Other',
      properties: {},
      asset_serial: null,
    });
    await complete();
    await world.mapAll();
    await complete();
    assert.deepEqual(firstAsset(), {
      name: 'NW-LT-01',
      type: 'laptop',
      hostname: 'NW-LT-01',
      serialNumber: 'CT9-0701',
      manufacturer: 'Contoso',
      model: 'Lap 9',
      osName: 'Windows 11 Pro',
      osVersion: '22631',
      macAddress: '00:00:5E:00:53:01',
      lastSeenAt: Date.UTC(2026, 2, 23, 10, 29),
    });
    const [first, , , projector] = await world.devices();
    assert.deepEqual(
      [first!.facts.online, first!.facts.patch?.state, first!.facts.patch?.failed],
      [true, 'failed', 1],
    );
    assert.equal(first!.facts.position?.source, 'Syncro, address of the customer');
    assert.equal(projector!.facts.online, undefined);
    assert.deepEqual(world.programsOn(world.assetsOf(acme)[0]!.id), ['Chat 2.0']);
    assert.equal(world.raised[0]!.title, 'NW-LT-01: low hd space');
  });

  it('takes an agent for offline that its trigger names, or that was silent for long', async () => {
    syncro.state.assets[1] = syncroAsset(2, { rmm_store: { triggers: { agent_offline_triggered: 'true' } } });
    world.clock.pass(20 * 60_000);
    syncro.state.assets[0] = syncroAsset(1, {
      properties: { kabuto_information: { last_synced_at: '2026-03-23T10:29:00Z' } },
    });
    await complete();
    assert.deepEqual(
      (await world.devices()).map(({ facts }) => facts.online),
      [false, false, false],
    );
  });

  it('goes on to an empty page where pages are not announced', async () => {
    syncro.state.dropMeta = true;
    await complete();
    assert.equal((await world.only()).counts.devices, 3);
    assert.equal(syncro.paths('/api/v1/customer_assets?').length, 3);
  });

  it('stops when the token is refused at once, and names the permission where only one list is', async () => {
    syncro.fail('/api/v1/rmm_alerts', faults.status(401));
    const run = await world.sync();
    assert.deepEqual([run.failure, run.devices], ['forbidden', 3]);
    syncro.mend();
    await world.handlers.update(ada, { id: 1, patch: { secret: 'expired' } });
    assert.equal((await world.sync()).failure, 'auth_failed');
    assert.equal((await world.only()).standing.state, 'stopped');
  });
});

describe('ConnectWise Automate', () => {
  let automate: SimulatedAutomate;
  rmmWith('automate', simulateAutomate, automateCredentials, (...made) => {
    [world, automate] = made;
  });

  it('brings computers and network devices, each with numbers of their own, software, patches and alerts', async () => {
    automate.state.software = [
      { ComputerId: 21, Name: 'Chat', Version: '2.0', Publisher: 'Contoso' },
      { ComputerId: 22, Name: 'Chat', Version: '2.0', Publisher: 'Contoso' },
      { ComputerId: 21, Name: 'Notes', Version: '1' },
    ];
    automate.state.alerts = [
      {
        AlertId: 4,
        Computer: { Id: 21 },
        Severity: { Name: 'Critical' },
        Monitor: { Name: 'Disk' },
        Message: 'Full',
        AlertDate: '2026-03-23',
      },
    ];
    await complete();
    await world.mapAll();
    await complete();
    assert.deepEqual(firstAsset(), {
      name: 'NW-WS-21',
      type: 'workstation',
      hostname: 'NW-WS-21',
      serialNumber: 'CT5-21',
      manufacturer: 'Contoso',
      model: 'Desk 5',
      osName: 'Microsoft Windows 11 Pro',
      osVersion: '10.0.22631',
      macAddress: '00:00:5E:00:53:21',
      // 12:10 at a server that says 12:30 when it is 10:30.
      lastSeenAt: Date.UTC(2026, 2, 23, 10, 10),
    });
    assert.deepEqual(
      (await world.devices()).map(({ externalId }) => externalId),
      ['c:21', 'c:22', 'c:23', 'n:21'],
    );
    assert.deepEqual(world.programsOn(world.assetsOf(acme)[0]!.id), ['Chat 2.0', 'Notes 1']);
    assert.deepEqual((await world.devices())[0]!.facts.patch?.state, 'failed');
    assert.deepEqual([world.raised[0]!.severity, world.raised[0]!.title], ['critical', 'NW-WS-21: Disk']);
  });

  it('asks computer by computer where the server has no list of alerts', async () => {
    automate.state.hasAlertList = false;
    automate.state.alerts = [{ AlertId: 4, Computer: { Id: 22 }, Message: 'Full' }];
    await complete();
    assert.equal(world.raised.length, 1);
  });

  it('is not complete where the server does not hear page numbers', async () => {
    automate.state.deafToPage = true;
    automate.state.clients.push({ Id: 6, Name: 'Other' }, { Id: 7, Name: 'Third' });
    assert.equal((await world.sync()).failure, 'incomplete');
  });

  it('says that a second factor cannot be given at night, and asks for a client ID that is one', async () => {
    automate.state.asksSecondFactor = true;
    const run = await world.sync();
    assert.equal(run.failure, 'auth_failed');
    assert.match(run.detail!, /integrator class/);
    await assert.rejects(
      async () => world.handlers.update(ada, { id: 1, patch: { clientId: 'mine' } }),
      /client ID/,
    );
  });

  it('may stand in a private network, where somebody says so', async () => {
    const given = { ...automateCredentials, name: 'Own' };
    await assert.rejects(async () => world.add('automate', 'https://10.1.2.3', given), /private network/);
    const made = await world.add('automate', 'https://10.1.2.3/', { ...given, ownNetwork: true });
    assert.deepEqual([made.baseUrl, made.ownNetwork], ['https://10.1.2.3', true]);
    await assert.rejects(
      async () => world.add('automate', 'https://169.254.169.254', { ...given, ownNetwork: true }),
      /metadata|link-local/,
    );
  });

  it('keeps a computer that was renamed for the same', async () => {
    await complete();
    await world.mapAll();
    automate.state.computers[0] = automateComputer(21, { ComputerName: 'RENAMED' });
    await complete();
    assert.deepEqual([world.assetsOf(acme).length, world.assetsOf(acme)[0]!.hostname], [4, 'RENAMED']);
  });
});
