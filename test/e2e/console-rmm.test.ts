import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { RmmIntegration } from '../../shared/rmm.ts';
import type { VaultStatus } from '../../shared/vault.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { atConsole } from '../support/console.ts';
import { launchTechbench, resize } from '../support/techbench-window.ts';

const seat = atConsole(await launchTechbench({ demo: true, size: { width: 1280, height: 800 } }));
const { page } = seat;
after(() => seat.close());

const opened = () => page.evaluate(() => document.querySelector('#rmm-detail h2')?.textContent ?? null);
const tab = (name: string | RegExp) => page.getByRole('tab', { name }).press('Enter');
const integrations = () => seat.call<RmmIntegration[]>('rmm.list');

describe('RMM integrations, by keyboard', () => {
  it('show the account of the sample, what it came to and what waits for an answer', async () => {
    const state = async () => (await seat.call<VaultStatus>('vault.status')).state;
    await seat.becomes(state, 'unlocked', 'the keychain of the session opens it');
    await page.getByRole('grid').waitFor();
    await seat.press('g', 'Shift+A');
    await seat.sees('To settle');
    await seat.press('Enter');
    await seat.becomes(opened, 'NinjaOne', 'it is open');
    await seat.sees('It waits for you');
    await seat.sees(/devices on 5 pages/);
  });

  it('give a client of the vendor to a new organization, whose devices become assets', async () => {
    await tab(/Clients/);
    await seat.sees('whose?');
    await page.getByRole('button', { name: 'Choose the organization of Lakeside Dental' }).press('Enter');
    await seat.becomes(seat.dialog, 'Whose devices has Lakeside Dental?', 'asked');
    await page.keyboard.type('A new');
    await seat.press('Enter');
    await seat.becomes(async () => (await integrations())[0]!.counts.waiting, 0, 'its devices are assets');
    const found = await seat.call<{ total: number }>('assets.list', { search: 'LSD-XRAY' });
    assert.equal(found.total, 1);
  });

  it('ask which asset a device is, and take the answer', async () => {
    await tab(/Questions/);
    await seat.sees('An asset has this name, but not this serial number.');
    await page.getByRole('button', { name: /^A new asset/ }).press('Enter');
    await seat.sees('Nothing to answer');
    assert.equal((await integrations())[0]!.counts.asking, 0);
  });

  it('refuse an address in a private network, and keep what was typed', async () => {
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New RMM integration', 'the form is open');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://10.1.2.3');
    await page.getByRole('textbox', { name: 'Client ID' }).fill('client');
    await page.getByLabel('Client secret').fill('hidden-secret');
    await seat.press('Control+Enter');
    await seat.sees(/leads to a private network/);
    await page.getByRole('textbox', { name: 'Address' }).fill('https://ninja.invalid');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'it is added');
    assert.equal((await page.content()).includes('hidden-secret'), false);
  });

  it('say why a sync failed, and that it is tried again', async () => {
    const added = (await integrations()).find(({ baseUrl }) => baseUrl === 'https://ninja.invalid')!;
    await seat.call('rmm.sync', { id: added.id });
    await seat.becomes(
      async () => (await integrations()).find(({ id }) => id === added.id)!.standing.state,
      'failing',
      'there is no such host',
    );
    await seat.sees(/cannot be reached/);
    await seat.sees(/tried again by itself/);
  });

  it('shut nobody out, in light and dark, wide and narrow', async () => {
    await loadAxe(page);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const name of ['Overview', /Clients/, /Questions/, 'Devices']) {
        await tab(name);
        // oxlint-disable-next-line no-await-in-loop -- one picture at a time
        assert.deepEqual(await axeFindings(page), [], `${scheme}: ${String(name)}`);
      }
    }
    await resize(seat.app, { width: 900, height: 600 });
    assert.deepEqual(await axeFindings(page), [], 'the narrow window');
    await seat.press('w');
    assert.deepEqual(await axeFindings(page), [], 'the form');
    await seat.press('Escape');
  });
});
