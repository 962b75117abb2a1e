import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spreadOf, type Figure } from './measure.ts';

const monitors = 2000;
const everySeconds = 20;
/** What the field's best known tool was measured at, CPU for each check, and what a fifth of that is. */
const bestKnownMs = 10;

const childFile = path.resolve(import.meta.dirname, 'uptime-child.ts');

interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly requests: number;
}
interface EngineReport extends Usage {
  readonly percentages: number[];
  readonly overview: number[];
  readonly chart: number[];
}

function start(role: string, ...given: number[]): ChildProcess {
  return fork(childFile, [role, ...given.map(String)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}

/**
 * 2,000 HTTP monitors every 20 s against a server on this machine, beside the least program that makes the same
 * requests. Both make a connection for each check: one that is kept open tells nothing of whether one can be made.
 */
export async function measureUptime(seconds = 60): Promise<Figure[]> {
  const server = start('server');
  try {
    const { port } = await told<{ port: number }>(server);
    const loop = start('loop', port, monitors, everySeconds, seconds);
    const least = await told<Usage>(loop);
    loop.kill();
    const engine = start('engine', port, monitors, everySeconds, seconds);
    await told(engine);
    const running = await untilAll(server);
    const used = await told<EngineReport>(engine);
    await once(engine, 'exit');
    const perCheck = ({ cpuSeconds, requests }: Usage): number => (cpuSeconds * 1000) / requests;
    const of = `${monitors.toLocaleString('en')} monitors at ${everySeconds} s`;
    return [
      {
        name: `uptime: ${of}, CPU against the least loop`,
        value: perCheck(used) / perCheck(least),
        unit: 'ratio',
        limit: { atMost: 1.5 },
        note: `${used.cpuSeconds.toFixed(1)} s and ${least.cpuSeconds.toFixed(1)} s of CPU in ${seconds} s`,
      },
      {
        name: 'uptime: peak memory against the least loop',
        value: used.peakMegabytes / least.peakMegabytes,
        unit: 'ratio',
        note: `${used.peakMegabytes.toFixed(0)} MB and ${least.peakMegabytes.toFixed(0)} MB`,
      },
      {
        name: 'uptime: CPU a check',
        value: perCheck(used),
        unit: 'ms',
        limit: { atMost: bestKnownMs / 5 },
      },
      { name: 'uptime: all running after', value: running, unit: 'ms', limit: { atMost: 20_000 } },
      {
        name: `uptime: a page of 500 with percentages, p95`,
        value: spreadOf(used.percentages).p95,
        unit: 'ms',
        limit: { atMost: 16 },
      },
      {
        name: `uptime: 30-day percentage over all ${monitors.toLocaleString('en')}, p95`,
        value: spreadOf(used.overview).p95,
        unit: 'ms',
        limit: { atMost: 16 },
      },
      {
        name: 'uptime: a year charted, p95',
        value: spreadOf(used.chart).p95,
        unit: 'ms',
        limit: { atMost: 100 },
      },
    ];
  } finally {
    server.kill();
  }
}

/** Milliseconds until the server has seen every monitor. */
async function untilAll(server: ChildProcess): Promise<number> {
  const began = performance.now();
  const limitMs = 120_000;
  while (performance.now() - began < limitMs) {
    server.send('seen?');
    if ((await told<{ seen: number }>(server)).seen >= monitors) return performance.now() - began;
    await wait(250);
  }
  return limitMs;
}
