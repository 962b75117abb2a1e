import { fork, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { hostileHook } from '../support/hostile-hooks.ts';
import { send } from '../support/http.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';
import { median, spreadOf, type Figure } from './measure.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const incoming = 40_000;
const rounds = 8;
const senders = 64;
const outgoing = 10_000;
const hostile = 10_000;
const slowSockets = 200;

/** Signed deliveries in, against bare inserts of the same bytes; a long queue out, and what it holds in memory. */
export async function measureWebhooks(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-webhooks-'));
  const child = fork(
    path.join(import.meta.dirname, 'hooks-engine-child.ts'),
    [path.join(folder, 'engine'), secret],
    { execArgv: ['--expose-gc'] },
  );
  try {
    const [{ url, hookPath }] = (await once(child, 'message')) as [{ url: string; hookPath: string }];
    const came = await compareWithBare(path.join(folder, 'bare.db'), (some) => sendAll(url, hookPath, some));
    const out = await drainQueue(child);
    const hostility = await receiveHostile(child, url, hookPath);
    const slowest = await hangUpOnSlow(url, hookPath);
    return [
      { name: 'webhooks: bare autocommit inserts of the same bytes, FULL', value: came.bare, unit: '/s' },
      { name: 'webhooks: signed deliveries in, verified and stored', value: came.rate, unit: '/s' },
      {
        name: 'webhooks: in, rate over the bare inserts',
        value: came.ratio,
        unit: 'ratio',
        limit: { atLeast: 0.5 },
      },
      {
        name: `webhooks: in, ${senders} senders at once, p99`,
        value: came.p99,
        unit: 'ms',
        limit: { atMost: 50 },
      },
      {
        name: `webhooks: ${hostile} hostile requests, p99`,
        value: hostility.p99,
        unit: 'ms',
        limit: { atMost: 20 },
      },
      {
        name: `webhooks: ${hostile} hostile requests, memory that they add`,
        value: hostility.added,
        unit: 'MB',
        limit: { atMost: 20 },
      },
      {
        name: `webhooks: ${slowSockets} senders of a byte at a time, the last one hung up on after`,
        value: slowest,
        unit: 'ms',
        limit: { atMost: 10_000 },
      },
      {
        name: `webhooks: ${outgoing} out, memory over idle`,
        value: out.overIdle,
        unit: 'MB',
        limit: { atMost: 50 },
      },
      { name: 'webhooks: out to one endpoint, in order', value: out.rate, unit: '/s' },
    ];
  } finally {
    // Also where a part of it threw: a child that lives on keeps the bench from ending.
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

function eventOf(n: number): string {
  const data = { id: `tkt_${n.toString(16).padStart(6, '0')}`, note: 'x'.repeat(200) };
  return JSON.stringify({ event: 'bench.noted', timestamp: '2026-03-23T10:30:00Z', data });
}

/** In turns, so that what the disk does meanwhile falls on both: medians of the rounds. */
async function compareWithBare(
  file: string,
  sendAll: (bodies: readonly Buffer[]) => Promise<{ rate: number; waited: readonly number[] }>,
): Promise<{ bare: number; rate: number; ratio: number; p99: number }> {
  const raw = openConnection(file);
  raw.exec('CREATE TABLE delivery (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insert = raw.prepare('INSERT INTO delivery (body) VALUES (?)');
  const inRounds: { bare: number; rate: number }[] = [];
  const waited: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const size = incoming / rounds;
    const bodies = Array.from({ length: size }, (_, n) => Buffer.from(eventOf(round * size + n)));
    const began = performance.now();
    for (const body of bodies) insert.run(body);
    const bare = bodies.length / ((performance.now() - began) / 1000);
    const sent = await sendAll(bodies);
    inRounds.push({ bare, rate: sent.rate });
    waited.push(...sent.waited);
  }
  raw.close();
  return {
    bare: median(inRounds.map((each) => each.bare)),
    rate: median(inRounds.map(({ rate }) => rate)),
    ratio: median(inRounds.map(({ bare, rate }) => rate / bare)),
    p99: spreadOf(waited).p99,
  };
}

/** Each sender keeps a connection and waits for its answer before it sends the next: none is ever pipelined. */
async function sendAll(
  url: string,
  hookPath: string,
  bodies: readonly Buffer[],
): Promise<{ rate: number; waited: number[] }> {
  const { hostname, port, host } = new URL(url);
  const requests = bodies.map((body) => {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const head = `POST ${hookPath} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nX-OneClickIT-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), body]);
  });
  let next = 0;
  const waited: number[] = [];
  const sender = async (): Promise<void> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    while (next < requests.length) {
      const request = requests[next]!;
      next += 1;
      const began = performance.now();
      socket.write(request);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      waited.push(performance.now() - began);
      if (!answer.toString('latin1', 0, 12).endsWith('202')) throw new Error(answer.toString());
    }
    socket.destroy();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: senders }, sender));
  const seconds = (performance.now() - began) / 1000;
  return { rate: requests.length / seconds, waited };
}

/** Every kind of request that must not be taken, one after the other: what is refused must cost little. */
async function receiveHostile(
  child: ChildProcess,
  url: string,
  hooks: string,
): Promise<{ p99: number; added: number }> {
  const receiver = { hooks, secret, now: Date.now };
  const one = async (n: number): Promise<number> => {
    const { path: target = hooks, method = 'POST', body, headers } = hostileHook(receiver, n);
    const began = performance.now();
    const given = method === 'GET' || method === 'HEAD' ? {} : { body };
    const { status } = await send(url, target, { method, headers, ...given });
    if (status < 400 || status > 499) throw new Error(`a hostile request was answered with ${status}`);
    return performance.now() - began;
  };
  // Buffers and compiled code of a first few are there once.
  for (let n = 0; n < hostile / 10; n += 1) await one(n);
  const before = await memoryAtRest(child);
  const waited: number[] = [];
  for (let n = 0; n < hostile; n += 1) waited.push(await one(n));
  return { p99: spreadOf(waited).p99, added: (await memoryAtRest(child)) - before };
}

/** Half of them dawdle in their headers, half in their body. Milliseconds until the last of them is closed. */
async function hangUpOnSlow(url: string, hookPath: string): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const head = `POST ${hookPath} HTTP/1.1\r\nHost: ${host}\r\n`;
  const closed = await Promise.all(
    Array.from({ length: slowSockets }, async (_, index) => {
      const inHeaders = index % 2 === 0;
      const socket = connect({ host: hostname, port: Number(port) }).on('error', () => {});
      await once(socket, 'connect');
      const since = performance.now();
      socket.resume().write(inHeaders ? head : `${head}Content-Length: 1000\r\n\r\n{`);
      const drip = setInterval(() => socket.writable && socket.write(inHeaders ? 'X' : ' '), 500);
      await once(socket, 'close');
      clearInterval(drip);
      return performance.now() - since;
    }),
  );
  return Math.max(...closed);
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send({ name: 'memory' });
  const [{ memory }] = (await once(child, 'message')) as [{ memory: number }];
  return memory;
}

/** V8 takes room for what was just done for a second more; at rest is what two readings agree on, within 1 MB. */
async function memoryAtRest(child: ChildProcess): Promise<number> {
  let last = await memoryOf(child);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const now = await memoryOf(child);
    if (Math.abs(now - last) < 1) return now;
    last = now;
  }
}

/** The queue fills while the receiver refuses to answer, and empties once it does. */
async function drainQueue(child: ChildProcess): Promise<{ overIdle: number; rate: number }> {
  const held: (() => void)[] = [];
  let open = false;
  const receiver = await receiveWebhooks((response) => {
    const answer = (): void => void response.writeHead(204).end();
    if (open) answer();
    else held.push(answer);
  });
  child.send({ name: 'send', url: receiver.url, count: outgoing });
  await once(child, 'message');
  // With the queue full and one delivery held: SQLite has filled its cache by then.
  const idle = await memoryAtRest(child);
  let most = idle;
  open = true;
  const began = performance.now();
  for (const answer of held) answer();
  while (receiver.received.length < outgoing) {
    most = Math.max(most, await memoryOf(child));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const seconds = (performance.now() - began) / 1000;
  receiver.close();
  return { overIdle: most - idle, rate: outgoing / seconds };
}
