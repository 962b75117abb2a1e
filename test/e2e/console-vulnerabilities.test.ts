import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Finding } from '../../shared/vulnerability.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { atConsole, goHome } from '../support/console.ts';
import { launchTechbench, resize } from '../support/techbench-window.ts';

const seat = atConsole(await launchTechbench({ demo: true, size: { width: 1280, height: 800 } }));
const { page } = seat;
after(() => seat.close());

const opened = () => page.evaluate(() => document.querySelector('#record-detail h2')?.textContent ?? null);
const headings = () => page.locator('[role=grid] [data-index] [class*=subject]').allTextContents();
const counts = () =>
  seat.call<{ findings: number; open: number; candidates: number }>('vulnerabilities.counts');
const findings = async (cve: string) => {
  const { rows } = await seat.call<{ rows: { id: number }[] }>('vulnerabilities.list', {
    filter: { state: 'all' },
    search: cve,
  });
  return seat.call<Finding[]>('vulnerabilities.findings', { vulnerabilityId: rows[0]!.id });
};
/** Puts the cursor on one of them, which opens it: the first has the latest day. */
async function show(row: number, title: string): Promise<void> {
  await seat.press('Home', ...Array.from({ length: row }, () => 'j'), 'Enter');
  await seat.becomes(opened, title, 'it is open');
}

before(async () => {
  await goHome(seat);
  await seat.press('g', 'Shift+V');
  await seat.becomes(async () => (await headings()).length, 8, 'everything that meets an asset is listed');
});

describe('vulnerabilities, by keyboard', () => {
  it('are confirmed with one key, wherever the software is, and taken back with another', async () => {
    await show(1, '7-Zip Mark of the Web Bypass Vulnerability');
    const before = await counts();
    await seat.press('c');
    await seat.becomes(
      async () => (await findings('CVE-2025-0411')).length,
      11,
      'each asset with it has a finding',
    );
    assert.ok((await counts()).findings > before.findings);
    await seat.sees('7-Zip 22.01 (x64) 22.01 is affected, wherever it is');
    await seat.press('z');
    await seat.becomes(
      async () => (await findings('CVE-2025-0411')).filter(({ state }) => state === 'open').length,
      0,
      'nothing is open any more',
    );
  });

  it('are rejected where another product is meant', async () => {
    await show(4, 'Adobe Acrobat and Reader Use-After-Free Vulnerability');
    await seat.press('r');
    await seat.becomes(seat.dialog, 'Reject', 'it is asked what is not so');
    await seat.press('Enter');
    await seat.sees('Adobe Acrobat Reader is another product');
    await seat.press('z');
    await seat.sees('22 assets to look at');
  });

  it('are suppressed with a reason, and closed by evidence', async () => {
    await show(0, 'RARLAB WinRAR Path Traversal Vulnerability');
    await seat.press('s');
    await seat.becomes(seat.dialog, 'Suppress 6 open findings', 'the form says how many');
    await seat.type('Isolated network');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'the form is closed');
    const states = async () => [...new Set((await findings('CVE-2025-8088')).map(({ state }) => state))];
    await seat.becomes(states, ['suppressed'], 'all of them');
    // The way back is there when the toast is.
    await seat.sees('6 findings suppressed');
    await seat.press('z');
    await seat.becomes(states, ['open'], 'and taken back');
    await seat.press('e');
    await seat.becomes(seat.dialog, 'Mark fixed 6 open findings', 'evidence is asked for');
    await seat.type('Notice 12 of the maker');
    await seat.press('Control+Enter');
    await seat.becomes(states, ['fixed'], 'closed');
    await seat.sees('6 findings closed by evidence');
    await seat.press('z');
    await seat.becomes(states, ['open'], 'and open again');
  });

  it('are listed by asset too, where one becomes a ticket', async () => {
    await seat.press('v');
    await seat.becomes(async () => (await headings()).length, 6, 'six computers have WinRAR');
    await seat.press('Home', 'Enter', 't');
    await seat.becomes(seat.dialog, 'A ticket about', 'which finding');
    await seat.press('Enter');
    await seat.becomes(seat.opened, await firstSubject(), 'the ticket is shown');
  });

  it('come from software that is noted at an asset', async () => {
    await seat.press('g', 'e');
    await page.getByRole('tab', { name: 'Software' }).click();
    await seat.sees('noted at the asset');
    await page.getByRole('button', { name: 'Add software' }).click();
    await seat.becomes(seat.dialog, 'Add software', 'the form is open');
    await seat.type('WinRAR 6.21 (64-bit)');
    await page.getByRole('textbox', { name: 'Vendor' }).fill('win.rar GmbH');
    await page.getByRole('textbox', { name: 'Version' }).fill('6.21.0');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'it is noted');
    await seat.becomes(async () => (await findings('CVE-2025-8088')).length, 7, 'and found at once');
  });
});

async function firstSubject(): Promise<string> {
  const { rows } = await seat.call<{ rows: { subject: string }[] }>('tickets.list', {
    view: 'all',
    limit: 1,
  });
  return rows[0]!.subject;
}

describe('the screen of vulnerabilities', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`gives axe nothing to find, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await seat.press('g', 'Shift+V');
      await loadAxe(page);
      await seat.press('Home', 'Enter');
      // What stands in the dark in the same parts is drawn in the same colours.
      const parts = theme === 'light' ? ['What is known', 'Software'] : ['Software'];
      for (const part of parts) {
        await page.getByRole('tab', { name: part }).press('Enter');
        assert.deepEqual(await axeFindings(page), [], part);
      }
      await seat.press('Shift+F');
      await seat.becomes(seat.dialog, 'Sources of vulnerabilities', 'the sources are open');
      assert.deepEqual(await axeFindings(page), [], 'the sources');
      await seat.press('Escape', 'v');
      assert.deepEqual(await axeFindings(page), [], 'by asset');
    });
  }

  it('stays within a window of 900 by 600', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const keys of [['Escape'], ['Home', 'Enter'], ['v'], ['Escape']]) {
      await seat.press(...keys);
      await seat.becomes(wide, 0, `nothing is cut off after ${keys.join(' ')}`);
    }
  });
});
