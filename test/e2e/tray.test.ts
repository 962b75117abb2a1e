import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { atConsole } from '../support/console.ts';
import { launchTechbench } from '../support/techbench-window.ts';
import { watchTray, type TrayView } from '../support/tray.ts';

const seat = atConsole(await launchTechbench({ demo: true, size: { width: 1280, height: 800 } }));
after(() => seat.close());

let tray: TrayView;
/** What it looked like in one state after the other. */
const pictures = new Set<string>();
const labels = async () => (await tray.menu()).map(({ label }) => label);
const state = async () => (await seat.call<{ state: string }>('vault.status')).state;

before(async () => {
  tray = await watchTray(seat);
  await seat.becomes(state, 'unlocked', 'the keychain of the session opens the vault');
});

describe('the icon beside the clock', () => {
  it('tells of the outage that goes on, and keeps over a restart that somebody waits for its end', async () => {
    await seat.becomes(async () => (await tray.words()).includes('1 down'), true, 'the words');
    const awaited = async () =>
      (await seat.call<{ awaited: { name: string }[] }>('preferences.get')).awaited.map(({ name }) => name);
    const quiet = async () =>
      (
        await seat.call<{ rows: { id: number; mutedUntil: number | null }[] }>('alerts.list', {
          filter: { state: ['muted'] },
        })
      ).rows;
    await tray.choose('VPN gateway', 'Mute', '8 hours');
    await seat.becomes(async () => (await quiet()).length, 1, 'it is muted');
    const [muted] = await quiet();
    const saysDown = async () => (await tray.words()).includes('down');
    await seat.becomes(saysDown, false, 'the words of what is muted');
    pictures.add(await tray.picture());
    assert.ok(Math.abs((muted?.mutedUntil ?? 0) - Date.now() - 8 * 3_600_000) < 600_000);
    await seat.call('alerts.reopen', { ids: [muted?.id] });
    await seat.becomes(async () => (await tray.words()).includes('1 down'), true, 'it speaks again');
    pictures.add(await tray.picture());
    await tray.choose('VPN gateway', 'Tell me when this is back');
    await seat.becomes(awaited, ['VPN gateway'], 'it is kept');
    const { rows } = await seat.call<{ rows: { id: number }[] }>('alerts.list', {
      filter: { state: ['open', 'acknowledged'] },
    });
    await seat.call('alerts.resolve', { ids: rows.map(({ id }) => id) });
    await seat.becomes(tray.words, 'Techbench: all well', 'it is over');
    await seat.becomes(awaited, [], 'and told');
  });

  it('says in shape and words that the vault was locked, and that it is open again', async () => {
    await seat.call('vault.lock');
    await seat.becomes(tray.words, 'Techbench: all well, vault locked', 'the words');
    pictures.add(await tray.picture());
    assert.ok((await labels()).includes('The vault is locked'));
    await seat.call('vault.unlock');
    await seat.becomes(tray.words, 'Techbench: all well', 'open again');
    pictures.add(await tray.picture());
    assert.equal(pictures.size, 4, 'muted, down, locked and well are told apart');
  });

  it('has pinned codes in its menu, and copies them', async () => {
    const { rows } = await seat.call<{
      rows: { id: number; title: string; hasCode: boolean; reprompt: boolean }[];
    }>('entries.list', { limit: 500 });
    const entry = rows.find(({ hasCode, reprompt }) => hasCode && !reprompt);
    assert.ok(entry);
    await seat.call('entries.update', { ids: [entry.id], patch: { pinned: true } });
    const codes = async () => (await labels()).filter((label) => label.startsWith('Copy code of '));
    await seat.becomes(async () => (await codes()).length > 0, true, 'it is in the menu');
    await seat.app.evaluate(({ clipboard }) => clipboard.clear());
    await tray.choose('Copy code of ');
    const copied = () => seat.app.evaluate(({ clipboard }) => clipboard.readText());
    await seat.becomes(async () => /^\w{5,8}$/.test(await copied()), true, 'the code is in the clipboard');
  });

  it('silences notifications until tomorrow, for as long as its words say', async () => {
    const silentUntil = async () =>
      (await seat.call<{ silentUntil: number | null }>('preferences.get')).silentUntil ?? 0;
    await tray.choose('Mute notifications', 'Until tomorrow');
    await seat.becomes(async () => (await silentUntil()) > Date.now(), true, 'silent');
    const end = new Date(await silentUntil());
    assert.equal(end.toDateString(), new Date(new Date().setDate(new Date().getDate() + 1)).toDateString());
    await tray.choose('Silent until', 'Speak again');
    await seat.becomes(silentUntil, 0, 'it speaks again');
  });

  it('silences notifications for a time, and speaks again', async () => {
    const silentUntil = async () =>
      (await seat.call<{ silentUntil: number | null }>('preferences.get')).silentUntil;
    await tray.choose('Mute notifications', '1 hour');
    await seat.becomes(async () => (await silentUntil()) !== null, true, 'silent');
    assert.match((await labels()).join('\n'), /Silent until \d\d:\d\d/);
    await tray.choose('Silent until', 'Speak again');
    await seat.becomes(silentUntil, null, 'it speaks again');
    assert.ok((await labels()).includes('Mute notifications'));
  });

  it('brings the window up from nothing but the icon', async () => {
    const visible = () =>
      seat.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
    await seat.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await seat.becomes(visible, false, 'the window is away');
    await tray.choose('Open Techbench');
    await seat.becomes(visible, true, 'the window is back');
  });
});
