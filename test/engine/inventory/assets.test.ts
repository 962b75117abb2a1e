import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Asset } from '../../../shared/asset.ts';
import { publicId } from '../../../shared/public-id.ts';
import { readEvents } from '../../support/events.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('assets', () => {
  let test: TestEngine;
  let acme: number;
  before(async () => {
    test = await startEngine();
    acme = (await test.console.organizations.create({ name: 'Acme' })).id;
  });
  after(() => test.stop());

  const add = async (name: string, more: object = {}): Promise<Asset> =>
    (await test.console.assets.create({ name, organizationId: acme, ...more })).record;
  const names = async (input: Parameters<typeof test.console.assets.list>[0]): Promise<string[]> =>
    (await test.console.assets.list(input)).rows.map(({ name }) => name);

  it('are kept as they were given, with a history, an event and an announcement', async () => {
    const pushed = test.pushed.length;
    const asset = await add('FS01', {
      type: 'server',
      hostname: 'fs01.acme.example',
      serialNumber: 'SN-1',
      warrantyExpires: '2027-01-31',
      customFields: { rack: 'B7', units: 2 },
    });
    assert.deepEqual(await test.console.assets.get({ id: asset.id }), asset);
    assert.equal(asset.source, 'console');
    assert.equal(asset.status, 'active');
    assert.deepEqual(readEvents(test.dataDir, 'asset.%', asset.id), [
      {
        type: 'asset.created',
        organizationId: acme,
        data: { asset_id: asset.id, name: 'FS01', asset_type: 'server', status: 'active' },
      },
    ]);
    assert.deepEqual(test.pushed.slice(pushed), [{ type: 'assets', ids: [asset.id], reason: 'created' }]);
    const [entry] = await test.console.assets.history({ id: asset.id });
    assert.equal(entry!.action, 'create');
    assert.equal(entry!.actorName, 'Ada Byron');
  });

  it('are counted for their organization', async () => {
    const { id } = await test.console.organizations.create({ name: 'Counted' });
    await add('one', { organizationId: id });
    const two = await add('two', { organizationId: id });
    await test.console.assets.update({ ids: [two.id], patch: { organizationId: acme } });
    assert.equal((await test.console.organizations.get({ id })).assets, 1);
  });

  it('are gone to the organization that they leave and new to the one that they come to', async () => {
    const { id } = await test.console.organizations.create({ name: 'Destination' });
    const asset = await add('Traveller', { status: 'in_stock' });
    const { changeId } = await test.console.assets.update({
      ids: [asset.id],
      patch: { organizationId: id, status: 'active' },
    });
    await test.console.assets.undo({ changeId });
    const told = readEvents(test.dataDir, 'asset.%', asset.id).map(({ type, organizationId, data }) => [
      type,
      organizationId,
      (data as { status: string }).status,
    ]);
    assert.deepEqual(told, [
      ['asset.created', acme, 'in_stock'],
      ['asset.deleted', acme, 'in_stock'],
      ['asset.created', id, 'active'],
      ['asset.deleted', id, 'active'],
      ['asset.created', acme, 'in_stock'],
    ]);
  });

  it('are found by any of their words, and by those alone', async () => {
    const asset = await add('Reception printer', {
      type: 'printer',
      ipAddress: '10.20.30.40',
      macAddress: '00:1A:2B:3C:4D:5E',
      notes: 'Toner in the cupboard',
      customFields: { contract: 'LEASE-77' },
    });
    for (const search of [
      'recep',
      'PRINTER toner',
      '10.20.30.40',
      '10.20',
      '00:1a:2b',
      '"the cupboard"',
      'lease-77',
    ]) {
      assert.deepEqual(await names({ search }), ['Reception printer'], search);
    }
    for (const search of ['printerx', 'toner -recep', '10.20.31', '???']) {
      assert.deepEqual(await names({ search }), [], search);
    }
    await test.console.assets.update({ ids: [asset.id], patch: { notes: 'Empty' } });
    assert.deepEqual(await names({ search: 'cupboard' }), [], 'the search follows a change');
  });

  it('change many at once, all or none, and can be taken back', async () => {
    const ids = [(await add('Bulk 1')).id, (await add('Bulk 2', { status: 'retired' })).id];
    const { changeId, records } = await test.console.assets.update({
      ids,
      patch: { status: 'in_repair', location: 'Workshop' },
    });
    assert.deepEqual(
      records.map(({ status, location }) => [status, location]),
      [
        ['in_repair', 'Workshop'],
        ['in_repair', 'Workshop'],
      ],
    );
    await test.console.assets.update({ ids: [ids[0]!], patch: { location: 'Shelf' } });
    const undone = await test.console.assets.undo({ changeId });
    assert.deepEqual(undone.kept, [{ id: ids[0], field: 'location' }]);
    const after = await Promise.all(ids.map((id) => test.console.assets.get({ id })));
    assert.deepEqual(
      after.map(({ status, location }) => [status, location]),
      [
        ['active', 'Shelf'],
        ['retired', null],
      ],
    );
    await assert.rejects(test.console.assets.undo({ changeId }), { code: 'conflict' });
    await assert.rejects(test.console.assets.update({ ids: [ids[0]!, 999_999], patch: { status: 'lost' } }), {
      code: 'not_found',
    });
    assert.equal((await test.console.assets.get({ id: ids[0]! })).status, 'active');
  });

  it('go, and come back as they were under their own number', async () => {
    const asset = await add('Short-lived', { customFields: { a: 1 }, lastSeenAt: 5 });
    const before = await test.console.assets.counts({});
    const { changeId } = await test.console.assets.remove({ ids: [asset.id] });
    await assert.rejects(test.console.assets.get({ id: asset.id }), { code: 'not_found' });
    assert.equal((await test.console.assets.counts({})).total, before.total - 1);
    assert.deepEqual(await names({ search: 'short-lived' }), []);
    const { records } = await test.console.assets.undo({ changeId });
    assert.deepEqual(records, [asset]);
    assert.deepEqual(await test.console.assets.get({ id: asset.id }), asset);
    assert.deepEqual(await test.console.assets.counts({}), before);
    assert.deepEqual(await names({ search: 'short-lived' }), ['Short-lived']);
    assert.deepEqual(
      readEvents(test.dataDir, 'asset.%', asset.id).map(({ type }) => type),
      ['asset.created', 'asset.deleted', 'asset.created'],
    );
  });

  it('say of their warranty what is known', async () => {
    const inDays = (days: number): string =>
      new Date(test.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
    const organizationId = (await test.console.organizations.create({ name: 'Warranties' })).id;
    for (const [name, days] of [
      ['yesterday', -1],
      ['today', 0],
      ['soon', 60],
      ['later', 61],
    ] as const) {
      await add(name, { organizationId, warrantyExpires: inDays(days) });
    }
    await add('unknown', { organizationId });
    const by = (warranty: 'ended' | 'soon' | 'running' | 'unknown') =>
      names({ filter: { organizationId, warranty } });
    assert.deepEqual(
      [await by('ended'), await by('soon'), await by('running'), await by('unknown')],
      [['yesterday'], ['today', 'soon'], ['later'], ['unknown']],
    );
  });

  it('are named by the tickets that name them, open ones first', async () => {
    const asset = await add('Linked');
    const deviceId = publicId('device', asset.id);
    const open = async (subject: string, device: string) =>
      (await test.console.tickets.create({ subject, description: 'd', deviceId: device })).ticket;
    const done = await open('done', deviceId);
    await test.console.tickets.update({ ids: [done.id], patch: { status: 'resolved' } });
    test.clock.pass(1000);
    const first = await open('first', deviceId);
    test.clock.pass(1000);
    const second = await open('second', deviceId);
    const stray = await open('stray', 'dev_abc123');
    assert.deepEqual(second.asset, {
      id: asset.id,
      organizationId: acme,
      name: 'Linked',
      type: 'other',
      status: 'active',
    });
    assert.equal(stray.asset, null);
    assert.equal(stray.deviceId, 'dev_abc123', 'kept as it was sent');
    const { rows } = await test.console.tickets.ofAsset({ assetId: asset.id });
    assert.deepEqual(
      rows.map(({ id }) => id),
      [second.id, first.id, done.id],
    );
    await test.console.assets.remove({ ids: [asset.id] });
    assert.equal((await test.console.tickets.get({ id: first.id })).asset, null);
  });

  it('have saved filters of their own, with live counts', async () => {
    const filter = { status: ['lost'] };
    const saved = await test.console.savedAssetFilters.create({ name: 'Lost', filter });
    assert.deepEqual(saved.filter, filter);
    assert.deepEqual(await test.console.savedFilters.list({}), [], 'those of tickets are others');
    const countOf = async (): Promise<number> =>
      (await test.console.assets.counts({})).savedFilters.find(({ id }) => id === saved.id)!.count.value;
    assert.equal(await countOf(), 0);
    await add('Lost one', { status: 'lost' });
    assert.equal(await countOf(), 1);
    await test.console.savedAssetFilters.update({ id: saved.id, name: 'Gone' });
    assert.deepEqual(
      (await test.console.savedAssetFilters.list({})).map(({ name }) => name),
      ['Gone'],
    );
    await test.console.savedAssetFilters.remove({ id: saved.id });
    assert.deepEqual(await test.console.savedAssetFilters.list({}), []);
  });

  it('are only looked at by those who may only look', async () => {
    const technician = await test.console.technicians.create({
      name: 'Looker',
      email: 'looker@msp.example',
      role: 'read_only',
    });
    const asset = await add('Untouchable');
    const me = (await test.console.workspace.get({}))!.me;
    await test.console.workspace.switchTechnician({ id: technician.id });
    try {
      await test.console.assets.get({ id: asset.id });
      for (const attempt of [
        () => test.console.assets.create({ name: 'x' }),
        () => test.console.assets.update({ ids: [asset.id], patch: { name: 'x' } }),
        () => test.console.assets.remove({ ids: [asset.id] }),
        () => test.console.savedAssetFilters.create({ name: 'x' }),
      ]) {
        await assert.rejects(attempt(), { code: 'forbidden' });
      }
    } finally {
      await test.console.workspace.switchTechnician({ id: me.id });
    }
    await assert.rejects(test.console.assets.create({ name: 'x', organizationId: 999 }), {
      code: 'validation',
    });
    await assert.rejects(test.console.assets.create({ name: ' ' }), { code: 'validation' });
    await assert.rejects(test.console.assets.create({ name: 'x', purchaseDate: '2026-02-30' }), {
      code: 'validation',
    });
  });
});
