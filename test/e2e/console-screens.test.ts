import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { ImportBatch } from '../../shared/import.ts';
import type { Organization } from '../../shared/organization.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { atConsole, goHome, openConsole } from '../support/console.ts';
import { launchTechbench, resize } from '../support/techbench-window.ts';

const { seat } = await openConsole(12);

describe('the screens, by keyboard', () => {
  it('write a new ticket with every field it needs', async () => {
    await seat.press('g', 'i', 'w');
    await seat.becomes(seat.dialog, 'New ticket', 'the dialog is open');
    await seat.type('Scanner is on fire');
    await seat.press('Tab');
    await seat.type('Smoke on the second floor.');
    await seat.press('Tab');
    await seat.type('Demo');
    await seat.press('Tab');
    await seat.type('Li Na');
    await seat.press('Tab');
    await seat.type('Crit');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'the dialog is closed');
    await seat.becomes(seat.current, 'Scanner is on fire', 'the cursor is on the new ticket');
    await seat.becomes(seat.opened, 'Scanner is on fire', 'and it is open');
    const found = await seat.call<{ rows: Ticket[] }>('tickets.search', { query: 'scanner fire' });
    assert.equal(found.rows[0]?.priority, 'critical');
    assert.equal(found.rows[0]?.requester, 'Li Na');
  });

  it('get the keys that were pressed before they were there', async () => {
    await goHome(seat);
    // As fast as keys can follow each other: the code of the screen is asked for by the second of them.
    await seat.page.evaluate(async () => {
      for (const key of ['g', 'v', 'w']) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await new Promise((done) => setTimeout(done, 0));
      }
    });
    await seat.becomes(seat.dialog, 'New vehicle', 'the form of that screen, not the one of every screen');
    await seat.press('Escape', 'g', 'i');
    await seat.becomes(seat.current, 'Scanner is on fire', 'back in the list');
  });

  it('come back by a reload where their code could not be read', async () => {
    const readable = (isSo: boolean) =>
      seat.app.evaluate(({ session }, so) => {
        const { webRequest } = session.defaultSession;
        const urls = ['app://techbench/*/articles-screen*.js'];
        webRequest.onBeforeRequest({ urls }, so ? null : (_asked, answer) => answer({ cancel: true }));
      }, isSo);
    await readable(false);
    await goHome(seat);
    await seat.press('g', 'b');
    const reload = seat.page.getByRole('button', { name: 'Reload the window' });
    await reload.waitFor();
    // Chromium never reads again what it could not read once: nobody is offered what cannot help.
    assert.equal(await seat.page.getByRole('button', { name: 'Try again' }).count(), 0);
    await readable(true);
    await reload.press('Enter');
    await seat.page.getByRole('heading', { name: 'Knowledge base', level: 1 }).waitFor();
    await seat.press('g', 'i');
  });

  it('keep a half-written ticket when its dialog is closed', async () => {
    await seat.press('w');
    await seat.type('Half a ticket');
    await seat.press('Escape', 'w');
    const subject = () => seat.page.getByRole('textbox', { name: 'Subject' }).inputValue();
    await seat.becomes(subject, 'Half a ticket', 'the text is still there');
    await seat.page.getByRole('button', { name: 'Start over' }).press('Enter');
    await seat.press('Escape');
  });

  it('create and edit an organization, and list its tickets', async () => {
    await seat.press('g', 'o', 'w');
    await seat.becomes(seat.dialog, 'New organization', 'the dialog is open');
    await seat.type('Contoso Dental');
    await seat.press('Control+Enter');
    await seat.page.getByRole('heading', { name: 'Contoso Dental' }).waitFor();
    await seat.press('e', 'Tab');
    await seat.type('contoso.example');
    await seat.press('Control+Enter');
    await seat.sees('contoso.example');
    const list = await seat.call<{ organizations: Organization[] }>('organizations.list', { search: 'cont' });
    assert.equal(list.organizations[0]?.domain, 'contoso.example');
    await seat.press('Escape', 'Home', 'Enter');
    await seat.page.getByRole('list', { name: 'Tickets of this organization' }).waitFor();
  });

  it('import a file after its preview, and take the batch back', async () => {
    const file = path.join(seat.userData, 'tickets.csv');
    await writeFile(
      file,
      'Subject,Details,Client,Priority\nOld printer,It is old,Acme Corp,High\nNew phone,It rings,Fabrikam,Low\n,no subject,Acme Corp,Low\n',
    );
    await seat.app.evaluate(({ dialog }, chosen) => {
      // The system's own dialog is the far side: what it answers is all that is put in its place.
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
    await seat.press('g', 'p', 'w');
    await seat.sees('Old printer');
    await seat.sees(/1 organization will be created/);
    await seat.page.getByRole('button', { name: /^Import 2 tickets/ }).press('Enter');
    await seat.page.getByRole('button', { name: 'Take back tickets.csv' }).waitFor();
    const found = () => seat.call<{ rows: Ticket[] }>('tickets.search', { query: 'old printer' });
    assert.equal((await found()).rows[0]?.subject, 'Old printer');
    await seat.page.getByRole('button', { name: 'Take back tickets.csv' }).press('Enter');
    await seat.sees(/^taken back/);
    assert.equal((await found()).rows.length, 0);
    const [batch] = await seat.call<ImportBatch[]>('imports.list');
    assert.notEqual(batch?.undoneAt, null);
  });

  it('change settings that are kept', async () => {
    await seat.press('g', 't');
    await seat.page.getByRole('radio', { name: 'Compact' }).press('Space');
    await seat.becomes(
      async () => (await seat.call<Preferences>('preferences.get')).density,
      'compact',
      'density is kept',
    );
    assert.equal(await seat.page.evaluate(() => document.documentElement.dataset['density']), 'compact');
    await seat.page.getByRole('radio', { name: 'Comfortable' }).press('Space');
    await seat.page.getByRole('link', { name: 'Data and backups' }).press('Enter');
    await seat.page.getByRole('button', { name: 'Back up now' }).press('Enter');
    await seat.sees('by hand');
    await seat.page.getByRole('button', { name: 'Check everything' }).press('Enter');
    await seat.sees('Everything is whole');
  });

  it('go anywhere from the palette, and remember what was done', async () => {
    await seat.press('Control+k');
    await seat.type('dark col');
    await seat.press('Enter');
    await seat.page.waitForFunction(() => document.documentElement.classList.contains('dark'));
    await seat.press('Control+k');
    const first = () => seat.page.locator('[cmdk-item]').first().textContent();
    assert.match((await first()) ?? '', /^Dark colours/);
    await seat.type('TCK-3');
    await seat.page.locator('[cmdk-item]', { hasText: 'Case 3' }).waitFor();
    await seat.type('x');
    await seat.press('Backspace');
    await seat.page.locator('[cmdk-item]', { hasText: 'Case 3' }).click();
    await seat.becomes(seat.opened, 'Case 3', 'the ticket is open');
    await seat.call('preferences.set', { theme: 'light' });
  });

  const overflow = () =>
    seat.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const nothingOverflows = async () => {
    for (const letter of ['i', 'e', 'o', 'v', 'j', 'b', 'l', 'k']) {
      await seat.press('g', letter);
      await seat.becomes(overflow, 0, `after g ${letter}`);
    }
  };

  it('fit into 900 by 600, where the open ticket takes the room', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    await goHome(seat);
    await nothingOverflows();
    await seat.press('g', 'i', 'Enter');
    await seat.becomes(async () => (await seat.opened()) !== null, true, 'a ticket is open');
    await seat.becomes(overflow, 0, 'with a ticket open');
    await seat.press('Escape');
    await seat.becomes(seat.opened, null, 'Escape closes it');
    await resize(seat.app, { width: 1280, height: 800 });
  });

  it('do not overflow at twice the size', async () => {
    await seat.call('preferences.set', { zoom: 2 });
    await seat.becomes(() => seat.page.evaluate(() => innerWidth), 640, 'twice the size');
    await nothingOverflows();
    await seat.call('preferences.set', { zoom: 1 });
  });
});

describe('what axe finds', () => {
  const findings = async () => {
    // A screen that is still on its way has no heading yet, and nothing to find fault with.
    await seat.page.locator('h1').first().waitFor({ state: 'attached' });
    return axeFindings(seat.page);
  };

  const places: [name: string, ...keys: string[]][] = [
    ['triage', 'g', 'i'],
    ['a selection', 'g', 'i', 'x', 'j', 'x'],
    ['the status picker', 's'],
    ['the snooze picker', 'h'],
    ['the merge picker', 'm'],
    ['the filter picker', 'f'],
    ['the column editor', 'o'],
    ['a reply', 'r'],
    ['the palette', 'Control+k'],
    ['the shortcut sheet', '?'],
    ['a new ticket', 'w'],
    ['an empty view', 'g', 's'],
    ['a search without results', '/', 'z', 'q', 'y'],
    ['organizations', 'g', 'o'],
    ['an organization', 'g', 'o', 'Enter'],
    ['assets', 'g', 'e'],
    ['an open asset', 'g', 'e', 'Enter'],
    ['a new asset', 'g', 'e', 'w'],
    ['a field of an asset', 'g', 'e', 'l'],
    ['the vault', 'g', 'l'],
    ['an open entry with its secrets', 'g', 'l', 'Enter', 'v'],
    ['a new entry', 'g', 'l', 'w'],
    ['the health of the vault', 'g', 'l', 'n'],
    ['vehicles', 'g', 'v'],
    ['projects', 'g', 'j'],
    ['a board', 'g', 'j', 'b'],
    ['the knowledge base', 'g', 'b'],
    ['the editor', 'g', 'b', 'e'],
    ['API keys', 'g', 'k'],
    ['a new key', 'g', 'k', 'w'],
    ['imports', 'g', 'p'],
    ['settings', 'g', 't'],
  ];

  before(async () => {
    await seat.call('assets.create', { name: 'FS01', type: 'server', warrantyExpires: '2020-01-31' });
    const oneTimeCode = 'otpauth://totp/Demo:pat?secret=ORSWG2DCMVXGG2BNMRSW23ZNNNSXSMBR&issuer=Demo';
    for (const title of ['Router', 'Switch']) {
      const fields = [{ name: 'PIN', kind: 'hidden', value: '1234' }];
      const urls = ['https://router.example.test'];
      await seat.call('entries.create', {
        title,
        password: 'the same',
        urls,
        fields,
        oneTimeCode,
        notes: 'By the door',
      });
    }
    await seat.call('vehicles.create', { name: 'Van 7', status: 'maintenance' });
    const { record } = await seat.call<{ record: { id: number } }>('projects.create', { name: 'Move' });
    await seat.call('tasks.create', { projectId: record.id, title: 'Inventory', dueDate: '2020-01-31' });
    const body = '# Head\n\n[Link](https://vendor.example) `code`\n\n- [x] done\n\n| a |\n| - |\n| b |';
    await seat.call('articles.create', { title: 'VPN', body, tags: ['vpn'] });
    await goHome(seat);
    await loadAxe(seat.page);
  });

  it('is something where something is wrong, so that its silence counts', async () => {
    await seat.page.evaluate(() => {
      const button = document.createElement('button');
      button.id = 'nameless';
      document.body.append(button);
    });
    const found = await findings();
    await seat.page.evaluate(() => document.getElementById('nameless')?.remove());
    assert.ok(
      found.some((text) => text.startsWith('button-name')),
      found.join('\n'),
    );
  });

  for (const theme of ['light', 'dark']) {
    for (const [name, ...keys] of places) {
      it(`is nothing on ${name}, ${theme}`, async () => {
        await seat.call('preferences.set', { theme });
        await seat.press(...keys);
        const found = await findings();
        await seat.press('Escape', 'Escape', 'Escape', 'g', 'i');
        assert.deepEqual(found, []);
      });
    }

    it(`is nothing in the settings, ${theme}`, async () => {
      for (const section of ['Techbench', 'Workspace and technicians', 'Categories', 'Data and backups']) {
        await seat.press('g', 't');
        await seat.page.getByRole('link', { name: section }).press('Enter');
        assert.deepEqual(await findings(), [], section);
      }
      await seat.press('g', 'i');
    });

    it(`is nothing in the parts of a ticket, ${theme}`, async () => {
      await seat.press('g', 'i', 'Enter');
      for (const part of ['Details', 'History', 'Conversation']) {
        await seat.page.getByRole('tab', { name: part }).click();
        assert.deepEqual(await findings(), [], part);
      }
    });
  }
});

describe('the first run', () => {
  it('asks for names, offers what to begin with, and opens the desk', async () => {
    const first = atConsole(await launchTechbench({ size: { width: 900, height: 600 } }));
    try {
      await first.page.getByRole('heading', { name: 'Welcome to Techbench' }).waitFor();
      await loadAxe(first.page);
      await first.type('Northwind MSP');
      await first.press('Tab');
      await first.type('Anton Kovac');
      await first.press('Tab');
      await first.type('not an address');
      await first.press('Enter');
      await first.page.getByRole('alert').first().waitFor();
      await first.press('Control+a');
      await first.type('anton@northwind.example');
      await first.press('Enter');
      await first.page.getByRole('button', { name: /A sample workspace/ }).waitFor();
      assert.deepEqual(await axeFindings(first.page), []);
      await first.press('2');
      await first.page.waitForSelector('[role=grid]:not([aria-busy])');
      assert.ok((await first.subjects()).length > 10);
    } finally {
      await first.close();
    }
  });
});
