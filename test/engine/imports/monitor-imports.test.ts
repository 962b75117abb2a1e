import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const kuma = path.resolve(import.meta.dirname, '../../fixtures/uptime/kuma-1.23.json');

/** The data of an engine that runs, past it: for what no call makes. */
const openTestFile = (dataDir: string) => openConnection(path.join(dataDir, 'techbench.db'));

describe('backups of Uptime Kuma', () => {
  let test: TestEngine;
  beforeEach(async () => {
    test = await startEngine();
  });
  afterEach(() => test.stop());

  const take = async () => {
    const { fileId } = test.engine.openImportFile(kuma);
    const preview = await test.console.imports.preview({ fileId });
    return { preview, ...(await test.console.imports.commit({ fileId })) };
  };
  const byName = async () =>
    new Map(
      (await test.console.monitors.list({ limit: 500 })).rows.map((monitor) => [monitor.name, monitor]),
    );

  it('become monitors, and say of each what could not be taken over', async () => {
    const { preview, batch } = await take();
    assert.equal(preview.format, 'uptime-kuma');
    assert.equal(batch.new, 8);
    assert.deepEqual(preview.refused, [
      { row: 7, reason: 'is a group: its monitors carry its name' },
      { row: 9, reason: 'port is needed' },
    ]);
    assert.equal(preview.notes.length, 2);
    const all = await byName();
    const site = all.get('Main site')!;
    assert.deepEqual(
      [site.type, site.interval, site.timeout, site.retries, site.remindEvery, site.acceptedStatuses],
      ['http', 60, 48, 1, 300, '200-299, 401'],
    );
    assert.deepEqual([site.groupName, site.tags, site.notes], ['Web', ['env: prod'], 'The shop']);
    assert.deepEqual(site.options.headers, { 'X-Probe': null, Authorization: null }, 'the vault has them');
    assert.equal(site.options.verifyCertificate, false);
    assert.equal(site.options.redirects, 3);
    const words = all.get('Words')!;
    assert.deepEqual(
      [words.keyword, words.options.keywordInverted, words.retryInterval],
      ['Welcome', true, 20],
    );
    assert.equal(words.timeout, 16);
    assert.equal(all.get('Mail')!.paused, true);
    assert.equal(all.get('Queue')!.options.jsonExpected, 'ok');
    assert.deepEqual(
      [all.get('Names')!.options.recordType, all.get('Names')!.options.resolver],
      ['MX', '1.1.1.1'],
    );
    assert.equal(all.get('Router')!.type, 'ping');
    for (const name of ['Container', 'Behind a sign-in']) assert.equal(all.get(name)!.paused, true, name);
    assert.doesNotMatch(JSON.stringify([...all.values()]), /Sample-Passw0rd|secret/);
  });

  it('come without what the vault would have to take, paused and with the reason, while that is closed', async () => {
    await test.stop();
    test = await startEngine({ vaultClosed: true });
    const { preview } = await take();
    const words = 'Main site: paused. Where it is new, it comes without X-Probe, Authorization.';
    assert.ok(preview.notes.includes(words), preview.notes.join('\n'));
    const site = (await byName()).get('Main site')!;
    assert.deepEqual([site.paused, site.options.headers], [true, {}]);
  });

  it('come in once, and go as one', async () => {
    const { batch } = await take();
    const again = await take();
    assert.deepEqual([again.batch.new, again.batch.changed, again.batch.duplicate], [0, 0, 8]);
    const mail = (await byName()).get('Mail')!;
    await test.console.monitors.update({ ids: [mail.id], patch: { notes: 'mine now' } });
    const { undone, kept } = await test.console.imports.undo({ batchId: batch.id });
    assert.deepEqual([undone, kept], [7, 1]);
    assert.deepEqual([...(await byName()).keys()], ['Mail']);
  });
});

describe('files of our own', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('bring maintenance and outages along, once, and go as one', async () => {
    const from = await startEngine();
    const to = await startEngine();
    try {
      const { id: acme } = await from.console.organizations.create({ name: 'Acme' });
      const { record: site } = await from.console.monitors.create({
        name: 'Site',
        type: 'http',
        url: 'https://acme.example',
        organizationId: acme,
        paused: true,
        options: { headers: { Authorization: 'Bearer canary-9' } },
      });
      const window = {
        name: 'Patch night',
        schedule: { kind: 'recurring' as const, weekdays: [2], monthDays: [], at: '22:30', minutes: 90 },
        timeZone: 'Europe/Berlin',
        notes: 'Ask first',
      };
      await from.console.maintenance.create({ ...window, organizationId: acme, monitorIds: [site.id] });
      await from.console.maintenance.create({ ...window, name: 'All', everywhere: true });
      const db = openTestFile(from.dataDir);
      const openedAt = Date.UTC(2026, 2, 1);
      db.exec(`INSERT INTO incident (organization_id, monitor_id, monitor_name, monitor_type, error, state, opened_at,
          closed_at, acknowledged_by, acknowledged_at, reason, created_at, updated_at, excerpt)
        VALUES (${acme}, ${site.id}, 'Site', 'http', 'refused', 'closed', ${openedAt}, ${openedAt + 60_000}, 'Ada', ${openedAt + 5}, 'Known', 1, 1, 'gone'),
          (${acme}, ${site.id}, 'Site', 'http', 'refused', 'open', ${openedAt + 90_000}, NULL, NULL, NULL, NULL, 1, 1, NULL);
        INSERT INTO incident_note (incident_id, at, author, kind, text) VALUES (1, ${openedAt}, 'Ada', 'note', 'Seen');`);
      db.close();

      const exported = await from.console.monitors.toFile({});
      assert.doesNotMatch(JSON.stringify(exported), /canary/);
      const file = path.join(folder, 'whole.json');
      writeFileSync(file, JSON.stringify(exported));
      const take = async () => {
        const { fileId } = to.engine.openImportFile(file);
        const preview = await to.console.imports.preview({ fileId });
        return { preview, ...(await to.console.imports.commit({ fileId })) };
      };
      const { batch, preview } = await take();
      assert.deepEqual([batch.new, batch.refused], [5, 0]);
      assert.deepEqual(preview.notes, ['Site: paused. Where it is new, it comes without Authorization.']);
      const again = await to.console.monitors.toFile({});
      const [monitor] = again.monitors;
      assert.deepEqual(
        again.windows,
        exported.windows.map((each) => ({ ...each, monitors: each.monitors.map(() => monitor!.ref) })),
      );
      const [closed, open] = again.incidents;
      assert.deepEqual({ ...closed, monitor: site.id }, exported.incidents[0]);
      assert.deepEqual(
        [open!.state, open!.closedAt],
        ['closed', exported.exportedAt],
        'nobody here watched it go on',
      );
      assert.deepEqual((await to.console.alerts.list({})).total, 0, 'history is no news');

      const second = await take();
      assert.deepEqual([second.batch.new, second.batch.changed, second.batch.duplicate], [0, 0, 5]);
      const { undone, kept } = await to.console.imports.undo({ batchId: batch.id });
      assert.deepEqual([undone, kept], [5, 0]);
      const bare = await to.console.monitors.toFile({});
      assert.deepEqual([bare.monitors, bare.windows, bare.incidents], [[], [], []]);
    } finally {
      await from.stop();
      await to.stop();
    }
  });

  it('of the first version are read, and say nothing of maintenance', async () => {
    const test = await startEngine();
    try {
      const file = path.join(folder, 'first.json');
      const { monitors } = await test.console.monitors.toFile({});
      writeFileSync(
        file,
        JSON.stringify({ schema: 'techbench.monitors', version: 1, exportedAt: 0, monitors }),
      );
      const { fileId } = test.engine.openImportFile(file);
      assert.equal((await test.console.imports.preview({ fileId })).format, 'techbench-monitors');
    } finally {
      await test.stop();
    }
  });

  it('of a version that is not known are refused, not guessed at', async () => {
    const test = await startEngine();
    try {
      const file = path.join(folder, 'newer.json');
      writeFileSync(
        file,
        JSON.stringify({ schema: 'techbench.monitors', version: 4, exportedAt: 0, monitors: [] }),
      );
      const { fileId } = test.engine.openImportFile(file);
      await assert.rejects(test.console.imports.preview({ fileId }), /version/);
    } finally {
      await test.stop();
    }
  });
});
