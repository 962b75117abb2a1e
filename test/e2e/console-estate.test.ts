import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Asset, SavedAssetFilter } from '../../shared/asset.ts';
import type { Ticket } from '../../shared/ticket.ts';
import type { Vehicle } from '../../shared/vehicle.ts';
import { goHome, openConsole } from '../support/console.ts';

const { seat, desk } = await openConsole(4);
const assetIds: number[] = [];
const asset = (id: number) => seat.call<Asset>('assets.get', { id });
const list = async (input = {}) => (await seat.call<{ rows: Asset[] }>('assets.list', input)).rows;

before(async () => {
  const shapes = [
    { name: 'FS01', type: 'server', warrantyExpires: '2020-01-31', serialNumber: 'SRV-77-X' },
    { name: 'LT-Keller', type: 'laptop', assignedTo: 'Maria Keller' },
    { name: 'Printer 2F', type: 'printer', status: 'in_repair' },
  ];
  for (const shape of shapes) {
    const { record } = await seat.call<{ record: Asset }>('assets.create', {
      ...shape,
      organizationId: desk.organizations[0],
    });
    assetIds.push(record.id);
  }
  await seat.call('tickets.update', { ids: [desk.tickets[0]], patch: { deviceId: 'dev_000001' } });
  await goHome(seat);
});

describe('the assets, by keyboard', () => {
  it('are listed by name, the first one open beside them, its warranty in words', async () => {
    await seat.press('g', 'e');
    await seat.becomes(seat.subjects, ['FS01', 'LT-Keller', 'Printer 2F'], 'all of them');
    await seat.sees(/Warranty ended/);
    await seat.press('j');
    await seat.sees(/Warranty not known/);
  });

  it('show what is still to be done on them, and lead to the ticket and back', async () => {
    await seat.press('Home');
    await seat.sees('1 open ticket');
    await seat.page.getByRole('button', { name: /TCK-1/ }).press('Enter');
    await seat.becomes(seat.opened, 'Case 1', 'the ticket is open');
    await seat.page.getByRole('button', { name: /^Asset: FS01/ }).waitFor();
    await seat.press('Shift+D');
    await seat.page.getByRole('heading', { name: 'FS01' }).waitFor();
  });

  it('are found by any word, and the text survives a reload', async () => {
    await seat.press('Escape', '/');
    await seat.type('srv-77');
    await seat.becomes(seat.subjects, ['FS01'], 'by its serial number');
    await seat.press('Control+a');
    await seat.type('nothing has these words');
    await seat.becomes(() => seat.page.locator('#record-detail').count(), 0, 'nothing stays open beside it');
    await seat.press('Control+a');
    await seat.type('srv-77');
    await seat.becomes(seat.subjects, ['FS01'], 'found again');
    await seat.page.reload();
    await seat.becomes(seat.subjects, ['FS01'], 'still only that one');
    await seat.press('/', 'Escape');
    await seat.becomes(async () => (await seat.subjects()).length, 3, 'Escape lists all again');
  });

  it('change together: a selection gets one status, one place, and both can be taken back', async () => {
    await seat.press('Home', 'x', 'j', 'x', 's');
    await seat.type('retired');
    await seat.press('Enter');
    await seat.becomes(async () => (await asset(assetIds[1]!)).status, 'retired', 'the second');
    assert.equal((await asset(assetIds[0]!)).status, 'retired');
    assert.equal((await asset(assetIds[2]!)).status, 'in_repair');
    await seat.press('z');
    await seat.becomes(async () => (await asset(assetIds[0]!)).status, 'active', 'taken back');
    await seat.press('l');
    await seat.becomes(seat.dialog, 'Location of 2 assets', 'it asks once for both');
    await seat.type('Server room');
    await seat.press('Enter');
    await seat.becomes(async () => (await asset(assetIds[1]!)).location, 'Server room', 'both moved');
    await seat.press('Escape');
  });

  it('keep a half-typed value over a reload, where it was typed', async () => {
    await seat.press('Home', 'Enter');
    await seat.page.getByRole('button', { name: /^Hostname/ }).press('Enter');
    await seat.type('fs01.acme');
    await seat.keeps('fs01.acme');
    await seat.page.reload();
    const field = seat.page.getByRole('textbox', { name: 'Hostname' });
    await field.waitFor();
    await seat.becomes(() => field.inputValue(), 'fs01.acme', 'the text is there');
    await field.press('Enter');
    await seat.becomes(async () => (await asset(assetIds[0]!)).hostname, 'fs01.acme', 'Enter keeps it');
  });

  it('are narrowed by a filter that gets a name and a place in the sidebar', async () => {
    await seat.press('f');
    await seat.type('type');
    await seat.press('Enter');
    await seat.type('printer');
    await seat.press('Enter', 'Escape');
    await seat.becomes(seat.subjects, ['Printer 2F'], 'printers only');
    await seat.page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await seat.type('Printers');
    await seat.press('Enter');
    const link = seat.page.getByRole('link', { name: /^Printers/ });
    await seat.becomes(() => link.textContent(), 'Printers1', 'with its count');
    const [saved] = await seat.call<SavedAssetFilter[]>('savedAssetFilters.list');
    assert.deepEqual(saved?.filter, { type: ['printer'] });
    await seat.press('g', 'e');
    await seat.becomes(async () => (await seat.subjects()).length, 3, 'the whole list is back');
    await link.press('Enter');
    await seat.becomes(seat.subjects, ['Printer 2F'], 'and the saved one again');
    await seat.press('g', 'e');
  });

  it('are made with w and deleted with Delete, with the way back', async () => {
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New asset', 'the dialog is open');
    await seat.type('AP lobby');
    await seat.press('Tab');
    await seat.type('Access');
    await seat.press('Control+Enter');
    await seat.page.getByRole('heading', { name: 'AP lobby' }).waitFor();
    assert.equal((await list({ search: 'lobby' }))[0]?.type, 'access_point');
    await seat.becomes(seat.current, 'AP lobby', 'the cursor is on it');
    await seat.press('Delete');
    await seat.becomes(async () => (await list()).length, 3, 'gone');
    await seat.press('z');
    await seat.becomes(async () => (await list()).length, 4, 'and back');
  });

  it('follow what others do without being asked', async () => {
    await seat.call('assets.update', { ids: [assetIds[2]], patch: { name: 'Printer 3F' } });
    await seat.becomes(async () => (await seat.subjects()).includes('Printer 3F'), true, 'renamed');
  });

  it('remember the order and the columns chosen', async () => {
    await seat.press('Control+k');
    await seat.type('sort by status');
    await seat.press('Enter');
    await seat.page.waitForSelector('[role=columnheader][aria-sort=ascending] >> text=Status');
    await goHome(seat);
    await seat.press('g', 'e');
    await seat.page.waitForSelector('[role=columnheader][aria-sort=ascending] >> text=Status');
  });
});

describe('the asset of a ticket', () => {
  it('is linked with d, shown in the head, and unlinked', async () => {
    const id = desk.tickets[1]!;
    const ticket = () => seat.call<Ticket>('tickets.get', { id });
    await seat.press('g', 'i', 'End', 'k');
    await seat.becomes(seat.opened, 'Case 2', 'the ticket is open');
    await seat.press('d');
    await seat.type('kel');
    await seat.page.getByRole('option', { name: /LT-Keller/ }).waitFor();
    await seat.press('Enter');
    await seat.becomes(async () => (await ticket()).asset?.name, 'LT-Keller', 'linked');
    await seat.page.getByRole('button', { name: /^Asset: LT-Keller/ }).waitFor();
    await seat.page.getByRole('tab', { name: 'Details' }).click();
    await seat.page.getByRole('button', { name: 'Unlink the asset' }).press('Enter');
    await seat.becomes(async () => (await ticket()).asset, null, 'unlinked');
    await seat.page.getByRole('tab', { name: 'Conversation' }).click();
  });

  it('is shown as not linked where the device names none of ours', async () => {
    await seat.call('tickets.update', { ids: [desk.tickets[1]], patch: { deviceId: 'dev_abc123' } });
    await seat.page.getByRole('button', { name: /dev_abc123 \(not linked\)/ }).waitFor();
  });
});

describe('an organization', () => {
  it('shows what belongs to it, and leads there', async () => {
    await seat.press('g', 'o', 'Home', 'Enter');
    await seat.page.getByRole('tab', { name: /^Assets \d/ }).click();
    await seat.page.getByRole('list', { name: 'Assets of this organization' }).waitFor();
    await seat.page.getByRole('button', { name: /LT-Keller/ }).press('Enter');
    await seat.page.getByRole('heading', { name: 'LT-Keller' }).waitFor();
  });
});

describe('the vehicles, by keyboard', () => {
  it('are made, given a driver, and found by their plate', async () => {
    await seat.press('g', 'v');
    await seat.sees('No vehicles yet');
    await seat.press('w');
    await seat.type('Van 7');
    await seat.press('Control+Enter');
    await seat.page.getByRole('heading', { name: 'Van 7' }).waitFor();
    await seat.press('a');
    await seat.type('Jia Wu');
    await seat.press('Enter', 'e');
    await seat.type('plate');
    await seat.press('Enter');
    await seat.type('W-777');
    await seat.press('Enter');
    const vehicle = async () =>
      (await seat.call<{ rows: Vehicle[] }>('vehicles.list', { search: 'w-777' })).rows[0];
    await seat.becomes(async () => (await vehicle())?.assignedTo, 'Jia Wu', 'the driver is kept');
  });

  it('are in the palette by name, as everything is', async () => {
    await seat.press('g', 'i', 'Control+k');
    await seat.type('van 7');
    await seat.page.locator('[cmdk-item]', { hasText: 'Van 7' }).waitFor();
    await seat.press('Enter');
    await seat.page.getByRole('heading', { name: 'Van 7' }).waitFor();
  });
});
