import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createAuthenticate } from '../../electron/engine/access/authenticate.ts';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { createDb } from '../../electron/engine/database/db.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
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

interface Target {
  readonly ready: Ready;
  /** What the n-th request asks for. */
  readonly addressOf: (n: number) => string;
}

/**
 * Latency of requests that come at a steady rate, whether or not the one before was answered. All targets are asked
 * in the same seconds, in turns: what else the machine does falls on each of them.
 */
async function steadyLatency(targets: readonly Target[]): Promise<Spread[]> {
  const agent = new Agent({ keepAlive: true });
  const pending = targets.map((): Promise<number>[] => []);
  for (let n = 0; n < steadyRate * steadySeconds; n += 1) {
    for (const [index, { ready, addressOf }] of targets.entries()) {
      pending[index]!.push(timeRequest(agent, addressOf(n), ready.keys[0]!));
      await new Promise((resolve) => setTimeout(resolve, 1000 / steadyRate / targets.length));
    }
  }
  const samples = await Promise.all(pending.map((each) => Promise.all(each)));
  agent.destroy();
  return samples.map(spreadOf);
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

/** Milliseconds that finding the caller of one key takes, keys in no order, each found once before. */
function lookUpMs(file: string, keys: readonly string[], lookUps = 20_000): number {
  const raw = openConnection(file, { readonly: true });
  const authenticate = createAuthenticate(createDb(raw, silentLog), Date.now);
  const find = (key: string): void => {
    if (!authenticate(key).ok) throw new Error('a key was not found');
  };
  for (const key of keys) find(key);
  const began = performance.now();
  for (let n = 0; n < lookUps; n += 1) find(keys[(n * 7919) % keys.length]!);
  const each = (performance.now() - began) / lookUps;
  raw.close();
  return each;
}

/**
 * Finding one key among ten thousand against finding one among ten; and whole requests with each key in its turn, two
 * engines asked in turns. Never the same question: an answer that is remembered for ten keys, and not for thousands,
 * hides what a key costs.
 */
async function measureKeyLookup(rounds = 5): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'techbench-bench-'));
  const counts = [10, 10_000];
  const started = await Promise.all(
    counts.map((count) => startChild('http-engine-child.ts', [path.join(folder, `${count}`), `${count}`])),
  );
  const rates: number[][] = started.map(() => []);
  const lookUps: number[][] = started.map(() => []);
  let asked = 0;
  try {
    const ask = async ({ ready }: (typeof started)[number], ms: number): Promise<number> => {
      const ping = `${ready.url}/api/public/v1/ping`;
      return await rateOf(() => `${ping}?n=${(asked += 1)}`, ready.keys, ms);
    };
    // A key's first use also makes its counters, once in its life: that is not finding it.
    for (const each of started) await ask(each, 5000);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, each] of started.entries()) rates[index]!.push(await ask(each, 1500));
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, { ready }] of started.entries()) {
        const file = path.join(folder, `${counts[index]}`, 'techbench.db');
        lookUps[index]!.push(lookUpMs(file, ready.keys));
      }
    }
  } finally {
    for (const { child } of started) {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
    rmSync(folder, { recursive: true });
  }
  const [few, many] = rates.map(median);
  const [fewMs, manyMs] = lookUps.map(median);
  return [
    {
      name: 'HTTP: finding one of 10,000 keys over one of 10',
      value: manyMs! / fewMs!,
      unit: 'ratio',
      limit: { atMost: 1.5 },
      note: `${(manyMs! * 1000).toFixed(1)} µs against ${(fewMs! * 1000).toFixed(1)} µs`,
    },
    {
      name: 'HTTP: requests with 10,000 keys in turn, rate over those with 10',
      value: many! / few!,
      unit: 'ratio',
      note: `${many!.toFixed(0)}/s against ${few!.toFixed(0)}/s: what each key used is counted and kept`,
    },
  ];
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
  let steady: Spread[];
  try {
    // The check of the database, which follows a start, has run its course: a start is not what is measured here.
    await new Promise((resolve) => setTimeout(resolve, afterStartMs));
    // And before the daily backup, which comes a minute after a start.
    const bareUrl = () => bare.ready.url;
    steady = await steadyLatency([
      { ...engine, addressOf: () => listUrl },
      { ...engine, addressOf: (n) => variedUrl(engine.ready.url, n * 7) },
      { ...bare, addressOf: bareUrl },
    ]);
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
  const [list, variedList, bareSpread] = steady;
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
      name: `HTTP: the same list at ${steadyRate} requests a second, p99`,
      value: list!.p99,
      unit: 'ms',
      limit: { atMost: 10 },
      note: `p50 ${list!.p50.toFixed(2)} ms; the bare server in the same seconds ${bareSpread!.p99.toFixed(2)} ms`,
    },
    {
      name: `HTTP: lists that nobody asked for before at ${steadyRate} a second, p99`,
      value: variedList!.p99,
      unit: 'ms',
      limit: { atMost: 10 },
      note: `p50 ${variedList!.p50.toFixed(2)} ms`,
    },
    ...(await measureKeyLookup()),
  ];
}
