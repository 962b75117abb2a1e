import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { atConsole, openConsole } from '../support/console.ts';
import { eventually } from '../support/patience.ts';
import { launchTechbench, type TechbenchWindow } from '../support/techbench-window.ts';

const { seat, desk } = await openConsole(6);

describe('what a reload leaves standing', () => {
  it('is the text of every form', async () => {
    await seat.press('g', 'o', 'w');
    await seat.type('Half an organization');
    await seat.keeps('Half an organization');
    await seat.page.reload();
    await seat.page.getByRole('heading', { name: 'Organizations' }).waitFor();
    await seat.press('w');
    const name = () => seat.page.getByRole('textbox', { name: 'Name' }).inputValue();
    await seat.becomes(name, 'Half an organization', 'the form remembers');
    await seat.press('Escape', 'g', 'i');
  });

  it('is the subject that was being written over, open again and without taking the keys', async () => {
    await seat.press('Home', 'k');
    const before = await seat.opened();
    await seat.page.getByRole('button', { name: 'Edit subject' }).click();
    const field = seat.page.getByRole('textbox', { name: 'Subject', exact: true });
    await field.fill('Half a new subject');
    await seat.keeps('Half a new subject');
    await seat.page.reload();
    await field.waitFor();
    await seat.becomes(() => field.inputValue(), 'Half a new subject', 'the text is there');
    assert.equal(await field.evaluate((element) => element === document.activeElement), false);
    await field.press('Escape');
    await seat.becomes(() => seat.opened(), before, 'Escape leaves it as it was');
  });
});

describe('an engine that is killed', () => {
  it('is told in the status bar, leaves the list standing, and takes changes again', async () => {
    const bar = 'footer[aria-label=Status]';
    await seat.becomes(async () => (await seat.subjects()).length, 6, 'the list is there');
    // It is back within a fraction of a second: what the bar says meanwhile is written down as it says it.
    await seat.page.evaluate((selector) => {
      const element = document.querySelector(selector)!;
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => said.push(element.textContent)).observe(element, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    }, bar);
    const said = () => seat.page.evaluate(() => (window as unknown as { said: string[] }).said);
    await seat.app.evaluate(({ app }) => {
      const engine = app.getAppMetrics().find((metric) => metric.serviceName?.includes('node') === true);
      if (!engine) throw new Error('no utility process runs the engine');
      process.kill(engine.pid, 'SIGKILL');
    });
    await seat.becomes(
      async () => (await said()).some((text) => /restarting/i.test(text)),
      true,
      'the bar says so',
    );
    assert.equal((await seat.subjects()).length, 6);
    await seat.becomes(async () => (await said()).at(-1)?.startsWith('API'), true, 'it is back');
    await seat.press('g', 'i', 'Home', 'i');
    const assignee = async () => (await seat.ticket(desk.tickets[5]!)).assigneeId;
    await seat.becomes(assignee, desk.me, 'changes work again');
  });
});

describe('a ticket that comes over the local API', () => {
  it('is in the window within a second, without a key pressed', async () => {
    const { url, key } = await seat.api();
    await seat.press('g', 'i');
    const sent = Date.now();
    const answer = await fetch(`${url}/v1/api/tickets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject: 'Sent by a script', description: 'With nobody watching' }),
    });
    assert.equal(answer.status, 201);
    await seat.becomes(
      async () => (await seat.subjects()).includes('Sent by a script'),
      true,
      'the row appears',
    );
    // What was promised; this file has the machine to itself.
    assert.ok(Date.now() - sent < 1000, `after ${Date.now() - sent} ms`);
    const triage = seat.page.getByRole('link', { name: /^Triage/ });
    await seat.becomes(async () => (await triage.textContent())?.endsWith('7'), true, 'the count follows');
  });
});

/** The driver gives a crashed page up for good; main still reaches the one that came back. */
const readBack = (code: string): Promise<unknown> =>
  seat.app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>,
    code,
  );

describe('what a crash of the window leaves standing', () => {
  it('is the reply that was being written, and the place it was written in', async () => {
    await seat.press('g', 'i', 'Home', 'j', 'r');
    const subject = await seat.opened();
    await seat.type('A long answer that nobody wants to write twice');
    await seat.keeps('A long answer that nobody wants to write twice');
    // Chromium hands what the session storage holds (the place) on a little later, and nothing tells when it has.
    await seat.page.waitForTimeout(1000);
    await seat.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]!.webContents;
          contents.once('did-finish-load', () => resolve());
          contents.forcefullyCrashRenderer();
        }),
    );
    const code = `['h2', 'textarea'].map((tag) => {
      const element = document.querySelector('#ticket-detail ' + tag);
      return element?.value ?? element?.textContent;
    })`;
    await seat.becomes(
      () => readBack(code),
      [subject, 'A long answer that nobody wants to write twice'],
      'ticket and text are there',
    );
  });
});

/** Whether the local storage of a profile holds a word, as its log has it: not compressed, a byte a letter. */
function isWritten(profile: string, word: string): boolean {
  const folder = path.join(profile, 'Local Storage/leveldb');
  return readdirSync(folder).some((name) => readFileSync(path.join(folder, name), 'latin1').includes(word));
}

describe('what the end of the application leaves standing', () => {
  let userData = '';
  after(() => rm(userData, { recursive: true, force: true }));
  const searchedFor = (window: TechbenchWindow) =>
    window.page.evaluate(() => document.querySelector<HTMLInputElement>('input[type=search]')?.value ?? null);

  it('is the place and the words that were looked for, where it was killed', async () => {
    userData = await mkdtemp(path.join(tmpdir(), 'techbench-killed-'));
    const first = atConsole(await launchTechbench({ userData, demo: true }));
    await first.page.getByRole('heading', { name: 'Triage' }).waitFor();
    await first.press('g', 'e', '/');
    await first.type('laptop');
    await first.becomes(() => searchedFor(first), 'laptop', 'typed');
    await eventually(() => isWritten(userData, 'laptop'), 'Chromium has written its local storage');
    const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
    first.app.process().kill('SIGKILL');
    await ended;
    const second = atConsole(await launchTechbench({ userData }));
    try {
      await second.becomes(() => searchedFor(second), 'laptop', 'still looked for');
    } finally {
      await second.close();
    }
  });

  it('is neither where it was quit', async () => {
    const third = atConsole(await launchTechbench({ userData }));
    await third.page.getByRole('heading', { name: 'Triage' }).waitFor();
    await third.press('g', 'e');
    await third.becomes(() => searchedFor(third), '', 'everything is listed');
    await third.close();
  });
});
