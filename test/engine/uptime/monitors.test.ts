import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('monitors', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
  });
  after(() => test.stop());

  it('are kept, found, changed, removed and brought back', async () => {
    const { monitors } = test.console;
    const { record } = await monitors.create({
      name: 'Practice portal',
      type: 'http',
      url: 'https://portal.acme.example/health',
      groupName: 'Web',
      tags: ['public', 'sla'],
      paused: true,
      options: { method: 'HEAD', headers: { accept: 'text/html' } },
    });
    assert.deepEqual(await monitors.get({ id: record.id }), record);
    assert.equal(record.status, 'paused');
    assert.equal(record.uptime30d, null);
    assert.equal(record.options.redirects, 3);
    assert.deepEqual((await monitors.list({ search: 'portal acme' })).rows, [record]);
    for (const filter of [
      { tag: 'sla' },
      { groupName: 'Web' },
      { status: ['paused'] },
      { type: ['http'] },
    ] as const) {
      assert.equal(
        (await monitors.list({ filter: { ...filter } as object })).total,
        1,
        JSON.stringify(filter),
      );
    }
    assert.equal((await monitors.list({ filter: { tag: 'other' } })).total, 0);
    assert.equal(
      (await monitors.list({ filter: { equals: { uptime30d: null, lastCheckedAt: null } } })).total,
      1,
    );
    const sort = [{ field: 'uptime24h' as const, descending: true }];
    assert.equal((await monitors.list({ sort })).rows.length, 1);
    const { changeId } = await monitors.update({ ids: [record.id], patch: { retries: 5, groupName: null } });
    assert.equal((await monitors.get({ id: record.id })).retries, 5);
    await monitors.undo({ changeId });
    assert.equal((await monitors.get({ id: record.id })).groupName, 'Web');
    const removal = await monitors.remove({ ids: [record.id] });
    assert.equal((await monitors.list({})).total, 0);
    const { records } = await monitors.undo({ changeId: removal.changeId });
    assert.deepEqual(records[0]!.options, record.options);
    assert.deepEqual(
      (await monitors.history({ id: record.id })).map(({ action }) => action),
      ['restore', 'remove', 'undo', 'update', 'create'],
    );
  });

  it('are counted by status and type, with the groups and tags in use', async () => {
    const counts = await test.console.monitors.counts({});
    assert.deepEqual(counts, {
      total: 1,
      statuses: [{ value: 'paused', count: 1 }],
      types: [{ value: 'http', count: 1 }],
      groups: [{ value: 'Web', count: 1 }],
      tags: [
        { value: 'public', count: 1 },
        { value: 'sla', count: 1 },
      ],
    });
  });

  it('refuse an address that their type cannot look at', async () => {
    const { monitors } = test.console;
    for (const [path, wrong] of [
      ['url', { type: 'http' }],
      ['url', { type: 'http', url: 'ftp://files.example' }],
      ['url', { type: 'http', url: 'https://user:secret@acme.example' }],
      ['port', { type: 'tcp', hostname: 'mail.example' }],
      ['hostname', { type: 'ping' }],
      ['hostname', { type: 'ping', hostname: '-f' }],
      ['hostname', { type: 'tls', hostname: 'two words' }],
      ['interval', { type: 'push', interval: 4 }],
    ] as const) {
      await assert.rejects(
        monitors.create({ name: 'x', ...wrong }),
        (error: { details?: { issues: unknown[] } }) => {
          assert.equal((error.details!.issues[0] as { path: string }).path, path);
          return true;
        },
      );
    }
  });

  it('stand behind parents of their own organization, and never behind themselves', async () => {
    const { monitors, organizations } = test.console;
    const ping = { type: 'ping', hostname: '192.0.2.1', paused: true } as const;
    const router = (await monitors.create({ name: 'Router', ...ping })).record;
    const server = (await monitors.create({ name: 'Server', ...ping, parentId: router.id })).record;
    const loop = monitors.update({ ids: [router.id], patch: { parentId: server.id } });
    await assert.rejects(loop, { code: 'validation' });
    const { id: organizationId } = await organizations.create({ name: 'Acme' });
    const foreign = monitors.create({ name: 'Other', ...ping, organizationId, parentId: router.id });
    await assert.rejects(foreign, { code: 'validation' });
    const moved = monitors.update({ ids: [server.id], patch: { organizationId } });
    await assert.rejects(moved, { code: 'validation' });
  });

  it('have an address to be called at when they wait to be', async () => {
    const { monitors } = test.console;
    const { record } = await monitors.create({ name: 'Backup', type: 'push', paused: true });
    assert.match(record.pushToken!, /^[0-9a-f]{32}$/);
  });

  it('stands under its client in the order of their names, not of their numbers', async () => {
    const { monitors, organizations } = test.console;
    for (const name of ['Zeta', 'alpha', 'Mid']) {
      const { id } = await organizations.create({ name });
      for (const own of ['b', 'a'])
        await monitors.create({
          name: `${name} ${own}`,
          type: 'ping',
          hostname: 'x.example',
          tags: ['order'],
          organizationId: id,
          paused: true,
        });
    }
    const sort = [{ field: 'organizationId' as const, named: true as const }, { field: 'name' as const }];
    const { rows } = await monitors.list({ sort, filter: { tag: 'order' } });
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['alpha a', 'alpha b', 'Mid a', 'Mid b', 'Zeta a', 'Zeta b'],
    );
  });
});
