import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { MaintenanceWindow } from '../../shared/maintenance.ts';
import type { Monitor } from '../../shared/monitor.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { openConsole } from '../support/console.ts';
import { resize } from '../support/techbench-window.ts';

const { seat, desk } = await openConsole(1);
const { page } = seat;
const [acme, demo] = desk.organizations as [number, number];

const monitors = async () => (await seat.call<{ rows: Monitor[] }>('monitors.list', { limit: 500 })).rows;
const named = async (name: string) => (await monitors()).find((each) => each.name === name);
const opened = () => page.evaluate(() => document.querySelector('#record-detail h2')?.textContent ?? null);
const headings = () => page.getByRole('rowheader').allTextContents();
const add = (monitor: object) => seat.call('monitors.create', monitor);
const createButton = page.getByRole('button', { name: 'Create monitor' });

before(async () => {
  await seat.press('g', 'u');
  await seat.sees('Nothing is watched yet');
});

describe('the uptime screen, by keyboard', () => {
  it('makes a monitor, and says what is wrong where it was typed', async () => {
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New monitor', 'the form is open');
    await seat.type('Website');
    await page.getByRole('textbox', { name: 'Address' }).fill('acme.example');
    await seat.sees('must be an address that starts with http:// or https://');
    assert.equal(await createButton.isDisabled(), true);
    await page.getByRole('textbox', { name: 'Address' }).fill('https://acme.example');
    await page.getByRole('combobox', { name: 'Organization' }).selectOption({ label: 'Acme Corp' });
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'the form is closed');
    await seat.becomes(opened, 'Website', 'and it is open');
    const made = await named('Website');
    assert.deepEqual(
      [made?.type, made?.url, made?.organizationId, made?.retries],
      ['http', 'https://acme.example', acme, 2],
    );
  });

  it('asks each type for what it looks at, and for nothing else', async () => {
    await seat.press('Escape', 'w');
    const type = page.getByRole('combobox', { name: 'Type' });
    const fields: [string, string[], string[]][] = [
      ['TCP port', ['Host', 'Port'], ['Address', 'Keyword']],
      ['Ping', ['Host'], ['Port', 'Address']],
      ['DNS record', ['Name to look up', 'One of these answers'], ['Port']],
      ['Certificate', ['Host', 'Port', 'Bad when it ends within days'], ['Keyword']],
      ['Domain', ['Domain', 'Bad when it ends within days'], ['Port']],
      ['Push', ['Called at least every, seconds'], ['Host', 'Address']],
    ];
    for (const [label, there, missing] of fields) {
      await type.selectOption({ label });
      for (const name of there) await page.getByRole('textbox', { name }).first().waitFor();
      for (const name of missing) {
        assert.equal(await page.getByRole('textbox', { name, exact: true }).count(), 0, `${label}: ${name}`);
      }
    }
    await page.getByRole('textbox', { name: 'Name' }).fill('Nightly backup');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'the form is closed');
    await seat.becomes(opened, 'Nightly backup', 'it is open');
    assert.match((await named('Nightly backup'))?.pushToken ?? '', /^[0-9a-f]{32}$/);
  });

  it('changes it in the same form, and takes that back', async () => {
    await seat.press('e');
    await seat.becomes(seat.dialog, 'Edit Nightly backup', 'the form is open');
    await page.getByRole('textbox', { name: 'Called at least every' }).fill('86400');
    await seat.press('Control+Enter');
    await seat.becomes(async () => (await named('Nightly backup'))?.interval, 86_400, 'it is saved');
    await seat.press('z');
    await seat.becomes(async () => (await named('Nightly backup'))?.interval, 60, 'and taken back');
  });

  it('is linked to the asset that it looks at, and unlinked', async () => {
    const monitor = (await named('Nightly backup'))!;
    const { record } = await seat.call<{ record: { id: number } }>('assets.create', {
      organizationId: monitor.organizationId,
      name: 'BACKUP-SRV',
    });
    const linked = async () => (await named('Nightly backup'))?.assetId;
    await seat.press('d');
    await seat.becomes(seat.dialog, 'Asset of Nightly backup', 'it asks which');
    await seat.type('BACKUP-SRV');
    await page.getByRole('option', { name: 'BACKUP-SRV' }).waitFor();
    await seat.press('Enter');
    await seat.becomes(linked, record.id, 'it is linked');
    await seat.press('z');
    await seat.becomes(linked, null, 'and no more');
  });

  it('stands under its organization, and beside all others when that is wished', async () => {
    for (const [name, organizationId] of [
      ['RDS farm', acme],
      ['Mail', demo],
    ] as const) {
      await add({ name, type: 'tcp', hostname: 'mx.example', port: 25, organizationId });
    }
    await seat.becomes(headings, ['Acme Corp2', 'Demo Corp1', 'Northwind MSP1'], 'three headings');
    await seat.press('Escape', 'v');
    await seat.becomes(headings, [], 'no heading is left');
    await seat.becomes(seat.subjects, ['Mail', 'Nightly backup', 'RDS farm', 'Website'], 'by name');
    await seat.press('v');
    await seat.becomes(async () => (await headings()).length, 3, 'under their headings again');
  });

  it('pauses many at once, and lets them run again', async () => {
    const paused = async () => (await monitors()).filter((each) => each.paused).map((each) => each.name);
    await seat.press('Home', 'x', 'j', 'x', 'p');
    await seat.becomes(async () => (await paused()).length, 2, 'two are paused');
    await seat.press('z');
    await seat.becomes(paused, [], 'all run again');
    await seat.press('Escape');
  });

  it('is narrowed by a filter, with numbers beside its words', async () => {
    await seat.press('f');
    await seat.type('type');
    await seat.press('Enter');
    await seat.type('tcp');
    await seat.press('Enter', 'Escape');
    await seat.becomes(seat.subjects, ['RDS farm', 'Mail'], 'only ports');
    await page.getByRole('button', { name: /Type: TCP port/ }).click();
    await seat.becomes(async () => (await seat.subjects()).length, 4, 'all of them');
  });

  it('is deleted with the way back', async () => {
    await seat.press('Escape', 'End', 'k', 'Delete');
    await seat.becomes(async () => (await named('Mail')) === undefined, true, 'it is gone');
    await seat.press('z');
    await seat.becomes(async () => (await named('Mail')) !== undefined, true, 'it is back');
  });
});

describe('maintenance, by keyboard', () => {
  const windows = async () =>
    (await seat.call<{ rows: MaintenanceWindow[] }>('maintenance.list', {})).rows.map(({ name }) => name);

  it('is announced with its next times in sight, and stands in the calendar', async () => {
    await seat.press('Escape', 'g', 'y');
    await seat.sees('No work is announced');
    const { record } = await seat.call<{ record: { id: number } }>('monitors.create', {
      name: 'Storage',
      type: 'ping',
      hostname: 'nas.example',
      organizationId: 1,
      paused: true,
    });
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New window', 'the form is open');
    await seat.type('Patch night');
    await page.getByRole('combobox', { name: 'How often' }).selectOption({ label: 'Again and again' });
    await page.getByRole('checkbox', { name: 'Sun' }).check();
    await seat.sees(/^Next: Sun/);
    await page.getByRole('checkbox', { name: 'Storage · nas.example (ping)' }).check();
    await seat.sees('Single monitors, 1 chosen');
    await loadAxe(page);
    assert.deepEqual(await axeFindings(page), [], 'the form');
    await seat.press('Control+Enter');
    await seat.becomes(windows, ['Patch night'], 'it is there');
    const [made] = (await seat.call<{ rows: MaintenanceWindow[] }>('maintenance.list', {})).rows;
    assert.deepEqual(made?.monitorIds, [record.id]);
    await seat.call('monitors.remove', { ids: [record.id] });
    const calendar = page.getByRole('list', { name: 'Maintenance in these three weeks' });
    await seat.becomes(
      () => calendar.getByRole('button', { name: /Patch night/ }).count(),
      3,
      'three Sundays',
    );
    assert.deepEqual(await axeFindings(page), [], 'the calendar');
  });

  it('is switched off and on, and deleted with the way back', async () => {
    const isOn = async () =>
      (await seat.call<{ rows: MaintenanceWindow[] }>('maintenance.list', {})).rows[0]?.enabled;
    await seat.press('p');
    await seat.becomes(isOn, false, 'off');
    await seat.press('p');
    await seat.becomes(isOn, true, 'on');
    await seat.press('Delete');
    await seat.becomes(windows, [], 'gone');
    await seat.press('z');
    await seat.becomes(windows, ['Patch night'], 'back');
    await seat.press('g', 'u');
  });
});

describe('the uptime screen', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`gives axe nothing to find, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await loadAxe(page);
      await seat.press('Escape', 'Escape', 'Home');
      assert.deepEqual(await axeFindings(page), [], 'the list');
      await seat.press('Enter');
      await seat.becomes(async () => (await opened()) !== null, true, 'one is open');
      assert.deepEqual(await axeFindings(page), [], 'a monitor');
      for (const part of ['Settings', 'History']) {
        await page.getByRole('tab', { name: part }).press('Enter');
        assert.deepEqual(await axeFindings(page), [], part);
      }
      await page.getByRole('tab', { name: 'Overview' }).press('Enter');
      await seat.press('Escape', 'w');
      assert.deepEqual(await axeFindings(page), [], 'the form');
      await seat.press('Escape');
    });
  }

  it('stays within a window of 900 by 600', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    await seat.press('Home', 'Enter');
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await seat.becomes(wide, 0, 'nothing is cut off');
    await seat.press('Escape');
    await seat.becomes(wide, 0, 'nor is the list');
    await resize(seat.app, { width: 1280, height: 800 });
  });
});
