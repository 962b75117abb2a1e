import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { monthsAfter } from '../../../electron/engine/inventory/asset-csv.ts';
import { dateOrderOf, parseDay } from '../../../electron/engine/platform/csv-dates.ts';
import { readEvents } from '../../support/events.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const snipeIt =
  'Company,Name,Asset Tag,Category,Manufacturer,Model,Model Number,Serial number,Status,Location,Purchase Date,Warranty';
const itflow =
  'Name,Description,Type,Make,Model,Serial,OS,Purchase Date,Assigned To,Location,Physical Location,Notes';

describe('importing assets from CSV', () => {
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

  function chosen(...lines: string[]): { fileId: string } {
    files += 1;
    const path = join(folder, `${files}.csv`);
    writeFileSync(path, lines.join('\n'));
    return { fileId: test.engine.openImportFile(path).fileId };
  }
  const assetOf = async (search: string) => (await test.console.assets.list({ search })).rows[0]!;

  it("reads Snipe-IT's own columns, warranty months and organizations included", async () => {
    const file = chosen(
      `\uFEFF${snipeIt}`,
      'Demo Corp,HQ-FW-01,DC-0001,Firewall,DemoVendor,Gate 60,G60,SN-TEST-1,Ready to Deploy,HQ,2025-03-01,36',
      'Demo Corp,HQ-SW-01,DC-0002,Access Point,DemoVendor,S48,,SN-TEST-2,Deployed,HQ,3/31/25,11',
    );
    const seen = await test.console.imports.preview(file);
    assert.equal(seen.format, 'snipe-it-assets');
    assert.deepEqual([seen.new, seen.changed, seen.duplicate, seen.refused], [2, 0, 0, []]);
    assert.deepEqual(seen.newOrganizations, ['Demo Corp']);
    assert.deepEqual(seen.unknownColumns, ['Model Number']);
    assert.deepEqual(seen.notes, [
      'Dates with slashes are read with the month first (3/31/25 as 2025-03-31).',
    ]);
    assert.equal((await test.console.assets.list({})).total, 0, 'looking changes nothing');
    const pushed = test.pushed.length;
    const { batch } = await test.console.imports.commit(file);
    assert.deepEqual([batch.new, batch.changed], [2, 0]);
    const firewall = await assetOf('DC-0001');
    const { name, type, status, serialNumber, purchaseDate, warrantyExpires, customFields, source } =
      firewall;
    assert.deepEqual(
      { name, type, status, serialNumber, purchaseDate, warrantyExpires, customFields, source },
      {
        name: 'HQ-FW-01',
        type: 'firewall',
        status: 'in_stock',
        serialNumber: 'SN-TEST-1',
        purchaseDate: '2025-03-01',
        warrantyExpires: '2028-03-01',
        customFields: { 'Model Number': 'G60' },
        source: 'import',
      },
    );
    const point = await assetOf('DC-0002');
    assert.deepEqual(
      [point.type, point.status, point.purchaseDate, point.warrantyExpires],
      ['access_point', 'active', '2025-03-31', '2026-02-28'],
    );
    assert.equal(readEvents(test.dataDir, 'asset.created', firewall.id).length, 1);
    const told = test.pushed.slice(pushed).filter(({ type: kind }) => kind === 'assets');
    assert.ok(told.length <= 2, 'one announcement a transaction, not one a row');

    const undone = await test.console.imports.undo({ batchId: batch.id });
    assert.equal(undone.kept, 0);
    assert.equal((await test.console.assets.list({})).total, 0);
    assert.equal((await test.console.organizations.list({ search: 'demo' })).total, 0);
  });

  it("reads ITFlow's twelve columns", async () => {
    const file = chosen(
      itflow,
      'LT-07,Sales laptop,Laptop,Lenovo,T14,PF3X,Windows 11,2024-05-06,Maria Keller,Main office,2nd floor,"Dock, too"',
    );
    assert.equal((await test.console.imports.preview(file)).format, 'itflow-assets');
    await test.console.imports.commit(file);
    const laptop = await assetOf('LT-07');
    assert.deepEqual(
      [laptop.type, laptop.osName, laptop.assignedTo, laptop.location, laptop.notes, laptop.customFields],
      [
        'laptop',
        'Windows 11',
        'Maria Keller',
        'Main office',
        'Sales laptop\nDock, too',
        { 'Physical Location': '2nd floor' },
      ],
    );
  });

  it('knows an asset by its tag, else its serial number, else its name, within its organization', async () => {
    const organizationId = (await test.console.organizations.create({ name: 'Known' })).id;
    const add = async (name: string, more: object) =>
      (await test.console.assets.create({ organizationId, name, ...more })).record.id;
    const tagged = await add('Tagged', { tag: 'T-1', serialNumber: 'S-1' });
    const serial = await add('Serial', { serialNumber: 'S-2', location: 'Old place' });
    const named = await add('Named', {});
    const lines = [
      'Client,Name,Asset Tag,Serial,Location',
      'Known,Renamed,t-1,S-9,Here',
      'Known,Serial,,S-2,Here',
      'Known,named,,,Here',
      'Known,Named,,S-3,New one',
      'Bench MSP,Tagged,T-1,,Elsewhere',
      'Known,Again,T-1,,Twice',
    ];
    const file = chosen(...lines);
    const seen = await test.console.imports.preview(file);
    assert.equal(seen.format, 'assets-csv');
    assert.deepEqual(
      seen.rows.map(({ outcome }) => outcome),
      ['changed', 'changed', 'changed', 'new', 'new', 'duplicate'],
    );
    assert.match(seen.rows[1]!.reason!, new RegExp(`location of asset ${serial}$`));
    const { batch } = await test.console.imports.commit(file);
    const after = await test.console.assets.get({ id: tagged });
    assert.deepEqual([after.name, after.serialNumber, after.location], ['Renamed', 'S-9', 'Here']);
    const again = await test.console.imports.preview(chosen(...lines));
    assert.deepEqual(
      [again.new, again.changed, again.duplicate],
      [0, 0, 6],
      'taken in once, it is all known',
    );

    await test.console.assets.update({ ids: [serial], patch: { location: 'Mine' } });
    const { kept } = await test.console.imports.undo({ batchId: batch.id });
    assert.equal(kept, 1);
    const restored = await test.console.assets.get({ id: tagged });
    assert.deepEqual([restored.name, restored.tag, restored.location], ['Tagged', 'T-1', null]);
    assert.equal((await test.console.assets.get({ id: serial })).location, 'Mine', 'later work stays');
    assert.equal((await test.console.assets.get({ id: named })).location, null);
    assert.equal((await test.console.assets.list({ filter: { organizationId } })).total, 3);
  });

  it('says of each row that it cannot take what is wrong with it', async () => {
    const { refused } = await test.console.imports.preview(
      chosen(
        snipeIt,
        ',,,,,,,,,,,',
        ',A,X-1,,,,,,,,31/31/2025,',
        ',B,X-2,,,,,,,,2025-01-01,three years',
        `,${'n'.repeat(201)},X-3,,,,,,,,,`,
        ',C,X-4,,,,,,,,,,extra',
      ),
    );
    assert.deepEqual(
      refused.map(({ row }) => row),
      [1, 2, 3, 4, 5],
    );
    for (const [index, words] of [/no name/, /date/, /months/, /name/, /13 cells/].entries()) {
      assert.match(refused[index]!.reason, words);
    }
  });

  it('leaves files of other kinds to others', async () => {
    for (const line of [
      'Name,Description,Type,MAC,IP,NAT IP,IPv6,Network',
      'Full Name,Job Title,Department Name,Email Address,Office Phone,Office Extension,Mobile Phone,Office Location',
    ]) {
      await assert.rejects(test.console.imports.preview(chosen(line, 'a,b,c')), /No known format/);
    }
  });
});

describe('days in a file', () => {
  it('are read in the order that the file itself proves', () => {
    assert.deepEqual(dateOrderOf(['2026-03-04', '']), { order: 'month first', note: null });
    assert.deepEqual(dateOrderOf(['3/4/26', '12/31/25']), {
      order: 'month first',
      note: 'Dates with slashes are read with the month first (3/4/26 as 2026-03-04).',
    });
    assert.deepEqual(dateOrderOf(['3/4/26', '31/12/25']), {
      order: 'day first',
      note: 'Dates with slashes are read with the day first (3/4/26 as 2026-04-03).',
    });
    assert.match(dateOrderOf(['3/4/26']).note!, /no date in the file says otherwise/);
    assert.equal(parseDay('3/4/26', 'month first'), '2026-03-04');
    assert.equal(parseDay('3/4/2026', 'day first'), '2026-04-03');
    assert.equal(parseDay('2026-03-04', 'day first'), '2026-03-04');
    assert.equal(parseDay('', 'day first'), null);
    for (const wrong of ['31/12/25', '2/30/26', 'soon', '1/1/026']) {
      assert.equal(parseDay(wrong, 'month first'), undefined, wrong);
    }
  });

  it('lie so many months later, at the latest on the last day of the month', () => {
    assert.equal(monthsAfter('2024-02-29', 12), '2025-02-28');
    assert.equal(monthsAfter('2025-08-31', 6), '2026-02-28');
    assert.equal(monthsAfter('2025-03-01', 36), '2028-03-01');
  });
});
