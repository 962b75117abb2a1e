import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { electronRuntime } from '../../../scripts/set-up/runtime.mjs';
import { dayMs } from '../../../electron/engine/uptime/history/beats.ts';
import type { EngineOptions } from '../../../electron/host/engine-messages.ts';
import { spreadOf, type Figure } from '../measure.ts';
import { engineOn, fillMonitors } from './uptime-workspace.ts';

const monitors = 2000;
const everySeconds = 20;
/** What the field's best known tool was measured at, CPU for each check, and what a fifth of that is. */
const bestKnownMs = 10;
const settleSeconds = 60;
const engineFile = path.resolve(import.meta.dirname, '../../../dist/electron/engine-process.cjs');

interface Usage {
  readonly cpuSeconds: number;
  readonly megabytes: number;
}
interface Seen {
  readonly seen: number;
  readonly watched: number;
  readonly least: number;
}

/** The engine as it is built and shipped and the least loop, as utility processes of one Electron. */
function startProcesses(dataDir: string, port: number) {
  const runtime = electronRuntime();
  const binding = runtime.env['TECHBENCH_SQLITE_BINDING'];
  const options: EngineOptions = {
    dataDir,
    version: '0.0.0-bench',
    http: null,
    ...(binding && { nativeBinding: binding }),
    insecureLoopback: true,
    sample: false,
    keychain: 'no keychain',
  };
  const loopArgs = [port, monitors, everySeconds].map(String);
  const app = path.join(import.meta.dirname, 'processes');
  const child = spawn(runtime.executable, [...runtime.args, app], {
    env: {
      ...process.env,
      ...runtime.env,
      BENCH_UPTIME: JSON.stringify({ engineFile, options, loopArgs }),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: Record<'engine' | 'loop', Usage[]> = { engine: [], loop: [] };
  createInterface(child.stdout).on('line', (line) => {
    const usage = JSON.parse(line) as Partial<Record<'engine' | 'loop', Usage>>;
    if (usage.engine) said.engine.push(usage.engine);
    if (usage.loop) said.loop.push(usage.loop);
  });
  return {
    said,
    startLoop: () => void child.stdin.write('loop\n'),
    async stop(): Promise<void> {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
    kill: () => void child.kill(),
  };
}

function startFarSide(): ChildProcess {
  const file = path.join(import.meta.dirname, 'far-side.cjs');
  return fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** What was used in these seconds: CPU of the last less that of the first, and the most memory in between. */
function usedIn(said: readonly Usage[], seconds: number): { cpuSeconds: number; peakMegabytes: number } {
  const last = said.slice(-seconds - 1);
  return {
    cpuSeconds: last.at(-1)!.cpuSeconds - last[0]!.cpuSeconds,
    peakMegabytes: Math.max(...last.map(({ megabytes }) => megabytes)),
  };
}

/**
 * 2,000 HTTP monitors every 20 s against a server on this machine, beside the least program that makes the same
 * requests, in the same minute: what else the machine does falls on both. Both make a connection for each check: one
 * that is kept open tells nothing of whether one can be made.
 */
export async function measureUptime(seconds = 60): Promise<Figure[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-uptime-'));
  const server = startFarSide();
  let processes: ReturnType<typeof startProcesses> | undefined;
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const seen = async (): Promise<Seen> => {
      server.send('seen?');
      return ((await once(server, 'message')) as [Seen])[0];
    };
    await fillMonitors(dataDir, { port, monitors, everySeconds });
    processes = startProcesses(dataDir, port);
    const running = await untilAll(seen);
    processes.startLoop();
    // Both have begun all of theirs once, and the engine has done what it does after a start.
    await wait(settleSeconds * 1000);
    const before = await seen();
    await wait(seconds * 1000);
    const after = await seen();
    const { engine, loop } = processes.said;
    const used = { ...usedIn(engine, seconds), checks: after.watched - before.watched };
    const least = { ...usedIn(loop, seconds), checks: after.least - before.least };
    await processes.stop();
    return [...usageFigures(used, least, running, seconds), ...(await readingFigures(dataDir))];
  } finally {
    processes?.kill();
    server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Measured = ReturnType<typeof usedIn> & { readonly checks: number };

function usageFigures(used: Measured, least: Measured, running: number, seconds: number): Figure[] {
  const perCheck = ({ cpuSeconds, checks }: Measured): number => (cpuSeconds * 1000) / checks;
  return [
    {
      name: `uptime: ${monitors.toLocaleString('en')} monitors at ${everySeconds} s, CPU against the least loop`,
      value: perCheck(used) / perCheck(least),
      unit: 'ratio',
      limit: { atMost: 1.5 },
      note: `${used.cpuSeconds.toFixed(1)} s and ${least.cpuSeconds.toFixed(1)} s of CPU in ${seconds} s`,
    },
    {
      name: 'uptime: peak memory against the least loop',
      value: used.peakMegabytes / least.peakMegabytes,
      unit: 'ratio',
      limit: { atMost: 1.5 },
      note: `${used.peakMegabytes.toFixed(0)} MB and ${least.peakMegabytes.toFixed(0)} MB`,
    },
    {
      name: 'uptime: CPU a check',
      value: perCheck(used),
      unit: 'ms',
      limit: { atMost: bestKnownMs / 5 },
    },
    { name: 'uptime: all running after', value: running, unit: 'ms', limit: { atMost: 20_000 } },
  ];
}

/** What the screens read, asked of an engine of this process: what carries an answer is not measured here. */
async function readingFigures(dataDir: string): Promise<Figure[]> {
  const { engine, call } = engineOn(dataDir);
  await engine.start();
  const to = Date.now();
  const responses = { id: 1, from: to - 365 * dayMs, to, points: 500 };
  const figure = async (name: string, atMost: number, read: () => Promise<unknown>): Promise<Figure> => {
    const value = spreadOf(await timesOf(20, read)).p95;
    return { name: `uptime: ${name}, p95`, value, unit: 'ms', limit: { atMost } };
  };
  const figures = [
    await figure('a page of 500 with percentages', 16, () => call('monitors.list', { limit: 500 })),
    await figure(`30-day percentage over all ${monitors.toLocaleString('en')}`, 16, () =>
      call('uptime.overview', {}),
    ),
    await figure('a year charted', 100, () => call('monitors.responses', responses)),
  ];
  await engine.stop();
  return figures;
}

async function timesOf(runs: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times;
}

/** Milliseconds until the server has seen every monitor. */
async function untilAll(seen: () => Promise<Seen>): Promise<number> {
  const began = performance.now();
  const limitMs = 120_000;
  while (performance.now() - began < limitMs) {
    if ((await seen()).seen >= monitors) return performance.now() - began;
    await wait(250);
  }
  return limitMs;
}
