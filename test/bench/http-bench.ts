import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { median, spreadOf, type Figure, type Spread } from './measure.ts';
import { benchProfile } from './workspaces.ts';

interface Ready {
  readonly url: string;
  readonly keys: readonly string[];
}

async function startChild(
  file: string,
  args: readonly string[],
): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = fork(path.join(import.meta.dirname, file), args);
  const [ready] = (await once(child, 'message')) as [Ready];
  return { child, ready };
}

/**
 * Requests a second that one client process gets through sixteen kept connections.
 * @param addressOf what the n-th request asks for
 */
async function rateOf(
  addressOf: (n: number) => string,
  keys: readonly string[],
  ms: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const until = performance.now() + ms;
  let done = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const call = request(
        addressOf(done),
        { agent, headers: { authorization: `Bearer ${keys[done % keys.length]}` } },
        (response) => {
          if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
          response.resume().on('end', resolve);
        },
      );
      call.on('error', reject).end();
    });
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      await one();
      done += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 16 }, client));
  agent.destroy();
  return done / ((performance.now() - started) / 1000);
}

const statuses = ['open', 'in_progress', 'waiting', 'resolved', 'closed'];
const priorities = ['low', 'medium', 'high', 'critical'];

/** The n-th of ten thousand different pages: the engine keeps far fewer answers. */
function variedUrl(url: string, n: number): string {
  const page = 1 + (Math.floor(n / 20) % 500);
  const status = statuses[n % statuses.length];
  const priority = priorities[Math.floor(n / statuses.length) % priorities.length];
  return `${url}/v1/api/tickets?status=${status}&priority=${priority}&page=${page}&limit=10`;
}

const afterStartMs = 25_000;
const steadyRate = 50;
const steadySeconds = 20;

/** Latency of requests that come at a steady rate, whether or not the one before was answered. */
async function steadyLatency(url: string, key: string): Promise<Spread> {
  const agent = new Agent({ keepAlive: true });
  const pending: Promise<number>[] = [];
  for (let n = 0; n < steadyRate * steadySeconds; n += 1) {
    pending.push(timeRequest(agent, variedUrl(url, n * 7), key));
    await new Promise((resolve) => setTimeout(resolve, 1000 / steadyRate));
  }
  const samples = await Promise.all(pending);
  agent.destroy();
  return spreadOf(samples);
}

function timeRequest(agent: Agent, url: string, key: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, headers: { authorization: `Bearer ${key}` } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.resume().on('end', () => resolve(performance.now() - started));
    });
    call.on('error', reject).end();
  });
}

/** What finding one key among ten thousand costs over finding one among ten, keys taken at random. */
async function measureKeyLookup(): Promise<Figure> {
  const medianOf = async (count: number): Promise<number> => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'techbench-bench-'));
    const engine = await startChild('http-engine-child.ts', [dataDir, String(count)]);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ping = `${engine.ready.url}/api/public/v1/ping`;
    // A key's first use also makes its counters, once in its life: that is not finding it.
    for (const key of engine.ready.keys) await timeRequest(agent, ping, key);
    const samples: number[] = [];
    for (let n = 0; n < 3000; n += 1) {
      const key = engine.ready.keys[(n * 7919) % count]!;
      samples.push(await timeRequest(agent, ping, key));
    }
    agent.destroy();
    engine.child.kill();
    await once(engine.child, 'exit');
    rmSync(dataDir, { recursive: true });
    return median(samples);
  };
  const few = await medianOf(10);
  const many = await medianOf(10_000);
  return {
    name: 'HTTP: a request with one of 10,000 keys over one of 10',
    value: many / few,
    unit: 'ratio',
    limit: { atMost: 1.5 },
    note: `${many.toFixed(3)} ms against ${few.toFixed(3)} ms`,
  };
}

/**
 * A list request to the engine against a bare server that answers the same bytes from memory: same machine,
 * same client, in turns, so that what else the machine does falls on both.
 */
export async function measureHttp(tickets: number, rounds = 5): Promise<Figure[]> {
  const { dataDir } = await benchProfile(tickets);
  const engine = await startChild('http-engine-child.ts', [dataDir]);
  const listUrl = `${engine.ready.url}/v1/api/tickets?status=open&page=1&limit=10`;
  const sample = await fetch(listUrl, { headers: { authorization: `Bearer ${engine.ready.keys[0]}` } });
  const body = await sample.text();
  const headers = Object.fromEntries(
    [...sample.headers].filter(([name]) => !/^(connection|keep-alive|date|transfer-encoding)$/.test(name)),
  );
  const bare = await startChild('http-bare-child.ts', [JSON.stringify({ body, headers })]);
  const ours: number[] = [];
  const theirs: number[] = [];
  const varied: number[] = [];
  let steady: Spread;
  try {
    // The check of the database, which follows a start, has run its course: a start is not what is measured here.
    await new Promise((resolve) => setTimeout(resolve, afterStartMs));
    // And before the daily backup, which comes a minute after a start.
    steady = await steadyLatency(engine.ready.url, engine.ready.keys[0]!);
    const bareUrl = () => bare.ready.url;
    await rateOf(() => listUrl, engine.ready.keys, 1000);
    await rateOf(bareUrl, bare.ready.keys, 1000);
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await rateOf(bareUrl, bare.ready.keys, 1500));
      ours.push(await rateOf(() => listUrl, engine.ready.keys, 1500));
      varied.push(await rateOf((n) => variedUrl(engine.ready.url, n), engine.ready.keys, 1500));
    }
  } finally {
    engine.child.kill();
    bare.child.kill();
  }
  const ratioOf = (rates: readonly number[]) => median(rates.map((rate, round) => rate / theirs[round]!));
  const size = tickets.toLocaleString('en');
  return [
    {
      name: `HTTP: the same list request again, rate over a bare server’s, ${size} tickets`,
      value: ratioOf(ours),
      unit: 'ratio',
      limit: { atLeast: 0.35 },
      note: `${median(ours).toFixed(0)}/s against ${median(theirs).toFixed(0)}/s, ${body.length} bytes`,
    },
    {
      name: `HTTP: a list that nobody asked for before, rate over a bare server’s, ${size} tickets`,
      value: ratioOf(varied),
      unit: 'ratio',
      limit: { atLeast: 0.35 },
      note: `${median(varied).toFixed(0)}/s`,
    },
    {
      name: `HTTP: such a list at ${steadyRate} requests a second, p99`,
      value: steady.p99,
      unit: 'ms',
      limit: { atMost: 10 },
      note: `p50 ${steady.p50.toFixed(2)} ms`,
    },
    await measureKeyLookup(),
  ];
}
