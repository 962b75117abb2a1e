import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { hostileHook } from '../support/hostile-hooks.ts';
import { send, sendRaw } from '../support/http.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const hex = (body: string | Uint8Array) => createHmac('sha256', secret).update(body).digest('hex');
const cases = 10_000;
const slowSockets = 200;
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

  it(`are refused with 4xx, ${cases} times over, and leave no row and no line in the log`, async () => {
    const before = await stored();
    const receiver = { hooks, secret, now: engine.clock.now };
    const statuses = new Map<number, number>();
    let running = 0;
    let next = 0;
    const one = async (): Promise<void> => {
      while (next < cases) {
        const n = next;
        next += 1;
        const { path = hooks, method = 'POST', body, headers } = hostileHook(receiver, n);
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

  it('whose requests are no proper HTTP are refused too, and leave no row', async () => {
    const before = await stored();
    const { host } = new URL(engine.url);
    const head = `POST ${hooks} HTTP/1.1\r\nHost: ${host}\r\nX-OneClickIT-Signature: ${hex('{}')}\r\n`;
    for (const rest of [
      'Transfer-Encoding: chunked\r\n\r\nzz\r\n',
      'Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n',
      'Transfer-Encoding: gzip\r\n\r\n{}',
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x',
      'Content-Length: -2\r\n\r\n{}',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      assert.match(await sendRaw(engine.url, head + rest), /^HTTP\/1\.1 4\d\d /, JSON.stringify(rest));
    }
    assert.equal(await stored(), before);
  });

  it('are counted by reason, and a right delivery among them is taken', async () => {
    const body = JSON.stringify({ event: 'x.y', timestamp: '2026-03-23T10:30:00Z', data: {} });
    const { status } = await send(engine.url, hooks, { body, headers: signed(body) });
    assert.equal(status, 202);
    assert.equal(await stored(), 1, 'the control: what is right leaves a row');
    const reasons = (await engine.console.connections.refusals({ id })).map(({ reason }) => reason);
    for (const reason of ['wrong_signature', 'no_signature', 'too_old', 'too_new', 'not_json', 'too_large']) {
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
        Array.from({ length: slowSockets }, async (_, index) => {
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
      assert.equal(closed.length, slowSockets);
      assert.ok(Math.max(...closed) < 10 * hangMs);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    const body = JSON.stringify({ event: 'x.z', timestamp: '2026-03-23T10:30:00Z', data: {} });
    assert.equal((await send(engine.url, hooks, { body, headers: signed(body) })).status, 202);
  });
});
