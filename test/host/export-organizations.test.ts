import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { exportOrganizations } from '../../electron/host/headless/export-organizations.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { runHeadless } from '../support/headless.ts';

interface Exported {
  readonly exportedAt: string;
  readonly [list: string]: unknown;
}

describe('an export as JSON', () => {
  let engine: TestEngine;
  let folder: string;
  let acme: number;
  let other: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'techbench-export-'));
    engine = await startEngine();
    const { console } = engine;
    acme = (await console.organizations.create({ name: 'Acme “Tools”' })).id;
    other = (await console.organizations.create({ name: 'Other' })).id;
    for (const organizationId of [acme, other]) {
      // oxlint-disable-next-line no-await-in-loop -- ids in order
      const { ticket } = await console.tickets.create({
        organizationId,
        subject: `Ticket of ${organizationId}`,
        description: 'line one\nline two',
      });
      // oxlint-disable-next-line no-await-in-loop
      await console.tickets.addMessage({
        ids: [ticket.id],
        visibility: 'internal',
        text: `note of ${organizationId}`,
      });
      // oxlint-disable-next-line no-await-in-loop
      await console.vehicles.create({ organizationId, name: 'Van' });
      // oxlint-disable-next-line no-await-in-loop
      await console.articles.create({ organizationId, title: 'How to', body: `Body of ${organizationId}` });
      // oxlint-disable-next-line no-await-in-loop
      const { record } = await console.projects.create({ organizationId, name: 'Move' });
      for (let n = 0; n < 3; n += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await console.tasks.create({ projectId: record.id, title: `Task ${n}` });
      }
    }
    await console.assets.create({
      organizationId: acme,
      name: 'Router',
      customFields: { boughtAt: 'a shop', countedAt: '5' },
    });
    await console.entries.create({ organizationId: acme, title: 'Router', password: 'needle-of-the-vault' });
  });
  afterEach(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  async function write(organizationId: number | null) {
    const file = join(folder, 'out.json');
    const now = Date.UTC(2026, 10, 22);
    const counts = await exportOrganizations(engine.console, { organizationId, file, now });
    const text = readFileSync(file, 'utf8');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['out.json']);
    return { counts, text, said: JSON.parse(text) as Exported };
  }

  it('holds everything of one organization, and nothing of another or of the vault', async () => {
    const { counts, text, said } = await write(acme);
    assert.deepEqual(counts, {
      organizations: 1,
      tickets: 1,
      assets: 1,
      vehicles: 1,
      projects: 1,
      articles: 1,
    });
    assert.equal(said.exportedAt, '2026-11-22T00:00:00.000Z');
    assert.match(text, new RegExp(`note of ${acme}`));
    assert.match(text, new RegExp(`Body of ${acme}`));
    assert.doesNotMatch(text, new RegExp(`of ${other}\\b|needle-of-the-vault`));
    const [ticket] = said['tickets'] as { createdAt: string; messages: { createdAt: string }[] }[];
    assert.match(ticket!.createdAt, /^\d{4}-\d\d-\d\dT/);
    assert.match(ticket!.messages[0]!.createdAt, /^\d{4}-\d\d-\d\dT/);
    const [project] = said['projects'] as { tasks: { title: string }[] }[];
    assert.deepEqual(
      project!.tasks.map(({ title }) => title),
      ['Task 0', 'Task 1', 'Task 2'],
    );
    const [asset] = said['assets'] as { customFields: object }[];
    assert.deepEqual(asset!.customFields, { boughtAt: 'a shop', countedAt: '5' });
  });

  it('holds all organizations where none is named, however many records there are', async () => {
    for (let n = 0; n < 401; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- ids in order
      await engine.console.vehicles.create({ organizationId: other, name: `Van ${n}` });
    }
    const { counts, said } = await write(null);
    assert.equal(counts['vehicles'], 403);
    const ids = (said['vehicles'] as { id: number }[]).map(({ id }) => id);
    assert.deepEqual(
      ids,
      Array.from({ length: 403 }, (_, at) => at + 1),
    );
    assert.equal((said['tickets'] as object[]).length, 2);
  });

  it('writes no file for an organization that there is not, nor over one that there is', async () => {
    const nobody = { organizationId: 999, file: join(folder, 'none.json'), now: 0 };
    await assert.rejects(exportOrganizations(engine.console, nobody), { code: 'not_found' });
    assert.deepEqual(readdirSync(folder), []);
    const { dataDir } = engine;
    await engine.engine.stop();
    const command = ['export', '--data', dataDir, '--format', 'json', '--out', join(folder, 'a.json')];
    const written = await runHeadless(command);
    assert.equal(written.code, 0, written.stderr);
    const before = readFileSync(join(folder, 'a.json'));
    assert.equal((await runHeadless(command)).code, 1);
    assert.equal((await runHeadless([...command.slice(0, -1), 'x', '--password-env', 'HOME'])).code, 2);
    assert.deepEqual(readFileSync(join(folder, 'a.json')), before);
    engine = await startEngine();
  });
});
