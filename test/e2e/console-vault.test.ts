import assert from 'node:assert/strict';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { RevealedEntry } from '../../shared/entries-contract.ts';
import type { EntryRow } from '../../shared/entry.ts';
import type { PasswordBreachState } from '../../shared/password-breach.ts';
import type { VaultStatus } from '../../shared/vault.ts';
import { atConsole, type Console } from '../support/console.ts';
import { heapHolds } from '../support/page-heap.ts';
import { fixturePassword } from '../support/vault-fixtures.ts';
import { launchTechbench } from '../support/techbench-window.ts';

// The sample's entries are written by the engine itself: what the window holds of them, it was shown.
const seat: Console = atConsole(await launchTechbench({ demo: true, size: { width: 1280, height: 800 } }));
after(() => seat.close());

const rows = async () => (await seat.call<{ rows: EntryRow[] }>('entries.list', { limit: 500 })).rows;
const reveal = (id: number) => seat.call<RevealedEntry>('entries.reveal', { id, parts: ['password'] });
const clipboard = () => seat.app.evaluate(({ clipboard: held }) => held.readText());
const state = async () => (await seat.call<VaultStatus>('vault.status')).state;
const opened = () =>
  seat.page.evaluate(() => document.querySelector('#record-detail h2')?.textContent ?? null);

/** Titles that the driver itself brought into the page, by typing or by looking for them. */
const driven = new Set<string>();

/** The secret that the open entry shows, without the words around it. */
const shown = () => seat.page.locator('#record-detail code').allTextContents();

before(async () => {
  await seat.becomes(state, 'unlocked', 'the keychain of the session opens it');
  await seat.press('g', 'l');
  await seat.becomes(async () => (await seat.subjects()).length > 10, true, 'the entries are listed');
});

describe('the vault, by keyboard', () => {
  it('hides what is secret until a key asks for it, and hides it again', async () => {
    await seat.press('Home', 'Enter');
    await seat.becomes(async () => (await opened()) !== null, true, 'the first entry is open');
    assert.deepEqual(await shown(), []);
    await seat.press('v');
    await seat.becomes(async () => (await shown()).length, 1, 'the password stands there');
    const [entry] = await rows();
    assert.deepEqual(await shown(), [(await reveal(entry!.id)).password]);
    await seat.press('v');
    await seat.becomes(shown, [], 'hidden again');
  });

  it('copies the username, the password and the code past the page', async () => {
    const entry = (await rows()).find((each) => each.hasPassword && each.hasCode && !each.reprompt)!;
    driven.add(entry.title);
    await seat.press('Escape', '/');
    await seat.type(entry.title);
    await seat.press('Enter', 'Home', 'Enter');
    await seat.becomes(opened, entry.title, 'it is open');
    await seat.press('b');
    await seat.becomes(clipboard, entry.username, 'the username');
    await seat.press('t');
    await seat.becomes(async () => /^\d{6,8}$/.test(await clipboard()), true, 'the code');
    await seat.press('c');
    await seat.becomes(clipboard, (await reveal(entry.id)).password!, 'the password');
    await seat.becomes(
      seat.toast,
      `Password of ${entry.title} copied, for 20 secondsDismiss`,
      'it says for how long',
    );
    await seat.press('/', 'Escape');
  });

  it('takes the password out of the clipboard after 20 seconds', async () => {
    assert.notEqual(await clipboard(), '');
    await seat.becomes(clipboard, '', 'it is empty');
  });

  it('writes an entry with a made password, which only the engine keeps', async () => {
    await seat.press('Escape', 'w');
    await seat.becomes(seat.dialog, 'New entry', 'the form is open');
    await seat.type('Branch firewall');
    await seat.page.getByLabel('Addresses').fill('https://fw.example.test/login');
    await seat.page.getByRole('button', { name: 'Make…' }).press('Enter');
    await seat.page
      .getByLabel('Rules of fw.example.test')
      .fill('minlength: 9; maxlength: 9; required: digit');
    const made = seat.page.locator('dialog:modal code');
    await seat.becomes(async () => (await made.textContent())?.length, 9, 'it keeps the rules of the site');
    const password = await made.textContent();
    await seat.press('Control+Enter', 'Control+Enter');
    await seat.becomes(seat.dialog, null, 'both are closed');
    await seat.becomes(opened, 'Branch firewall', 'the new entry is open');
    const entry = (await rows()).find(({ title }) => title === 'Branch firewall')!;
    assert.equal((await reveal(entry.id)).password, password);
    const { passwordRules } = await seat.call<{ passwordRules: Record<string, string> }>('preferences.get');
    assert.match(passwordRules['fw.example.test'] ?? '', /required: digit/);
  });

  it('edits what was typed and leaves the password alone; the change can be taken back', async () => {
    await seat.press('e');
    await seat.becomes(seat.dialog, 'Edit Branch firewall', 'the form is open');
    await seat.sees('Kept as it is');
    await seat.page.getByLabel('Username').fill('netadmin');
    await seat.press('Control+Enter');
    const entry = () => rows().then((all) => all.find(({ title }) => title === 'Branch firewall')!);
    await seat.becomes(async () => (await entry()).username, 'netadmin', 'kept');
    assert.equal((await reveal((await entry()).id)).password?.length, 9);
    await seat.press('z');
    await seat.becomes(async () => (await entry()).username, null, 'taken back');
  });

  it('keeps in memory what was typed into a closed form, and forgets it when it locks', async () => {
    await seat.press('w');
    await seat.type('Half an entry');
    await seat.press('Escape', 'w');
    const title = () => seat.page.getByRole('textbox', { name: 'Title' }).inputValue();
    await seat.becomes(title, 'Half an entry', 'still there');
    await seat.press('Control+l');
    await seat.becomes(state, 'locked', 'the key works over a dialog');
    await seat.sees('It was locked by hand.');
    await seat.press('Enter');
    await seat.becomes(state, 'unlocked', 'one key opens it again');
    await seat.press('w');
    await seat.becomes(title, '', 'nothing of it is left');
    await seat.press('Escape');
  });

  it('asks again where an entry wants it', async () => {
    const entry = (await rows()).find(({ title }) => title === 'Branch firewall')!;
    await seat.call('entries.update', { ids: [entry.id], patch: { reprompt: true } });
    await seat.press('/');
    await seat.type('Branch firewall');
    await seat.press('Enter', 'Home', 'Enter');
    await seat.becomes(opened, 'Branch firewall', 'it is open');
    await seat.press('v');
    await seat.becomes(seat.dialog, 'Branch firewall asks who is there', 'it asks');
    assert.deepEqual(await shown(), []);
    await seat.press('Control+Enter');
    await seat.becomes(async () => (await shown()).length, 1, 'shown after the answer');
    await seat.press('v', '/', 'Escape');
  });

  it('is reached from the palette: a password by a few letters of its name', async () => {
    const entry = (await rows()).find(({ hasPassword, reprompt }) => hasPassword && !reprompt)!;
    driven.add(entry.title);
    await seat.press('g', 'i', 'Control+k');
    await seat.type(`copy password ${entry.title}`);
    await seat.sees(`Copy password of ${entry.title}`);
    await seat.press('Enter');
    await seat.becomes(clipboard, (await reveal(entry.id)).password!, 'it is in the clipboard');
  });

  it('counts what is wrong, and leads to it', async () => {
    await seat.press('g', 'l', 'n');
    await seat.sees('By organization');
    const health = await seat.call<{ weak: number }>('entries.health');
    await seat.page.getByRole('button', { name: /Weak password/ }).press('Enter');
    await seat.sees('Health: Weak password');
    await seat.becomes(async () => (await seat.subjects()).length, health.weak, 'just those');
    await seat.press('f', 'Escape', 'Escape');
  });

  it('tells who did what with an entry', async () => {
    await seat.press('g', 'l');
    // One of the sample, whether or not the list is still narrowed and whatever was made before.
    await seat.page.locator('[role=grid] [data-index]', { hasText: 'Camera recorder' }).click();
    driven.add('Camera recorder');
    await seat.becomes(opened, 'Camera recorder', 'it is open');
    await seat.page.getByRole('tab', { name: 'History' }).press('Enter');
    await seat.sees('added it with the sample');
    await seat.page.getByRole('tab', { name: 'Details' }).press('Enter');
  });
});

/** The system's own dialogs are the far side: what they answer is all that is put in their place. */
const chooses = (file: string) =>
  seat.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, file);

describe('files of the vault', () => {
  it('come in after their password and their preview, and are written over when that is wished', async () => {
    const file = path.join(seat.userData, 'aegis.json');
    await copyFile(path.join(import.meta.dirname, '../fixtures/vault/aegis-sealed.json'), file);
    await chooses(file);
    const before = (await rows()).length;
    await seat.press('g', 'p');
    await seat.page.getByRole('heading', { name: 'Imports' }).waitFor();
    await seat.press('w');
    await seat.becomes(seat.dialog, 'aegis.json is encrypted', 'it asks for the password');
    await seat.type('not this one');
    await seat.press('Control+Enter');
    await seat.page.getByRole('dialog').getByRole('alert').waitFor();
    await seat.page.getByLabel('Password of the file', { exact: true }).fill(fixturePassword);
    await seat.press('Control+Enter');
    await seat.sees(/^Read as Aegis/);
    await seat.page.getByRole('button', { name: /^Import \d+ entr/ }).press('Enter');
    await seat.becomes(seat.dialog, 'Delete aegis.json?', 'the source is offered for deletion');
    assert.ok((await rows()).length > before, 'the entries are in the vault');
    await seat.page.getByRole('button', { name: 'Delete the file' }).press('Enter');
    await seat.becomes(seat.dialog, null, 'done');
    await assert.rejects(stat(file), { code: 'ENOENT' });
    await seat.page.getByRole('button', { name: 'Take back aegis.json' }).press('Enter');
    await seat.becomes(async () => (await rows()).length, before, 'taken back as a whole');
  });

  it('go out sealed, for this account alone, and open with their password', async () => {
    const file = path.join(seat.userData, 'out.json');
    await chooses(file);
    const written = await seat.call<{ name: string; entries: number }>('shell.exportEntries', {
      format: 'bitwarden',
      password: 'a password of the file',
    });
    assert.equal(written.name, 'out.json');
    assert.equal(written.entries, (await rows()).length);
    const { encrypted, data } = JSON.parse(await readFile(file, 'utf8')) as {
      encrypted: boolean;
      data: string;
    };
    assert.equal(encrypted, true);
    assert.match(data, /^2\./);
    assert.equal((await stat(file)).mode & 0o077, 0);
  });
});

describe('passwords and known breaches', () => {
  const settings = async () => (await seat.call<PasswordBreachState>('passwordBreaches.get')).settings;
  const choose = (source: string) =>
    seat.page.getByLabel('Compare passwords with').selectOption({ label: source });
  const keep = () => seat.page.getByRole('button', { name: 'Keep' }).press('Enter');

  it('are compared with nothing until somebody says with what', async () => {
    await seat.press('g', 't');
    const sections = seat.page.getByRole('navigation', { name: 'Settings' });
    await sections.getByRole('link', { name: 'Vault' }).press('Enter');
    await seat.sees(/every password counts as not checked/);
    assert.equal((await settings()).source, 'off');
  });

  it('are asked for where the settings say, and never at an address that may not be asked', async () => {
    await choose('Pwned Passwords, by the start of a hash');
    const address = seat.page.getByLabel('Address of the range API');
    await address.fill('https://169.254.169.254/');
    await keep();
    await seat.page.getByRole('alert').filter({ hasText: 'cannot be used' }).waitFor();
    assert.equal((await settings()).source, 'off');
  });

  it('are compared with a file that the system’s own dialog chose, once it is one', async () => {
    await choose('A file of hashes on this machine');
    const wrong = path.join(seat.userData, 'wrong.txt');
    await writeFile(wrong, 'hello\n');
    await chooses(wrong);
    await seat.page.getByRole('button', { name: 'Choose…' }).press('Enter');
    await seat.becomes(() => seat.page.getByLabel('File of hashes').inputValue(), wrong, 'its path');
    await keep();
    await seat.page.getByRole('alert').filter({ hasText: 'cannot be used' }).waitFor();

    const right = path.join(seat.userData, 'hashes.txt');
    await writeFile(right, `${'0'.repeat(39)}A:12\n${'F'.repeat(40)}:3\n`);
    await chooses(right);
    await seat.page.getByRole('button', { name: 'Choose…' }).press('Enter');
    await seat.becomes(() => seat.page.getByLabel('File of hashes').inputValue(), right, 'its path');
    await keep();
    await seat.becomes(settings, { ...(await settings()), source: 'file', filePath: right }, 'kept');
    const unknown = async () => (await rows()).filter(({ breached }) => breached === null).length;
    await seat.sees(/Each is compared when it is written/);
    const withoutPassword = (await rows()).filter(({ hasPassword }) => !hasPassword).length;
    await seat.becomes(unknown, withoutPassword, 'every password was compared');
  });
});

describe('the small code window', () => {
  it('finds a code by a few letters, copies it with Enter and is gone', async () => {
    const entry = (await rows()).find(({ hasCode, reprompt }) => hasCode && !reprompt)!;
    driven.add(entry.title);
    const opening = seat.app.waitForEvent('window');
    await seat.call('shell.toggleCodeWindow');
    const small = await opening;
    await small.getByRole('combobox', { name: 'Find a code' }).waitFor();
    await small.keyboard.type(entry.title);
    await small.getByRole('option').first().waitFor();
    await small.keyboard.press('Enter');
    await seat.becomes(async () => /^\d{6,8}$/.test(await clipboard()), true, 'the code');
    const seen = () =>
      seat.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .filter((each) => each.webContents.getURL().includes('code-window'))
          .map((each) => [each.isVisible(), each.isAlwaysOnTop()]),
      );
    await seat.becomes(seen, [[false, true]], 'out of sight, and above all others when it is seen');
  });

  it('has no more rights than the main one, and shows no code of a locked vault', async () => {
    const rights = await seat.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const { sandbox, contextIsolation, nodeIntegration } = (
          webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        return [sandbox, contextIsolation, nodeIntegration];
      }),
    );
    assert.deepEqual(rights, [
      [true, true, false],
      [true, true, false],
    ]);
    const small = seat.app.windows().find((page) => page.url().includes('code-window'))!;
    await seat.call('vault.lock');
    await small.getByRole('heading', { name: 'The vault is locked' }).waitFor();
    assert.equal(await small.getByRole('option').count(), 0);
    await seat.call('vault.unlock');
    await small.getByRole('option').first().waitFor();
  });

  it('opens by a key of the whole system, which says when another program has it', async () => {
    await seat.call('preferences.set', { codeHotkey: 'CommandOrControl+Shift+F9' });
    await seat.becomes(() => seat.call('shell.codeHotkey'), { state: 'on' }, 'registered');
    const isRegistered = () =>
      seat.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+F9'));
    assert.equal(await isRegistered(), true);
    await seat.call('preferences.set', { codeHotkey: 'no such key' });
    await seat.becomes(() => seat.call('shell.codeHotkey'), { state: 'taken' }, 'it says that it has none');
    await seat.call('preferences.set', { codeHotkey: null });
    await seat.becomes(isRegistered, false, 'given back');
  });
});

describe('a locked vault', () => {
  it('leaves nothing of itself in the clipboard', async () => {
    const [entry] = await rows();
    await seat.call('shell.copyFromEntry', { entryId: entry!.id, what: 'username' });
    assert.equal(await clipboard(), entry!.username);
    await seat.call('vault.lock');
    await seat.becomes(clipboard, '', 'emptied with the lock');
    await seat.call('vault.unlock');
  });

  it('leaves nothing of itself in the page five seconds later, not even a title', async () => {
    const all = await rows();
    await seat.press('g', 'l', 'Home', 'Enter', 'v');
    await seat.becomes(async () => (await shown()).length, 1, 'a password is shown');
    // Titles and user names that are no word of any program: single words V8 interns for reasons of its own.
    // Nor names that a monitor has too: those are nobody's secret.
    const watched = (await seat.call<{ rows: { name: string }[] }>('monitors.list', {})).rows;
    const known = new Set(watched.map(({ name }) => name));
    const untouched = all.filter(({ title }) => !driven.has(title) && !known.has(title));
    const names = untouched
      .flatMap(({ title, username }) => [title, username ?? ''])
      .filter((name) => /[ @]/.test(name));
    const needles = [...(await shown()), ...new Set(names)];
    assert.deepEqual(
      await heapHolds(seat.page, needles.slice(0, 1)),
      needles.slice(0, 1),
      'control: it is there now',
    );
    await seat.press('Control+l');
    await seat.sees('It was locked by hand.');
    await seat.page.waitForTimeout(5000);
    assert.deepEqual(await heapHolds(seat.page, needles), []);
  });
});
