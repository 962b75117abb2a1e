import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { kevFixture, laterRelease } from '../../support/feed-simulator.ts';

const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
let test: TestEngine;
let files = 0;
before(async () => {
  test = await startEngine();
});
after(async () => {
  await test.stop();
  rmSync(folder, { recursive: true });
});

function chosen(text: string): { fileId: string } {
  files += 1;
  const path = join(folder, `${files}`);
  writeFileSync(path, text);
  return { fileId: test.engine.openImportFile(path).fileId };
}

describe('importing a catalogue of vulnerabilities', () => {
  it('shows what is new, takes it in, and takes in later only what has changed', async () => {
    const file = chosen(JSON.stringify(kevFixture()));
    const seen = await test.console.imports.preview(file);
    assert.deepEqual([seen.format, seen.new, seen.refused.length], ['kev-catalogue', 14, 0]);
    await test.console.imports.commit(file);
    const { total } = await test.console.vulnerabilities.list({ filter: { state: 'all' } });
    assert.equal(total, 14);
    const [kev] = await test.console.vulnerabilities.feeds({});
    assert.deepEqual([kev?.entries, kev?.version, kev?.answeredAt], [14, '2025.08.25', test.clock.now()]);

    const later = laterRelease(([first, ...rest]) => [{ ...first!, dueDate: '2026-04-01' }, ...rest]);
    const again = chosen(JSON.stringify(later));
    const { new: added, changed, duplicate } = await test.console.imports.preview(again);
    assert.deepEqual([added, changed, duplicate], [0, 1, 13]);
    await test.console.imports.commit(again);
    const [release] = await test.console.vulnerabilities.releases({});
    assert.deepEqual(
      [release?.source, release?.changes.changed],
      ['imported', [{ cve: later.vulnerabilities[0]!.cveID, fields: ['dueDate'] }]],
    );
  });

  it('refuses a broken one in words, and keeps the good one', async () => {
    const file = chosen(JSON.stringify({ ...kevFixture(), count: 3 }));
    await assert.rejects(test.console.imports.preview(file), /says that it has 3 entries and has 14/);
    assert.equal((await test.console.vulnerabilities.list({ filter: { state: 'all' } })).total, 14);
  });
});

describe('importing installed software from CSV', () => {
  let asset: number;
  before(async () => {
    asset = (await test.console.assets.create({ name: 'PC-1', tag: 'T-1', hostname: 'pc-1.msp.example' }))
      .record.id;
    await test.console.assets.create({ name: 'PC-2', serialNumber: 'SN-2' });
  });
  const installed = async () =>
    (await test.console.software.ofAsset({ assetId: asset })).map(({ name, version }) => [name, version]);
  async function take(...lines: string[]) {
    const file = chosen(lines.join('\n'));
    const seen = await test.console.imports.preview(file);
    const { batch, refused } = await test.console.imports.commit(file);
    return { seen, batch, refused };
  }

  it('finds assets by tag, serial number, name and host name, and refuses what it does not find', async () => {
    const { seen, refused } = await take(
      'Computer,Asset Tag,Serial,Publisher,Software,Version',
      ',T-1,,win.rar GmbH,WinRAR 6.21 (64-bit),6.21.0',
      ',,sn-2,Git,Git,2.40.0',
      'pc-1.msp.example,,,Mozilla,Mozilla Firefox,118.0',
      'PC-9,,,Mozilla,Mozilla Firefox,118.0',
      'PC-1,,,Mozilla,,118.0',
      ',T-1,,win.rar GmbH,WinRAR 6.21 (64-bit),6.21.0',
    );
    assert.equal(seen.format, 'software-csv');
    assert.deepEqual([seen.new, seen.changed, seen.duplicate], [3, 0, 1]);
    assert.deepEqual(refused, [
      { row: 4, reason: 'names no asset that is known: “PC-9”' },
      { row: 5, reason: 'names no software' },
    ]);
    assert.deepEqual(await installed(), [
      ['Mozilla Firefox', '118.0'],
      ['WinRAR 6.21 (64-bit)', '6.21.0'],
    ]);
  });

  it('takes another version for an update, unless both stand in the file', async () => {
    const heads = 'Device,Software,Software Vendor,Version';
    const { batch } = await take(heads, 'PC-1,Mozilla Firefox,Mozilla,119.0', 'PC-1,Java 8,Oracle,8.0.1');
    assert.deepEqual([batch.new, batch.changed], [1, 1]);
    await take(heads, 'PC-1,Java 8,Oracle,8.0.1', 'PC-1,Java 8,Oracle,8.0.2');
    assert.deepEqual(await installed(), [
      ['Java 8', '8.0.1'],
      ['Java 8', '8.0.2'],
      ['Mozilla Firefox', '119.0'],
      ['WinRAR 6.21 (64-bit)', '6.21.0'],
    ]);
    const { undone } = await test.console.imports.undo({ batchId: batch.id });
    assert.equal(undone, 2);
    assert.deepEqual(await installed(), [
      ['Java 8', '8.0.2'],
      ['Mozilla Firefox', '118.0'],
      ['WinRAR 6.21 (64-bit)', '6.21.0'],
    ]);
  });

  it('tells a finding once, however often the file is taken in', async () => {
    const id = (
      await test.console.vulnerabilities.list({ filter: { state: 'all' }, search: 'CVE-2023-38831' })
    ).rows[0]!.id;
    const { matches } = await test.console.vulnerabilities.get({ id });
    await test.console.vulnerabilities.confirm({ vulnerabilityId: id, buildId: matches[0]!.buildId });
    const found = async () => (await test.console.vulnerabilities.findings({ vulnerabilityId: id })).length;
    while ((await found()) === 0) await new Promise(setImmediate);
    const line = 'PC-1,WinRAR 6.21 (64-bit),win.rar GmbH,6.21.0';
    await take('Device,Software,Software Vendor,Version', line);
    await take('Device,Software,Software Vendor,Version', line);
    await new Promise(setImmediate);
    assert.equal(await found(), 1);
    const alerts = await test.console.alerts.list({ filter: { kind: ['vulnerability'] } });
    assert.deepEqual(
      alerts.rows.map(({ title, occurrences }) => [title, occurrences]),
      [['CVE-2023-38831 on PC-1', 1]],
    );
  });
});
