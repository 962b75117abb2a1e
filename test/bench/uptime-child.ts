import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { putDay, putHours } from '../../electron/engine/uptime/history/history-repository.ts';
import { dayMs } from '../../electron/engine/uptime/history/beats.ts';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { createDb } from '../../electron/engine/database/db.ts';
import type { Stretch } from '../../electron/engine/uptime/history/stretch.ts';

/** One side of the measurement, in a process of its own: what it used is what it alone used. */
const [role = '', ...given] = process.argv.slice(2);
const tell = (message: object): void => void process.send!(message);

interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly requests: number;
}

/** Lets it run for so long, from now. */
async function measured(seconds: number, requests: () => number): Promise<Usage> {
  const before = process.cpuUsage();
  const done = requests();
  let peak = 0;
  for (let second = 0; second < seconds; second += 1) {
    await wait(1000);
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, peakMegabytes: peak / 2 ** 20, requests: requests() - done };
}

/** Answers everything at once, and counts who was there. */
function serve(): void {
  const seen = new Set<string>();
  let requests = 0;
  const server = createServer((incoming, response) => {
    requests += 1;
    if (!incoming.url!.startsWith('/least/')) seen.add(incoming.url!);
    response.end('ok');
  });
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
  process.on('message', () => tell({ seen: seen.size, requests }));
}

/** The least that can make these requests: a connection for each, as whoever watches a server makes them. */
async function loop(port: number, monitors: number, everySeconds: number, seconds: number): Promise<void> {
  const agent = new Agent({ keepAlive: false });
  let requests = 0;
  let next = 0;
  const timer = setInterval(
    () => {
      const options = { host: '127.0.0.1', port, path: `/least/${next % monitors}`, agent };
      next += 1;
      request(options, (response) => {
        requests += 1;
        response.resume();
      }).end();
    },
    (everySeconds * 1000) / monitors,
  );
  await wait(3000);
  tell({ ...(await measured(seconds, () => requests)) });
  clearInterval(timer);
}

async function watch(port: number, monitors: number, everySeconds: number, seconds: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-uptime-'));
  let checks = 0;
  const deps = {
    dataDir,
    version: '0.0.0-bench',
    clock: systemClock,
    log: silentLog,
    http: null,
    unattended: true,
    insecureLoopback: true,
    push: (event: { type: string; beats?: readonly unknown[] }) => void (checks += event.beats?.length ?? 0),
  };
  const filling = createEngine(deps);
  filling.ensureWorkspace();
  const call = (engine: typeof filling, name: string, input: unknown) =>
    engine.call(engine.consoleCaller(), name, input);
  for (let index = 0; index < monitors; index += 1) {
    const url = `http://127.0.0.1:${port}/${index}`;
    await call(filling, 'monitors.create', { name: `M ${index}`, type: 'http', url, interval: everySeconds });
  }
  await filling.stop();
  fillYear(path.join(dataDir, 'techbench.db'), monitors);
  const engine = createEngine(deps);
  await engine.start();
  tell({ started: true });
  await wait(everySeconds * 1000 + 3000);
  const usage = await measured(seconds, () => checks);
  const percentages = await timesOf(20, () => call(engine, 'monitors.list', { limit: 500 }));
  const overview = await timesOf(20, () => call(engine, 'uptime.overview', {}));
  const to = Date.now();
  const chart = await timesOf(20, () =>
    call(engine, 'monitors.responses', { id: 1, from: to - 365 * dayMs, to, points: 500 }),
  );
  tell({ ...usage, percentages, overview, chart });
  await engine.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** A year of hours and days for the first monitors, so that percentages and charts have something to read. */
function fillYear(file: string, monitors: number): void {
  const raw = openConnection(file);
  const db = createDb(raw, silentLog);
  const today = Math.floor(Date.now() / dayMs);
  const hour = { checks: 180, timed: 180, averageMs: 40, minMs: 20, maxMs: 90, p95Ms: 70 };
  const hours: Stretch[] = Array.from({ length: 24 }, (_, slot) => ({
    ...hour,
    slot,
    goodSeconds: 3600,
    badSeconds: 0,
    maintenanceSeconds: 0,
  }));
  db.transaction(() => {
    for (let id = 1; id <= monitors; id += 1) {
      for (let day = today - 365; day < today - 1; day += id <= 20 ? 1 : 30) {
        putHours(db, id, day, hours);
        putDay(db, id, day, { good: 86_400, bad: 0, maintenance: 0 }, new Map([[39, 4320]]));
      }
    }
  });
  raw.close();
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

const [port = 0, monitors = 0, everySeconds = 0, seconds = 0] = given.map(Number);
if (role === 'server') serve();
if (role === 'loop') await loop(port, monitors, everySeconds, seconds);
if (role === 'engine') await watch(port, monitors, everySeconds, seconds);
