import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { electronRuntime } from '../../scripts/set-up/runtime.mjs';
import { becomes } from '../support/patience.ts';
import { launchTechbench, type TechbenchWindow } from '../support/techbench-window.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const doubleStarts = 24;
const hangMs = 60_000;

function freshProfile(): { readonly userData: string; remove(): void } {
  const userData = mkdtempSync(path.join(tmpdir(), 'techbench-shell-'));
  return { userData, remove: () => rmSync(userData, { recursive: true, force: true }) };
}

/** Starts the application once more on a profile, as a user or the system would, and waits for its end. */
function startAgain(
  userData: string,
  args: readonly string[] = [],
): Promise<{ code: number | null; ms: number }> {
  const runtime = electronRuntime();
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(runtime.executable, [...runtime.args, projectRoot, ...args], {
      env: { ...process.env, ...runtime.env, TECHBENCH_USER_DATA: userData },
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), hangMs);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ code, ms: performance.now() - started });
    });
  });
}

/** What the page hears from now on. */
async function listen({ page }: TechbenchWindow): Promise<() => Promise<{ type: string; to?: string }[]>> {
  interface Ears {
    heard: { type: string; to?: string }[];
    techbench: { subscribe(listener: (event: never) => void): void };
  }
  await page.evaluate(() => {
    const ears = globalThis as unknown as Ears;
    ears.heard = [];
    ears.techbench.subscribe((event) => ears.heard.push(event));
  });
  return () => page.evaluate(() => (globalThis as unknown as Ears).heard);
}

function windowFacts({ app }: TechbenchWindow) {
  return app.evaluate(({ BrowserWindow }) => {
    const [window, ...others] = BrowserWindow.getAllWindows();
    return {
      others: others.length,
      visible: window?.isVisible() ?? false,
      bounds: window?.getNormalBounds(),
      zoom: window?.webContents.getZoomFactor(),
    };
  });
}

describe('quitting and starting again', () => {
  it('keeps tickets, preferences and the place of the window', async () => {
    const profile = freshProfile();
    try {
      const first = await launchTechbench({ userData: profile.userData, demo: true });
      const before = await first.call<{ rows: { id: number }[] }>('tickets.list', { view: 'all' });
      await first.call('preferences.set', { theme: 'dark', zoom: 1.25, closeToTray: false });
      await first.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 80, width: 1000, height: 700 }),
      );
      await first.close();
      const second = await launchTechbench({ userData: profile.userData });
      const after = await second.call<{ rows: { id: number }[] }>('tickets.list', { view: 'all' });
      assert.ok(before.rows.length >= 60);
      assert.deepEqual(
        after.rows.map(({ id }) => id),
        before.rows.map(({ id }) => id),
      );
      const preferences = await second.call<{ theme: string; closeToTray: boolean }>('preferences.get');
      assert.equal(preferences.theme, 'dark');
      assert.equal(preferences.closeToTray, false);
      const facts = await windowFacts(second);
      assert.deepEqual(facts.bounds, { x: 120, y: 80, width: 1000, height: 700 });
      assert.equal(facts.zoom, 1.25);
      await second.close();
    } finally {
      profile.remove();
    }
  });

  it('sets a broken preferences file aside and starts with the defaults', async () => {
    const profile = freshProfile();
    try {
      for (const [round, text] of ['{"theme":', '{"theme":"pink"}', '[]x', '{"zoom":99}', 'null'].entries()) {
        writeFileSync(path.join(profile.userData, 'preferences.json'), text);
        const techbench = await launchTechbench({ userData: profile.userData });
        assert.equal((await techbench.call<{ theme: string }>('preferences.get')).theme, 'system');
        await techbench.close();
        const aside = readdirSync(profile.userData).filter((name) =>
          name.startsWith('preferences.json.broken-'),
        );
        assert.equal(aside.length, round + 1, text);
        const kept = aside.map((name) => readFileSync(path.join(profile.userData, name), 'utf8'));
        assert.ok(kept.includes(text), text);
      }
    } finally {
      profile.remove();
    }
  });

  it('ends without leaving the engine behind', async () => {
    const techbench = await launchTechbench();
    await techbench.call('system.status');
    const pids = await techbench.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    await techbench.close();
    const isAlive = (pid: number) => {
      try {
        process.kill(pid, 0);
        return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
      } catch {
        return false;
      }
    };
    await becomes(() => pids.filter(isAlive), [], 'nobody is left');
  });
});

describe('closing the window', () => {
  it('hides it in the tray, or ends the application, as the preference says', async () => {
    const techbench = await launchTechbench();
    try {
      await techbench.call('preferences.set', { closeToTray: true });
      await techbench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      assert.equal((await windowFacts(techbench)).visible, false);
      await techbench.call('system.status');
      await startAgain(techbench.userData);
      await becomes(async () => (await windowFacts(techbench)).visible, true, 'it is there');
      await techbench.call('preferences.set', { closeToTray: false });
      const ended = new Promise((resolve) => techbench.app.process().once('exit', resolve));
      await techbench.app
        .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
        .catch(() => {});
      await ended;
    } finally {
      await techbench.close().catch(() => {});
    }
  });

  it('does not show it at all when the session starts Techbench hidden', async () => {
    const techbench = await launchTechbench({ args: ['--hidden'] });
    try {
      await techbench.call('system.status');
      assert.equal((await windowFacts(techbench)).visible, false);
      await startAgain(techbench.userData);
      await becomes(async () => (await windowFacts(techbench)).visible, true, 'it is there');
    } finally {
      await techbench.close();
    }
  });
});

describe('a second start', () => {
  it(`gives one window and one engine, ${doubleStarts} times`, async (t) => {
    const techbench = await launchTechbench();
    try {
      const status = await techbench.call<{ address: string }>('system.status');
      const durations: number[] = [];
      for (let round = 0; round < doubleStarts / 4; round += 1) {
        const starts = await Promise.all([1, 2, 3, 4].map(() => startAgain(techbench.userData)));
        for (const { code, ms } of starts) {
          assert.equal(code, 0);
          durations.push(ms);
        }
        assert.equal((await windowFacts(techbench)).others, 0);
      }
      t.diagnostic(`four at once ended after at most ${Math.round(Math.max(...durations))} ms`);
      const after = await techbench.call<{ address: string }>('system.status');
      assert.equal(after.address, status.address);
      const engines = await techbench.app.evaluate(
        ({ app }) => app.getAppMetrics().filter(({ name }) => name === 'Techbench engine').length,
      );
      assert.equal(engines, 1);
    } finally {
      await techbench.close();
    }
  });

  it('on another profile is a Techbench of its own (control)', async () => {
    const [one, other] = await Promise.all([launchTechbench(), launchTechbench()]);
    try {
      const addresses = await Promise.all(
        [one, other].map((techbench) => techbench.call<{ address: string }>('system.status')),
      );
      assert.notEqual(addresses[0]?.address, addresses[1]?.address);
    } finally {
      await one.close();
      await other.close();
    }
  });

  it('on the same workspace but another profile says who has it, and writes nothing', async () => {
    const workspace = freshProfile();
    const env = { TECHBENCH_DATA: workspace.userData };
    const one = await launchTechbench({ env });
    try {
      await one.call('system.status');
      const other = await launchTechbench({ env });
      try {
        await assert.rejects(other.call('system.status'), /in use by another Techbench engine \(process \d+/);
        assert.equal((await other.call<{ state: string }>('shell.engineState')).state, 'stopped');
      } finally {
        await other.close();
      }
      await one.call('system.status');
    } finally {
      await one.close();
      workspace.remove();
    }
  });

  it('that is the first one opens at the place its link names', async () => {
    const techbench = await launchTechbench({ demo: true, args: ['--', 'techbench://ticket/3'] });
    try {
      assert.equal(new URL(techbench.page.url()).pathname, '/index.html');
      await techbench.page.getByText('TCK-3', { exact: true }).first().waitFor();
    } finally {
      await techbench.close();
    }
  });

  it('hands its link over, and nothing that only looks like one', async () => {
    const techbench = await launchTechbench();
    try {
      const heard = await listen(techbench);
      await startAgain(techbench.userData, ['--', 'techbench://ticket/42']);
      await techbench.page.waitForFunction(() =>
        (globalThis as unknown as { heard: { type: string }[] }).heard.some(
          ({ type }) => type === 'navigate',
        ),
      );
      const refused = [
        ['techbench://ticket/7'],
        ['--', 'techbench://ticket/7?x=1'],
        ['--', 'techbench://key/7'],
        ['--', 'techbench://ticket/7', '--no-sandbox'],
        ['--', 'https://evil.example/'],
      ];
      for (const args of refused) await startAgain(techbench.userData, args);
      const places = (await heard()).filter(({ type }) => type === 'navigate').map(({ to }) => to);
      assert.deepEqual(places, ['ticket/42']);
    } finally {
      await techbench.close();
    }
  });
});

describe('what only the shell can do', () => {
  it('copies text', async () => {
    const techbench = await launchTechbench();
    try {
      await techbench.call('shell.copyText', { text: 'http://127.0.0.1:8080' });
      assert.equal(
        await techbench.app.evaluate(({ clipboard }) => clipboard.readText()),
        'http://127.0.0.1:8080',
      );
    } finally {
      await techbench.close();
    }
  });

  it('opens a page outside only after it was asked for, and other schemes never', async () => {
    const techbench = await launchTechbench();
    try {
      await techbench.app.evaluate(({ dialog, shell }) => {
        const spies = globalThis as unknown as { opened: string[]; answer: number; asked: number };
        spies.opened = [];
        spies.answer = 1;
        spies.asked = 0;
        dialog.showMessageBox = () => {
          spies.asked += 1;
          return Promise.resolve({ response: spies.answer, checkboxChecked: false });
        };
        shell.openExternal = (url: string) => {
          spies.opened.push(url);
          return Promise.resolve();
        };
      });
      const open = (url: string) => techbench.call<{ opened: boolean }>('shell.openExternal', { url });
      const answer = (value: number) =>
        techbench.app.evaluate((_electron, given) => {
          (globalThis as unknown as { answer: number }).answer = given;
        }, value);
      assert.deepEqual(await open('https://example.com/a'), { opened: false });
      await answer(0);
      assert.deepEqual(await open('https://example.com/a'), { opened: true });
      assert.deepEqual(await open('https://example.com/b'), { opened: true });
      for (const url of [
        'http://example.com',
        'file:///etc/passwd',
        'smb://x/y',
        'ms-msdt:/x',
        'javascript:1',
      ]) {
        assert.deepEqual(await open(url), { opened: false }, url);
      }
      const spies = await techbench.app.evaluate(() => {
        const { opened, asked } = globalThis as unknown as { opened: string[]; asked: number };
        return { opened, asked };
      });
      assert.deepEqual(spies, { opened: ['https://example.com/a', 'https://example.com/b'], asked: 2 });
    } finally {
      await techbench.close();
    }
  });

  it('lets a chosen file in under a name of its own, never a path from the page', async () => {
    const profile = freshProfile();
    const file = path.join(profile.userData, 'tickets.csv');
    writeFileSync(file, 'subject,description\nPrinter,It is on fire\n');
    const techbench = await launchTechbench();
    try {
      await techbench.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () =>
          Promise.resolve({
            canceled: false,
            filePaths: [chosen],
          });
      }, file);
      const chosen = await techbench.call<{ fileId: string; name: string; bytes: number }>(
        'shell.chooseImportFile',
      );
      assert.equal(chosen.name, 'tickets.csv');
      assert.equal(chosen.bytes, 42);
      assert.ok(!chosen.fileId.includes('/'));
      await assert.rejects(techbench.call('imports.preview', { fileId: file }), /imports\.preview/);
    } finally {
      await techbench.close();
      profile.remove();
    }
  });
});
