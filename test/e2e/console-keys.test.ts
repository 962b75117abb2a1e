import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ApiKey, RevealedKey } from '../../shared/api-key.ts';
import type { LocalApiSettings, Subscription } from '../../shared/local-api.ts';
import type { KeyUsage } from '../../shared/usage.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { startConsole, type Console } from '../support/console.ts';
import { resize } from '../support/techbench-window.ts';

const pictures = process.env['TECHBENCH_PICTURES'];

describe('API keys at the console', () => {
  let seat: Console;
  let revealed: string;
  before(async () => {
    ({ seat } = await startConsole(3));
  });
  after(() => seat.close());

  const keyNamed = async (name: string): Promise<ApiKey> => {
    const key = (await seat.call<ApiKey[]>('keys.list')).find((each) => each.name === name);
    assert.ok(key, name);
    return key;
  };
  const text = (selector: string) => seat.page.locator(selector).first().innerText();
  async function request(apiKey: string, place: string): Promise<number> {
    const { address } = await seat.call<{ address: string }>('system.status');
    return (await fetch(address + place, { headers: { authorization: `Bearer ${apiKey}` } })).status;
  }

  it('are made by keyboard, with what a product bundles, and shown once', async () => {
    await seat.press('g', 'k', 'w');
    await seat.becomes(seat.dialog, 'New API key', 'the dialog is open');
    await seat.type('Zapier');
    await seat.page.getByRole('checkbox', { name: 'All of Hub' }).check();
    const bundled = seat.page.getByRole('checkbox', { name: 'webhooks:manage' });
    assert.deepEqual([await bundled.isChecked(), await bundled.isDisabled()], [true, true]);
    await seat.page.getByRole('checkbox', { name: 'Voice' }).check();
    await seat.page.getByLabel('Limit').selectOption('own');
    await seat.page.getByLabel('Requests a minute').fill('90');
    await picture('keys-new');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, 'Key for Zapier', 'the key is shown');
    revealed = await text('dialog code');
    assert.match(revealed, /^tb_live_[0-9A-Za-z]{38}$/);
    assert.match(await text('dialog code >> nth=1'), /^curl -H "Authorization: Bearer tb_live_/);
    const { products, scopes, ownLimit } = await keyNamed('Zapier');
    assert.deepEqual(
      { products, scopes, ownLimit },
      {
        products: ['hub', 'voice'],
        scopes: ['tickets:read', 'tickets:write'],
        ownLimit: { perMinute: 90, burst: 100 },
      },
    );
    await seat.press('Escape');
    assert.equal((await seat.page.content()).includes(revealed), false, 'and nowhere afterwards');
  });

  it('show what they were used for, by day and by endpoint', async () => {
    for (let n = 0; n < 6; n += 1) assert.equal(await request(revealed, '/v1/api/tickets'), 200);
    assert.equal(await request(revealed, '/v1/api/tickets/tkt_ffffff'), 404);
    assert.equal(await request('tb_live_wrong', '/v1/api/tickets'), 401);
    const { id } = await keyNamed('Zapier');
    assert.equal((await seat.call<KeyUsage>('usage.ofKey', { id })).requests, 7);
    await seat.press('g', 'i', 'g', 'k', 'Enter');
    await seat.sees('GET /v1/api/tickets/:id');
    await seat.sees('7 requests in 30 days, 1 failed');
    const chart = seat.page.getByRole('slider', { name: 'Requests, day by day' });
    await chart.focus();
    await seat.press('ArrowLeft');
    assert.match((await chart.getAttribute('aria-valuetext')) ?? '', /: 7 requests, 1 failed$/);
    await picture('keys-use');
  });

  it('tell what they may and when they end', async () => {
    await seat.page.getByRole('tab', { name: 'What it may' }).click();
    await seat.page.getByText('Hub, Voice', { exact: true }).waitFor();
    await seat.sees('90 a minute, 100 at once (set by hand)');
    await seat.sees('Add and remove webhooks');
    await picture('keys-grants');
  });

  it('list their requests, narrowed to failures, and the log of all', async () => {
    await seat.page.getByRole('tab', { name: 'Requests' }).click();
    const rows = () => seat.page.locator('tbody tr').count();
    await seat.becomes(rows, 7, 'the requests of the key');
    await seat.page.getByLabel('Answered').selectOption('failed');
    await seat.becomes(rows, 1, 'those that failed');
    await seat.press('Escape', 'l');
    await seat.sees('Request log');
    await seat.becomes(rows, 8, 'those of nobody too');
    await seat.sees('no valid key');
    await picture('keys-log');
    await seat.press('Escape');
  });

  it('are rotated with an overlap and revoked for good, each with a key of the keyboard', async () => {
    const issued = await seat.call<RevealedKey>('keys.issue', { name: 'Nightly', scopes: ['tickets:read'] });
    const { id } = issued.key;
    await seat.page.evaluate((key) => (location.hash = `#/keys/${key}`), id);
    await seat.sees('Nothing has used it yet');
    await seat.press('r');
    await seat.becomes(seat.dialog, 'Rotate Nightly', 'it asks for the overlap');
    await seat.page.getByRole('button', { name: 'Rotate', exact: true }).last().press('Enter');
    await seat.becomes(seat.dialog, 'Key for Nightly', 'the new key is shown');
    await seat.press('Escape');
    assert.equal(await request(issued.apiKey, '/v1/api/tickets'), 200, 'both work for a day');
    await seat.press('Delete');
    await seat.becomes(seat.dialog, 'Revoke Nightly?', 'it asks');
    await seat.page.getByRole('button', { name: 'Revoke for good' }).press('Enter');
    await seat.becomes(seat.dialog, null, 'done');
    assert.equal(await request(issued.apiKey, '/v1/api/tickets'), 401, 'at once');
  });

  it('are bounded by settings that take effect at once', async () => {
    await seat.press('g', 't');
    await seat.page.getByRole('link', { name: 'Local API' }).press('Enter');
    await seat.page.getByLabel('Web pages that may call').fill('https://tools.example/');
    await seat.page.getByRole('button', { name: 'Keep' }).last().press('Enter');
    await seat.sees(/https:\/\/tools\.example\/ must be an origin/);
    await seat.page.getByLabel('Web pages that may call').fill('https://tools.example');
    await seat.page.getByRole('button', { name: 'Keep' }).last().press('Enter');
    const origins = async () => (await seat.call<LocalApiSettings>('localApi.get')).origins;
    await seat.becomes(origins, ['https://tools.example'], 'kept');
    await seat.page.getByLabel('Plan of the workspace').selectOption('enterprise');
    const plan = async () => (await seat.call<Subscription>('subscription.get')).plan;
    await seat.becomes(plan, 'enterprise', 'kept');
    await picture('settings-api');
  });

  it('give axe nothing to find, light and dark, wide and narrow', async () => {
    await loadAxe(seat.page);
    const { id } = await keyNamed('Zapier');
    for (const theme of ['light', 'dark']) {
      await seat.call('preferences.set', { theme });
      for (const size of [
        { width: 1280, height: 800 },
        { width: 900, height: 600 },
      ]) {
        await resize(seat.app, size);
        for (const place of ['keys', `keys/${id}`, 'requests', 'settings/api']) {
          await seat.page.evaluate((hash) => (location.hash = `#/${hash}`), place);
          const found = await axeFindings(seat.page);
          const name = `${place.replaceAll('/', '-')}-${theme}-${size.width}`;
          await picture(name);
          assert.deepEqual(found, [], name);
        }
      }
    }
  });

  async function picture(name: string): Promise<void> {
    if (pictures) await seat.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }
});
