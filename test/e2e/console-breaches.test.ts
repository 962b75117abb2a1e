import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { BreachAddress, BreachRun } from '../../shared/breach.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { atConsole } from '../support/console.ts';
import { launchTechbench, resize } from '../support/techbench-window.ts';

const techbench = await launchTechbench({ demo: true, size: { width: 1280, height: 800 } });
after(() => techbench.close());
const seat = atConsole(techbench);
const { page } = seat;

const find = async (search: string) =>
  (await seat.call<{ rows: BreachAddress[] }>('breaches.list', { search })).rows;
const opened = () => page.evaluate(() => document.querySelector('#record-detail h2')?.textContent ?? null);

describe('breaches at the console', () => {
  it('say that nobody can be asked, and show what is known', async () => {
    await page.locator('[role=grid] [data-index]').first().waitFor();
    await seat.press('g', 'Shift+B');
    await seat.sees('Nothing can be checked: no source is switched on');
    await page.getByText('dana.price@acme.example').first().waitFor();
    await seat.press('Home', 'j', 'j', 'Enter');
    await seat.becomes(opened, 'dana.price@acme.example', 'it is open');
    await seat.sees('Demo Travel');
    await seat.sees('What to do');
    await seat.sees(/Leaked Sep 30, 2025: email, password, dates of birth/);
  });

  it('are ignored with a reason, and heeded again', async () => {
    await page.getByRole('button', { name: 'Ignore…' }).first().press('Enter');
    await seat.becomes(seat.dialog, 'Ignore Demo Travel', 'it asks why');
    await seat.type('The account is closed');
    await seat.press('Control+Enter');
    await seat.sees(/Ignored by .*: The account is closed/);
    await page.getByRole('button', { name: 'Heed again' }).press('Enter');
    await seat.becomes(() => page.getByRole('button', { name: 'Heed again' }).count(), 0, 'it is heeded');
  });

  it('become a ticket with the message as its unsent reply', async () => {
    await seat.press('t');
    await seat.becomes(seat.dialog, 'Write to the customer', 'the message is written');
    await seat.press('Control+Enter');
    await seat.sees(/appears in 2 data breaches/);
    const drafts = await seat.call<{ text: string }[]>('drafts.list', { prefix: 'reply:' });
    assert.match(drafts[0]!.text, /Change the password there/);
    await seat.press('g', 'Shift+B');
  });

  it('are looked up by key, and are not called clean that nobody looked at', async () => {
    await seat.press('c');
    await seat.becomes(seat.dialog, 'Check addresses', 'the form is open');
    await seat.type('new.person@acme.example');
    await seat.press('Control+Enter');
    await seat.becomes(opened, 'new.person@acme.example', 'its report is open');
    await seat.sees(/No source is switched on that could be asked/);
    const [row] = await find('new.person');
    assert.deepEqual([row!.standing, row!.failure, row!.watched], ['not_checked', 'no_source', false]);
  });

  it('are watched and let go by one key', async () => {
    await seat.press('w');
    await seat.becomes(async () => (await find('new.person'))[0]?.watched, true, 'it is watched');
    // The key means what the screen says: it says so once the change has come there.
    await seat.sees('Stop watching');
    await seat.press('w');
    await seat.becomes(async () => (await find('new.person'))[0]?.watched, false, 'it is not any more');
  });

  it('of many wait in a run that says how far it is, and can be called off', async () => {
    await seat.press('c');
    await seat.type('a1@acme.example, a2@acme.example; "A3" <a3@acme.example>');
    await page.getByRole('button', { name: 'Check 3' }).waitFor();
    await seat.press('Control+Enter');
    await seat.sees(/0 of 3 checked/);
    await page.getByRole('button', { name: 'Call off' }).press('Enter');
    const [run] = await seat.call<BreachRun[]>('breaches.runs', {});
    await seat.becomes(
      async () => (await seat.call<BreachRun[]>('breaches.runs', {}))[0]!.state,
      'cancelled',
      'it is called off',
    );
    assert.equal(run!.total, 3);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`give axe nothing to find, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await loadAxe(page);
      await seat.press('g', 'Shift+B', '/');
      await page.keyboard.press('Control+A');
      await seat.type('dana.price@acme');
      await seat.becomes(() => page.getByRole('row').count(), 2, 'one is listed under the head');
      await seat.press('Enter', 'Home', 'Enter');
      await seat.sees('What to do');
      assert.deepEqual(await axeFindings(page), [], 'an address');
      await page.getByRole('tab', { name: 'What it may open' }).press('Enter');
      await seat.sees('Open tickets');
      assert.deepEqual(await axeFindings(page), [], 'what it may open');
      await page.getByRole('tab', { name: 'Checks' }).press('Enter');
      assert.deepEqual(await axeFindings(page), [], 'its checks');
      await page.getByRole('tab', { name: /^Breaches/ }).press('Enter');
      for (const [key, title] of [
        ['c', 'Check addresses'],
        ['s', 'Sources of breaches'],
        ['v', 'Breaches as they came to light'],
      ] as const) {
        // oxlint-disable no-await-in-loop -- one dialog after the other
        await seat.press(key);
        await seat.becomes(seat.dialog, title, 'it is open');
        assert.deepEqual(await axeFindings(page), [], title);
        await seat.press('Escape');
        // oxlint-enable no-await-in-loop
      }
    });
  }

  it('stay within a window of 900 by 600', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await seat.becomes(wide, 0, 'nothing is cut off');
  });
});
