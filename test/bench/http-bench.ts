import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { median, type Figure } from './measure.ts';
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

/** Requests a second that one client process gets through sixteen kept connections. */
async function rateOf(url: string, keys: readonly string[], ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const until = performance.now() + ms;
  let done = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const call = request(
        url,
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
  try {
    await rateOf(listUrl, engine.ready.keys, 1000);
    await rateOf(bare.ready.url, bare.ready.keys, 1000);
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await rateOf(bare.ready.url, bare.ready.keys, 1500));
      ours.push(await rateOf(listUrl, engine.ready.keys, 1500));
    }
  } finally {
    engine.child.kill();
    bare.child.kill();
  }
  const ratio = median(ours.map((rate, round) => rate / theirs[round]!));
  return [
    {
      name: `HTTP: a list request, rate over a bare server’s, ${tickets.toLocaleString('en')} tickets`,
      value: ratio,
      unit: 'ratio',
      limit: { atLeast: 0.35 },
      note: `${median(ours).toFixed(0)}/s against ${median(theirs).toFixed(0)}/s, ${body.length} bytes`,
    },
  ];
}
