import { fork, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConnection } from '../../electron/engine/database/connection.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';
import { spreadOf, type Figure } from './measure.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const incoming = 20_000;
const senders = 64;
const outgoing = 10_000;

/** Signed deliveries in, against bare inserts of the same bytes; a long queue out, and what it holds in memory. */
export async function measureWebhooks(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-webhooks-'));
  const bodies = Array.from({ length: incoming }, (_, n) => Buffer.from(eventOf(n)));
  try {
    const child = fork(
      path.join(import.meta.dirname, 'hooks-engine-child.ts'),
      [path.join(folder, 'engine'), secret],
      {
        execArgv: ['--expose-gc'],
      },
    );
    const [{ url, hookPath }] = (await once(child, 'message')) as [{ url: string; hookPath: string }];
    const bare = bareInserts(path.join(folder, 'bare.db'), bodies);
    const { rate, p99 } = await sendAll(url, hookPath, bodies);
    const out = await drainQueue(child);
    child.kill();
    await once(child, 'exit');
    return [
      { name: 'webhooks: bare autocommit inserts of the same bytes, FULL', value: bare, unit: '/s' },
      { name: 'webhooks: signed deliveries in, verified and stored', value: rate, unit: '/s' },
      {
        name: 'webhooks: in, rate over the bare inserts',
        value: rate / bare,
        unit: 'ratio',
        limit: { atLeast: 0.5 },
      },
      {
        name: `webhooks: in, ${senders} senders at once, p99`,
        value: p99,
        unit: 'ms',
        limit: { atMost: 50 },
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
    rmSync(folder, { recursive: true, force: true });
  }
}

function eventOf(n: number): string {
  const data = { id: `tkt_${n.toString(16).padStart(6, '0')}`, note: 'x'.repeat(200) };
  return JSON.stringify({ event: 'bench.noted', timestamp: '2026-03-23T10:30:00Z', data });
}

function bareInserts(file: string, bodies: readonly Buffer[]): number {
  const raw = openConnection(file);
  raw.exec('CREATE TABLE delivery (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insert = raw.prepare('INSERT INTO delivery (body) VALUES (?)');
  const began = performance.now();
  for (const body of bodies) insert.run(body);
  const seconds = (performance.now() - began) / 1000;
  raw.close();
  return bodies.length / seconds;
}

/** Each sender keeps a connection and waits for its answer before it sends the next: none is ever pipelined. */
async function sendAll(
  url: string,
  hookPath: string,
  bodies: readonly Buffer[],
): Promise<{ rate: number; p99: number }> {
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
  return { rate: requests.length / seconds, p99: spreadOf(waited).p99 };
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send({ name: 'memory' });
  const [{ memory }] = (await once(child, 'message')) as [{ memory: number }];
  return memory;
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
  const idle = await memoryOf(child);
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
