import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { atConsole, startConsole, type Console, type Desk } from '../support/console.ts';
import { killFiveEngines } from '../support/engine-crashes.ts';
import { launchTechbench } from '../support/techbench-window.ts';

let userData = '';
let seat: Console;
let desk: Desk;

before(async () => {
  userData = await mkdtemp(path.join(tmpdir(), 'techbench-'));
  ({ seat, desk } = await startConsole(3, { userData }));
});
after(async () => {
  await seat.close();
  await rm(userData, { recursive: true, force: true });
});

const bar = () => seat.page.getByRole('contentinfo', { name: 'Status' }).textContent();
const notices = () => seat.page.locator('main [role=alert], main [role=status]').allTextContents();

describe('what the window says of its own state', () => {
  it('is nothing while all is well (control)', async () => {
    assert.deepEqual(await notices(), []);
    assert.match(
      (await bar()) ?? '',
      /^API127\.0\.0\.1:\d+copy the address(?:port \d+ is taken by another program)?(Vault [a-z]+(, locks in \d+ min)?)?\? shortcuts$/,
    );
  });

  it('is that there is no network, while everything local works', async () => {
    await seat.page.context().setOffline(true);
    await seat.becomes(async () => (await bar())?.includes('Offline, everything local works'), true, 'said');
    await seat.press('i');
    await seat.becomes(async () => (await seat.ticket(desk.tickets[2]!)).assigneeId, desk.me, 'work goes on');
    await seat.page.context().setOffline(false);
    await seat.becomes(async () => (await bar())?.includes('Offline'), false, 'said no longer');
  });

  it('is that who sits here may only read', async () => {
    await seat.call('technicians.update', { id: desk.colleague, patch: { role: 'read_only' } });
    await seat.call('workspace.switchTechnician', { id: desk.colleague });
    await seat.becomes(async () => (await bar())?.includes('Jia Wu may only read'), true, 'said');
    await seat.press('p', '1');
    await seat.becomes(
      async () => /not changed/.test(await seat.toast()),
      true,
      'a change is refused in words',
    );
    assert.equal((await seat.ticket(desk.tickets[2]!)).priority, 'medium');
    await seat.call('workspace.switchTechnician', { id: desk.me });
    await seat.becomes(async () => (await bar())?.includes('may only read'), false, 'said no longer');
  });

  it('is that the engine has stopped, what that means, and the way to start it again', async () => {
    await killFiveEngines(seat);
    await seat.sees('The engine has stopped');
    await seat.becomes(async () => (await bar())?.startsWith('Engine stopped'), true, 'in the bar too');
    assert.equal((await seat.subjects()).length, 3, 'what was on the screen stays');
    assert.doesNotMatch((await bar()) ?? '', /Vault/, 'how the vault is, nobody knows');
    await seat.press('g', 'l');
    await seat.sees(/could not be read/);
    await seat.press('g', 'i');
    await seat.page.getByRole('button', { name: 'Start it again' }).press('Enter');
    await seat.becomes(notices, [], 'the notice is gone');
    await seat.becomes(
      async () => /^Engine (?:starting|restarting)/.test((await bar()) ?? ''),
      false,
      'it is there',
    );
    await seat.press('Home', 'p', '1');
    await seat.becomes(
      async () => (await seat.ticket(desk.tickets[2]!)).priority,
      'critical',
      'it works again',
    );
  });

  it('is that a newer Techbench wrote the data, which can be read and not changed', async () => {
    await seat.close();
    const db = new Database(path.join(userData, 'workspace', 'techbench.db'));
    const version = Number(db.pragma('user_version', { simple: true }));
    db.pragma('user_version = 999');
    db.close();
    seat = atConsole(await launchTechbench({ userData, size: { width: 1280, height: 800 } }));
    await seat.sees(/written by a newer Techbench/);
    await seat.becomes(async () => (await bar())?.includes('Read only'), true, 'in the bar too');
    await seat.becomes(async () => (await seat.subjects()).length, 3, 'everything is there to read');
    await seat.press('s', '2');
    await seat.becomes(async () => /can only be read/.test(await seat.toast()), true, 'a change is refused');
    assert.ok(version < 999);
  });
});
