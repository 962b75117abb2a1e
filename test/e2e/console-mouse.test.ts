import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright';
import type { Preferences } from '../../shared/preferences.ts';
import { atConsole, goHome, startConsole, type Console } from '../support/console.ts';
import { launchTechbench } from '../support/techbench-window.ts';

const size = { width: 1440, height: 900 };
let userData = '';
let seat: Console;

before(async () => {
  userData = await mkdtemp(path.join(tmpdir(), 'techbench-'));
  ({ seat } = await startConsole(3, { userData, size }));
});
after(async () => {
  await seat.close();
  await rm(userData, { recursive: true, force: true });
});

const preferences = () => seat.call<Preferences>('preferences.get');
const head = (name: string) => seat.page.getByRole('columnheader', { name, exact: true });
const heads = () => seat.page.getByRole('columnheader').allTextContents();
const width = async (part: Locator) => Math.round((await part.boundingBox())?.width ?? 0);

/** Presses at a place, moves by `byX` in steps as a hand does, and lets go. */
async function drag(x: number, y: number, byX: number): Promise<void> {
  const { mouse } = seat.page;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + byX / 2, y, { steps: 4 });
  await mouse.move(x + byX, y, { steps: 4 });
  await mouse.up();
}

/** Quits and starts again on the same profile. */
async function restart(): Promise<void> {
  await seat.close();
  seat = atConsole(await launchTechbench({ userData, size }));
  await seat.page.waitForSelector('[role=grid]:not([aria-busy])');
}

describe('the mouse', () => {
  it('widens a column by its edge', async () => {
    const before = await width(head('Organization'));
    const box = (await head('Organization').boundingBox())!;
    await drag(box.x + box.width + 4, box.y + box.height / 2, 40);
    await seat.becomes(() => width(head('Organization')), before + 40, 'as far as it was pulled');
    await seat.becomes(
      async () => (await preferences()).ticketColumns?.find(({ id }) => id === 'organization')?.width,
      before + 40,
      'and kept',
    );
  });

  it('puts a column in another place', async () => {
    assert.ok((await heads()).indexOf('Source') > (await heads()).indexOf('Organization'));
    await head('Source').dragTo(head('Organization'));
    await seat.becomes(
      async () => (await heads()).indexOf('Source') < (await heads()).indexOf('Organization'),
      true,
      'it stands before the one it was dropped on',
    );
  });

  it('divides the room between the list and the open ticket', async () => {
    const pane = seat.page.locator('#ticket-detail');
    const before = await width(pane);
    const box = (await seat.page.getByRole('separator').boundingBox())!;
    await drag(box.x + box.width / 2, box.y + box.height / 2, -60);
    await seat.becomes(() => width(pane), before + 60, 'the pane is wider');
    await seat.becomes(async () => (await preferences()).detailWidth, 496, 'and kept');
  });

  it('has all of it remembered after a restart', async () => {
    const wanted = { width: await width(head('Organization')), heads: await heads() };
    await restart();
    await seat.becomes(heads, wanted.heads, 'the columns stand where they stood');
    assert.equal(await width(head('Organization')), wanted.width);
    await seat.becomes(() => width(seat.page.locator('#ticket-detail')), 495, 'the pane is as wide');
  });

  it('leaves everything as it is where nothing was dragged (control)', async () => {
    await seat.call('preferences.set', { ticketColumns: null, detailWidth: 436 });
    await goHome(seat);
    const box = (await head('Organization').boundingBox())!;
    await drag(box.x + box.width / 2, box.y + box.height / 2 + 200, 40);
    assert.equal((await preferences()).ticketColumns, null);
    assert.equal((await preferences()).detailWidth, 436);
  });
});
