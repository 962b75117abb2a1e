import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const hex = (body: string | Uint8Array) => createHmac('sha256', secret).update(body).digest('hex');
const cases = 10_000;
const gzipBomb = gzipSync(Buffer.alloc(5_000_000));
const nested = `${'['.repeat(100_000)}${']'.repeat(50_000)}`;
const tooLarge = Buffer.alloc(262_145, 'x');
/** Ten times what is normal: this catches a hang, not a slow machine. */
const hangMs = 10_000;

describe('hostile senders (T8)', () => {
  let engine: TestEngine;
  let id: number;
  let hooks: string;
  const logged: string[] = [];
  before(async () => {
    engine = await startEngine({
      log: (_level, message, fields) => void logged.push(message + JSON.stringify(fields)),
    });
    const made = await engine.console.connections.create({ kind: 'oneclickit', hookSecret: secret });
    id = made.connection.id;
    hooks = `/hooks/${id}`;
  });
  after(() => engine.stop());

  const stored = async () => (await engine.console.hookDeliveries.list({})).total;
  const signed = (body: string | Uint8Array) => ({ 'x-oneclickit-signature': hex(body) });

  /** One request that must not be taken, by its number: the same ones each time. */
  function hostile(n: number): {
    path?: string;
    method?: string;
    body: string | Uint8Array;
    headers: Record<string, string>;
  } {
    const event = JSON.stringify({
      event: 'ticket.created',
      timestamp: '2026-03-23T10:30:00Z',
      data: { id: `t${n}` },
    });
    const right = hex(event);
    switch (n % 20) {
      case 0:
        return { body: event, headers: {} };
      case 1:
        return { body: event, headers: { 'x-oneclickit-signature': 'a'.repeat(n % 1001) } };
      case 2:
        return { body: event, headers: { 'x-oneclickit-signature': right.replace(/^./, 'g') } };
      case 3:
        return { body: event, headers: { 'x-oneclickit-signature': `${right.slice(0, 63)}\u00e9` } };
      case 4:
        return {
          body: event,
          headers: {
            'x-oneclickit-signature': createHmac('sha256', `other${n}`).update(event).digest('hex'),
          },
        };
      case 5:
        return { body: `${event} `, headers: { 'x-oneclickit-signature': right } };
      case 6:
        return { body: event.slice(0, n % event.length), headers: { 'x-oneclickit-signature': right } };
      case 7:
        return { body: event, headers: { 'x-orqit-signature': right } };
      case 8:
        return {
          body: event,
          headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,xxxx' },
        };
      case 9: {
        const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, n & 0xff, 0x22, 0x7d]);
        return { body, headers: signed(body) };
      }
      case 10:
        return { body: nested, headers: signed(nested) };
      case 11: {
        const body = `{"event":"x","event":"y"${n}`;
        return { body, headers: signed(body) };
      }
      case 12:
        return { body: gzipBomb, headers: { ...signed(gzipBomb), 'content-encoding': 'gzip' } };
      case 13:
        return { body: event, headers: { 'x-oneclickit-signature': right, 'x-bomb': 'y'.repeat(20_000) } };
      case 14:
        return {
          method: ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'][((n / 20) % 5) | 0]!,
          body: '',
          headers: signed(''),
        };
      case 15:
        return {
          path: `/hooks/${['0', '-1', '1e3', '4711', '%2e%2e', '9'.repeat(30), 'x'][((n / 20) % 7) | 0]}`,
          body: event,
          headers: signed(event),
        };
      case 16:
        return { path: `${hooks}/${randomBytes(8).toString('hex')}`, body: event, headers: {} };
      case 17: {
        const body = ['null', '[]', '"x"', '4711', 'true', '', ' ', '{'][((n / 20) % 8) | 0]!;
        return { body, headers: signed(body) };
      }
      case 18: {
        const body = n % 200 === 18 ? tooLarge : 'x';
        return { body, headers: signed(body) };
      }
      default:
        return { body: event, headers: { 'x-oneclickit-signature': right, origin: 'https://evil.example' } };
    }
  }

  it(`are refused with 4xx, ${cases} times over, and leave no row and no line in the log`, async () => {
    const before = await stored();
    const statuses = new Map<number, number>();
    let running = 0;
    let next = 0;
    const one = async (): Promise<void> => {
      while (next < cases) {
        const n = next;
        next += 1;
        const { path = hooks, method = 'POST', body, headers } = hostile(n);
        const { status, text } = await send(engine.url, path, {
          method,
          headers,
          ...(method !== 'GET' && method !== 'HEAD' && { body }),
        });
        assert.ok(status >= 400 && status < 500, `case ${n % 20} (${n}): ${status} ${text}`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        running += 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, one));
    assert.equal(running, cases);
    for (const status of [400, 401, 403, 404, 405, 409, 413, 431])
      if (status !== 409) assert.ok(statuses.has(status), `${status}`);
    assert.equal(await stored(), before);
    assert.equal(engine.engine && logged.filter((line) => line.length > 200).length, 0);
  });

  it('are counted by reason, and a right delivery among them is taken', async () => {
    const body = JSON.stringify({ event: 'x.y', timestamp: '2026-03-23T10:30:00Z', data: {} });
    const { status } = await send(engine.url, hooks, { body, headers: signed(body) });
    assert.equal(status, 202);
    assert.equal(await stored(), 1, 'the control: what is right leaves a row');
    const reasons = (await engine.console.connections.refusals({ id })).map(({ reason }) => reason);
    for (const reason of ['wrong_signature', 'no_signature', 'not_json', 'too_large']) {
      assert.ok(
        reasons.some((each) => each === reason),
        `${reason} among ${reasons.join(', ')}`,
      );
    }
  });

  it('that send a byte at a time are hung up on, two hundred of them', async () => {
    const { hostname, port } = new URL(engine.url);
    const sockets: Socket[] = [];
    const open = async (): Promise<Socket> => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.on('error', () => {});
      await once(socket, 'connect');
      sockets.push(socket);
      return socket;
    };
    try {
      const closed = await Promise.all(
        Array.from({ length: 199 }, async (_, index) => {
          const socket = await open();
          const head = `POST ${hooks} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n`;
          // Half of them dawdle in the headers, half in the body.
          socket.write(index % 2 === 0 ? head : `${head}Content-Length: 1000\r\n\r\n{`);
          const drip = setInterval(() => socket.writable && socket.write(index % 2 === 0 ? 'X' : ' '), 500);
          const since = performance.now();
          socket.resume();
          await once(socket, 'close');
          clearInterval(drip);
          return performance.now() - since;
        }),
      );
      assert.equal(closed.length, 199);
      assert.ok(Math.max(...closed) < 10 * hangMs);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    const body = JSON.stringify({ event: 'x.z', timestamp: '2026-03-23T10:30:00Z', data: {} });
    assert.equal((await send(engine.url, hooks, { body, headers: signed(body) })).status, 202);
  });
});
