import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ada } from '../../../support/exchange.ts';
import { ninjaCredentials, simulateNinja, type SimulatedNinja } from '../../../support/rmm/ninjaone.ts';
import { rmmWith, type RmmWorld } from '../../../support/rmm/rmm-world.ts';
import { faults } from '../../../support/rmm/vendor-server.ts';

const acme = 2;

describe('a sync with NinjaOne', () => {
  let world: RmmWorld;
  let ninja: SimulatedNinja;

  rmmWith('ninjaone', simulateNinja, ninjaCredentials, (...made) => {
    [world, ninja] = made;
  });

  /** Everything is an asset of Acme's. */
  async function settled() {
    await world.sync();
    await world.mapAll();
  }

  it('reads every page and makes no asset before somebody said whose the devices are', async () => {
    const run = await world.sync();
    assert.equal(run.outcome, 'complete');
    assert.equal(run.devices, 3);
    assert.equal(world.assetsOf(acme).length, 0);
    const { counts, standing } = await world.only();
    assert.equal(standing.state, 'complete');
    assert.deepEqual([counts.devices, counts.waiting, counts.openSites], [3, 3, 1]);
    // Two pages and the empty one that proves the end.
    assert.deepEqual(
      ninja.paths('/v2/devices-detailed').map((path) => new URLSearchParams(path.split('?')[1]).get('after')),
      [null, '2', '3'],
    );
  });

  it('proposes the organization of the same name, and makes assets of its devices once that is confirmed', async () => {
    await world.sync();
    const { id } = await world.only();
    const [site] = await world.handlers.sites(ada, { id });
    assert.equal(site!.proposedId, acme);
    await world.mapAll();
    const [first] = world.assetsOf(acme);
    assert.deepEqual(
      {
        name: first!.name,
        type: first!.type,
        hostname: first!.hostname,
        serialNumber: first!.serialNumber,
        osName: first!.osName,
        osVersion: first!.osVersion,
        ipAddress: first!.ipAddress,
        macAddress: first!.macAddress,
        manufacturer: first!.manufacturer,
        source: first!.source,
        lastSeenAt: first!.lastSeenAt,
      },
      {
        name: 'Desk 1',
        type: 'workstation',
        hostname: 'nw-ws-0001.northwind.example',
        serialNumber: 'CT5-0001',
        osName: 'Windows 11 Pro',
        osVersion: '22631',
        ipAddress: '10.20.0.1',
        macAddress: '00:00:5E:00:00:01',
        manufacturer: 'Contoso',
        source: 'rmm',
        lastSeenAt: 1_774_261_234_250,
      },
    );
    assert.deepEqual(world.events(), ['asset.created', 'asset.created', 'asset.created']);
  });

  it('changes nothing when nothing has changed, and tells of each change once', async () => {
    await settled();
    const before = world.events().length;
    assert.deepEqual([(await world.sync()).changed, world.events().length], [0, before]);
    ninja.state.devices[0]!['os'] = { name: 'Windows 11 Pro', buildNumber: '26100' };
    assert.equal((await world.sync()).changed, 1);
    assert.equal(world.assetsOf(acme)[0]!.osVersion, '26100');
    assert.deepEqual(world.events().slice(before), ['asset.updated']);
  });

  it('keeps what was said before where the vendor says nothing, and what people wrote since', async () => {
    await settled();
    const { id } = world.assetsOf(acme)[0]!;
    world.assets.handlers.update(ada, { ids: [id], patch: { model: 'Desk 5 (rebuilt)' } });
    delete ninja.state.devices[0]!['os'];
    ninja.state.devices[0]!['system'] = { serialNumber: 'CT5-0001', manufacturer: null, model: 'Desk 5' };
    await world.sync();
    const asset = world.assetsOf(acme)[0]!;
    assert.deepEqual(
      [asset.osName, asset.manufacturer, asset.model],
      ['Windows 11 Pro', 'Contoso', 'Desk 5 (rebuilt)'],
    );
  });

  it('takes a device for missing after one complete sync without it, for stale after two, and for here when it is back', async () => {
    await settled();
    const [gone] = ninja.state.devices.splice(1, 1);
    await world.sync();
    assert.deepEqual(
      (await world.devices()).map(({ presence }) => presence),
      ['present', 'missing', 'present'],
    );
    // One that fails says nothing of who is missing.
    ninja.fail('/v2/devices-detailed', faults.garbage);
    assert.equal((await world.sync()).outcome, 'failed');
    assert.equal((await world.only()).counts.missing, 1);
    ninja.mend();
    await world.sync();
    assert.equal((await world.only()).counts.stale, 1);
    assert.equal(world.assetsOf(acme).length, 3);
    ninja.state.devices.push(gone!);
    ninja.state.devices.sort((a, b) => a.id - b.id);
    await world.sync();
    assert.equal((await world.only()).counts.stale, 0);
  });

  it('fails where a list does not go on, and says so', async () => {
    ninja.state.deafToAfter = true;
    const run = await world.sync();
    assert.deepEqual([run.outcome, run.failure], ['failed', 'incomplete']);
    assert.match(run.detail!, /twice/);
  });

  it('replaces the software of a device by what its agent tells, and leaves alone what it does not tell of', async () => {
    const programs = (versions: Record<string, string>, deviceId = 1) =>
      Object.entries(versions).map(([name, version]) => ({ deviceId, name, version, publisher: 'Contoso' }));
    ninja.state.software = [
      ...programs({ Notes: '1.0', Chat: '2.0', Draw: '3.0' }),
      ...programs({ Mail: '4' }, 2),
    ];
    await settled();
    await world.sync();
    const [one, two] = world.assetsOf(acme);
    assert.deepEqual(world.programsOn(one!.id), ['Chat 2.0', 'Draw 3.0', 'Notes 1.0']);
    world.install(one!.id, 'People', 'By hand', '9');
    ninja.state.software = programs({ Notes: '1.1', Chat: '2.0' });
    // Read once a day.
    await world.sync();
    assert.equal(ninja.paths('/v2/queries/software').length, 3);
    world.clock.pass(25 * 3_600_000);
    await world.sync();
    assert.deepEqual(world.programsOn(one!.id), ['By hand 9', 'Chat 2.0', 'Notes 1.1']);
    // Absent is not empty.
    assert.deepEqual(world.programsOn(two!.id), ['Mail 4']);
  });

  it('keeps all software where the list breaks off half way', async () => {
    ninja.state.software = ['A', 'B', 'C', 'D'].map((name) => ({
      deviceId: 1,
      name,
      publisher: '',
      version: '1',
    }));
    await settled();
    await world.sync();
    const [one] = world.assetsOf(acme);
    world.clock.pass(25 * 3_600_000);
    ninja.state.software = ['A', 'B', 'E'].map((name) => ({
      deviceId: 1,
      name,
      publisher: '',
      version: '1',
    }));
    ninja.fail('/v2/queries/software', faults.cutOff, { after: 1 });
    assert.equal((await world.sync()).outcome, 'failed');
    assert.deepEqual(world.programsOn(one!.id), ['A 1', 'B 1', 'C 1', 'D 1']);
  });

  it('knows how patches stand', async () => {
    ninja.state.health.set(1, { pendingOSPatchesCount: 3, failedOSPatchesCount: 0 });
    ninja.state.health.set(2, { pendingOSPatchesCount: 1, failedOSPatchesCount: 2 });
    ninja.state.health.set(3, {
      pendingOSPatchesCount: 0,
      failedOSPatchesCount: 0,
      pendingRebootReason: 'Update',
    });
    await settled();
    assert.deepEqual(
      (await world.devices()).map(({ facts }) => [facts.patch?.state, facts.patch?.pending]),
      [
        ['pending', 3],
        ['failed', 1],
        ['reboot', 0],
      ],
    );
  });

  it('raises each alert once, ends it when a complete answer has it no more, and not when one fails', async () => {
    const alert = (uid: string, given: object = {}) => ({
      uid,
      deviceId: 1,
      subject: 'Disk C: is nearly full',
      message: '2 GB of 200 are free',
      sourceType: 'CONDITION_DISK_FREE_SPACE',
      createTime: 1_774_260_000.5,
      ...given,
    });
    ninja.state.alerts = [alert('a'), alert('b', { sourceType: 'AGENT_OFFLINE' })];
    await settled();
    await world.sync();
    assert.deepEqual(
      world.raised.map(({ severity, organizationId }) => [severity, organizationId]),
      [
        ['warning', 1],
        ['critical', 1],
      ],
    );
    ninja.state.alerts = [alert('b', { sourceType: 'AGENT_OFFLINE' })];
    ninja.fail('/v2/alerts', faults.html, { times: 1 });
    assert.equal((await world.sync()).failure, 'not_understood');
    assert.equal(world.troubles.size, 2);
    await world.sync();
    assert.deepEqual([...world.troubles.keys()], ['rmm/1/b']);
    ninja.state.alerts = [alert('b', { updateTime: 1_774_270_000, message: 'Still' })];
    await world.sync();
    assert.deepEqual([world.raised.length, world.raised.at(-1)!.organizationId], [3, acme]);
  });
});
