import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { ReviewScore } from '../../shared/security-review.ts';
import type { VaultStatus } from '../../shared/vault.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { openConsole } from '../support/console.ts';
import { resize } from '../support/techbench-window.ts';

const { seat } = await openConsole(1);
const { page } = seat;

const opened = () => page.evaluate(() => document.querySelector('#review-detail h2')?.textContent ?? null);
const tab = (name: string | RegExp) => page.getByRole('tab', { name }).press('Enter');

describe('the security review, by keyboard', () => {
  let acme = 0;

  before(async () => {
    const state = async () => (await seat.call<VaultStatus>('vault.status')).state;
    await seat.becomes(state, 'unlocked', 'the keychain of the session opens it');
    await seat.call('vault.lock', {});
  });

  it('has no score before somebody looked, and says what it could not look at', async () => {
    acme = (await seat.call<{ id: number }>('organizations.create', { name: 'Aardvark Dental' })).id;
    await seat.call('assets.create', { organizationId: acme, name: 'nas', ipAddress: '127.0.0.1' });
    await seat.press('g', 'Shift+S');
    await seat.sees('never');
    await seat.press('Enter');
    await seat.becomes(opened, 'Aardvark Dental', 'the review is open');
    await seat.sees('Nothing could be checked');
    await seat.sees('The ports of no asset were checked.');
    await seat.sees('The vault is locked.');
  });

  it('follows the vault: what it locks is not known, what it opens is scored', async () => {
    await seat.call('vault.unlock', {});
    const password = 'Tr0ubadour&3staples!';
    for (const title of ['Portal', 'Mail']) {
      const entry = { organizationId: acme, title, username: 'ops', password, urls: ['https://a.example'] };
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are typed
      await seat.call('entries.create', entry);
    }
    await seat.sees('1 reused password');
    await seat.sees('2 logins without a second factor');
    await seat.sees('2 of 2 passwords were not checked against breaches.');
    const [kept] = await seat.call<ReviewScore[]>('reviews.history', { organizationId: acme });
    await seat.call('vault.lock', {});
    await seat.sees('The vault is locked.');
    await seat.sees('The score stands as it was then: 2 categories cannot be checked now.');
    const head = async () => (await page.locator('#review-detail header').textContent()) ?? '';
    assert.match(await head(), new RegExp(`2 of 5 categories checked.*${kept!.score} of 100`));
    assert.equal((await page.content()).includes('same password as'), false);
    await seat.call('vault.unlock', {});
    await seat.sees('1 reused password');
  });

  it('tells the least work that brings ten points', async () => {
    await tab('Next steps');
    await seat.sees(/From \d+ to \d+ or better with about \d+ minutes of work/);
    await seat.sees('Change the password of');
  });

  it('looks at ports only where the client agreed, and says where it may not', async () => {
    await seat.press('c');
    await seat.becomes(seat.dialog, 'Check open ports', 'it asks');
    const check = page.getByRole('button', { name: /^Check/ }).last();
    assert.equal(await check.isDisabled(), true);
    await page.getByRole('checkbox').press('Space');
    await seat.press('Control+Enter');
    await seat.sees(/nas: 127\.0\.0\.1 leads to this machine itself/);
    await seat.press('Escape');
  });

  it('keeps the score of the day, beside those before it', async () => {
    await tab('Trend');
    const [today] = await seat.call<ReviewScore[]>('reviews.history', { organizationId: acme });
    assert.ok(today?.score != null);
    await page
      .getByRole('cell', { name: String(today.score), exact: true })
      .first()
      .waitFor();
    await seat.press('Escape', 'a');
    await seat.sees(/^\d organizations reviewed/);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`gives axe nothing to find, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await loadAxe(page);
      await seat.press('Enter');
      for (const name of [/^Findings/, 'Next steps', 'Ports', 'Trend']) {
        // oxlint-disable-next-line no-await-in-loop -- one part after the other
        await tab(name);
        // oxlint-disable-next-line no-await-in-loop
        assert.deepEqual(await axeFindings(page), [], String(name));
      }
      await seat.press('c');
      assert.deepEqual(await axeFindings(page), [], 'the question');
      await seat.press('Escape', 'Escape');
    });
  }

  it('stays within a window of 900 by 600', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    await seat.press('Enter');
    await seat.becomes(
      () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      0,
      'nothing is cut off',
    );
  });
});

describe('the sidebar', () => {
  it('folds its groups, and keeps them so', async () => {
    // As icons it has no headings, and nothing without a name.
    await loadAxe(page);
    assert.deepEqual(await axeFindings(page), [], 'the narrow window');
    await resize(seat.app, { width: 1280, height: 800 });
    const group = page.getByRole('button', { name: 'Exchange' });
    const entry = page.getByRole('link', { name: 'Webhooks' });
    await entry.waitFor();
    await group.press('Enter');
    await entry.waitFor({ state: 'hidden' });
    const { foldedGroups } = await seat.call<{ foldedGroups: string[] }>('preferences.get');
    assert.deepEqual(foldedGroups, ['Exchange']);
    await group.press('Enter');
    await entry.waitFor();
  });
});
