import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { electronRuntime } from '../../scripts/set-up/runtime.mjs';
import { median, spreadOf, type Figure } from './measure.ts';
import { linkPage, type PageLink } from './page-link.ts';
import { benchProfile } from './workspaces.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const bareApp = path.join(import.meta.dirname, 'bare-window');
const bareProcessApp = path.join(import.meta.dirname, 'bare-process');

interface Started {
  readonly child: ChildProcess;
  readonly page: PageLink;
  /** From the start of the process to the frame with the first list in it. */
  readonly usableMs: number;
  quit(): Promise<void>;
}

/** Starts an application the plain way; a debugging port is asked afterwards when its page was ready. */
async function start(folder: string, profile: string): Promise<Started> {
  const runtime = electronRuntime();
  const startedAt = Date.now();
  const child = spawn(
    runtime.executable,
    [...runtime.args, folder, `--user-data-dir=${profile}`, '--remote-debugging-port=0'],
    {
      env: { ...process.env, ...runtime.env, TECHBENCH_USER_DATA: profile },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const port = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const match = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(text);
      if (match) resolve(match[1]!);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  // Let it start by itself; looking in would slow it down.
  await wait(3000);
  const page = await linkPage(port);
  let usableAt: number | null = null;
  for (let tries = 0; usableAt === null; tries += 1) {
    if (tries > 100) throw new Error('no list was shown');
    usableAt = await page.evaluate<number | null>(
      "performance.getEntriesByName('first-list').map((mark) => performance.timeOrigin + mark.startTime)[0] ?? null",
    );
    if (usableAt === null) await wait(100);
  }
  return {
    child,
    page,
    usableMs: usableAt - startedAt,
    async quit() {
      page.close();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** Working set of a process and all below it, in MB. */
function workingSet(root: number): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = new Set([root]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [pid = 0, parent = 0] of rows) {
      if (tree.has(parent) && !tree.has(pid)) grown = Boolean(tree.add(pid));
    }
  }
  return rows.reduce((sum, [pid = 0, , rss = 0]) => sum + (tree.has(pid) ? rss / 1024 : 0), 0);
}

/** Keys of a triage session, and how long each took until the frame that shows it (Event Timing). */
async function measureKeys(page: PageLink): Promise<number[]> {
  // The least threshold that the standard allows; what is faster is not reported and counts as 16 ms.
  await page.evaluate(`window.keyDurations = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') window.keyDurations.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 }); 0`);
  await page.press('Escape');
  const session = ['j', 'j', 'j', 'x', 'j', 'x', 'Escape', 'i', 'j', 'e', 'u', 'k', 'j', 'j'];
  let pressed = 0;
  for (let round = 0; round < 12; round += 1) {
    for (const key of session) {
      await page.press(key);
      pressed += 1;
      await wait(60);
    }
  }
  await wait(500);
  const slow = await page.evaluate<number[]>('window.keyDurations');
  return [...slow, ...Array.from({ length: Math.max(0, pressed - slow.length) }, () => 16)];
}

/** Techbench with that many tickets against a bare Electron window, started in turns on the same machine. */
export async function measureWindow(tickets: number, rounds = 5): Promise<Figure[]> {
  const { profile } = await benchProfile(tickets);
  const bareProfile = mkdtempSync(path.join(tmpdir(), 'bare-window-'));
  const ours = { usable: [] as number[], memory: [] as number[], keys: [] as number[] };
  const bare = { usable: [] as number[], memory: [] as number[], withProcess: [] as number[] };
  try {
    for (let round = -1; round < rounds; round += 1) {
      const window = await start(bareApp, bareProfile);
      await wait(2000);
      const bareMemory = workingSet(window.child.pid!);
      await window.quit();
      const withProcess = await start(bareProcessApp, bareProfile);
      await withProcess.quit();
      const techbench = await start(projectRoot, profile);
      await wait(2000);
      const memory = workingSet(techbench.child.pid!);
      if (round === rounds - 1) ours.keys.push(...(await measureKeys(techbench.page)));
      await techbench.quit();
      if (round < 0) continue; // the first of each fills the system's caches
      bare.usable.push(window.usableMs);
      bare.memory.push(bareMemory);
      bare.withProcess.push(withProcess.usableMs);
      ours.usable.push(techbench.usableMs);
      ours.memory.push(memory);
    }
  } finally {
    // Chromium's helpers write to the profile a moment longer than its main process lives.
    rmSync(bareProfile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
  const keys = spreadOf(ours.keys);
  return [
    {
      name: `window: start to a usable list over a bare window, ${tickets.toLocaleString('en')} tickets`,
      value: median(ours.usable.map((ms, round) => ms / bare.usable[round]!)),
      unit: 'ratio',
      limit: { atMost: 1.4 },
      note: `${median(ours.usable).toFixed(0)} ms against ${median(bare.usable).toFixed(0)} ms`,
    },
    {
      name: 'window: the same for a bare window whose list comes from an empty process',
      value: median(bare.withProcess.map((ms, round) => ms / bare.usable[round]!)),
      unit: 'ratio',
      note: `${median(bare.withProcess).toFixed(0)} ms: the floor under a console with an engine process`,
    },
    {
      name: `window: working set over a bare window, ${tickets.toLocaleString('en')} tickets`,
      value: median(ours.memory.map((mb, round) => mb / bare.memory[round]!)),
      unit: 'ratio',
      limit: { atMost: 1.5 },
      note: `${median(ours.memory).toFixed(0)} MB against ${median(bare.memory).toFixed(0)} MB`,
    },
    {
      name: `window: key press to painted change, p95, ${tickets.toLocaleString('en')} tickets`,
      value: keys.p95,
      unit: 'ms',
      limit: { atMost: 50 },
      note: `median ${keys.p50.toFixed(0)} ms of ${keys.runs} keys; 16 ms is the least that is told apart`,
    },
  ];
}
