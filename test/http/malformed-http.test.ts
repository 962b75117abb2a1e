import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send, sendRaw } from '../support/http.ts';
import { eventually } from '../support/patience.ts';

describe('malformed HTTP', () => {
  let engine: TestEngine;
  let key: string;
  let host: string;

  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
    ({ host } = new URL(engine.url));
  });
  after(() => engine.stop());

  const stillServes = async () => (await send(engine.url, '/v1/api/tickets', { key })).status === 200;

  it('answers what is no HTTP as it answers any failure, and hangs up', async () => {
    const authorized = `Host: ${host}\r\nAuthorization: Bearer ${key}\r\n`;
    const post = `POST /v1/api/tickets HTTP/1.1\r\n${authorized}Content-Type: application/json\r\n`;
    for (const [what, bytes, status] of [
      ['noise', '\u0000\u0001\u0002\u0003\r\n\r\n', 400],
      ['a word', 'hello\r\n\r\n', 400],
      ['a space in the method', `GE T / HTTP/1.1\r\n${authorized}\r\n`, 400],
      ['an unknown method on no path', `FROB / HTTP/1.1\r\n${authorized}\r\n`, 404],
      ['an unknown method', `FROB /v1/api/tickets HTTP/1.1\r\n${authorized}\r\n`, 405],
      ['an HTTP version that is none', `GET / HTTP/7.3\r\n${authorized}\r\n`, 400],
      ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
      ['a TLS hello', '\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003', 400],
      ['a header without a name', `GET / HTTP/1.1\r\n${authorized}: x\r\n\r\n`, 400],
      ['a NUL in a header', `GET / HTTP/1.1\r\n${authorized}X: a\u0000b\r\n\r\n`, 400],
      ['a negative length', `${post}Content-Length: -1\r\n\r\n`, 400],
      ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
      ['a length and chunks', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
      ['a chunk size that is none', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
      ['17 KiB of headers', `GET / HTTP/1.1\r\n${authorized}X: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
      ['a path of 17 KiB', `GET /${'a'.repeat(17_000)} HTTP/1.1\r\n${authorized}\r\n`, 431],
    ] as const) {
      const answer = await sendRaw(engine.url, Buffer.from(bytes, 'latin1'));
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), `${what}: ${answer.slice(0, 80)}`);
      assert.match(answer, /connection: close/i, what);
      for (const name of [
        'x-ratelimit-limit',
        'x-ratelimit-remaining',
        'x-ratelimit-reset',
        'ratelimit',
        'x-request-id',
      ]) {
        assert.match(answer, new RegExp(`^${name}: `, 'im'), `${name} for ${what}`);
      }
      const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
      assert.equal(typeof JSON.parse(body).error.message, 'string', what);
    }
    assert.ok(await stillServes());
  });

  it('answers a method that nobody knows in the words of the dialect that it was sent to', async () => {
    for (const [path, names] of [
      ['/api/assets/?page=1', ['detail']],
      ['/api/public/v1/tickets', ['success', 'error']],
      ['/v1/api/tickets', ['error']],
    ] as const) {
      const answer = await sendRaw(engine.url, `FOO ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      assert.match(answer, /^HTTP\/1.1 405 [^]*\r\nAllow: GET, HEAD, POST\r\n/, path);
      const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as object;
      assert.deepEqual(Object.keys(body), names, path);
    }
  });

  it('answers what Node itself refuses in the words of the dialect that it was sent to', async () => {
    const writer = (await engine.issueKey({ scopes: ['assets:write', 'tickets:write'] })).apiKey;
    for (const [path, names] of [
      ['/api/assets', ['detail']],
      ['/api/public/v1/tickets', ['success', 'error']],
      ['/v1/api/tickets', ['error']],
    ] as const) {
      const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${writer}\r\n`;
      const json = 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
      for (const [bytes, status] of [
        [`${head}X: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
        [`${head}Content-Length: -1\r\n\r\n`, 400],
        [`${head}X: a\u0000b\r\n\r\n`, 400],
        [`${head}${json}2\r\n{}\r\nzz\r\n`, 400],
      ] as const) {
        const answer = await sendRaw(engine.url, bytes);
        assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), `${path}: ${answer.slice(0, 80)}`);
        assert.match(answer, /\r\nX-Content-Type-Options: nosniff\r\n/i, path);
        const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as object;
        assert.deepEqual(Object.keys(body), names, `${path} ${status}`);
      }
    }
  });

  it('refuses targets and Hosts that a well-behaved client never sends', async () => {
    const end = `\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`;
    for (const [bytes, status] of [
      [`GET /v1/api/tickets HTTP/1.1${end}`, 403],
      [`GET /v1/api/tickets HTTP/1.0${end}`, 403],
      [`GET /v1/api/tickets HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}${end}`, 403],
      [`GET http://${host}/v1/api/tickets HTTP/1.1\r\nHost: ${host}${end}`, 403],
      [`GET http://evil.example/ HTTP/1.1\r\nHost: ${host}${end}`, 403],
      [`OPTIONS * HTTP/1.1\r\nHost: ${host}${end}`, 403],
      [`GET /v1/api/tickets/%zz HTTP/1.1\r\nHost: ${host}${end}`, 404],
      [`GET /v1/api/tickets/%c0%af HTTP/1.1\r\nHost: ${host}${end}`, 404],
      [`GET //v1/api/tickets HTTP/1.1\r\nHost: ${host}${end}`, 404],
      [`GET /v1/../v1/api/tickets HTTP/1.1\r\nHost: ${host}${end}`, 404],
      [`GET /v1/api/tickets;x=1 HTTP/1.1\r\nHost: ${host}${end}`, 404],
      [`GET /v1/api/tickets#x HTTP/1.1\r\nHost: ${host}${end}`, 400],
      [`GET /v1/api/tickets/${'a'.repeat(5000)} HTTP/1.1\r\nHost: ${host}${end}`, 404],
    ] as const) {
      const answer = await sendRaw(engine.url, bytes);
      assert.match(
        answer,
        new RegExp(`^HTTP/1.1 ${status} `),
        `${bytes.slice(0, 60)}: ${answer.slice(0, 80)}`,
      );
      assert.match(answer, /^x-request-id: /im);
    }
  });

  it('minds neither expectations nor upgrades that it does not know, and is no proxy', async () => {
    const head = `GET /v1/api/tickets HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\n`;
    const expecting = await sendRaw(engine.url, `${head}Expect: a-miracle\r\nConnection: close\r\n\r\n`);
    assert.match(expecting, /^HTTP\/1.1 200 [^]*\r\nx-request-id: /i);
    const upgrading = await sendRaw(
      engine.url,
      `${head}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n`,
      { enough: /\r\n/ },
    );
    assert.match(upgrading, /^HTTP\/1.1 200 /);
    for (const target of [host, 'evil.example:443']) {
      const tunnel = await sendRaw(engine.url, `CONNECT ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      assert.match(tunnel, /^HTTP\/1.1 403 [^]*\r\nx-request-id: [^]*"code":"forbidden"/i);
    }
  });

  it('survives any bytes: it answers with a client error or hangs up, and serves the next', async () => {
    const path = fc.constantFrom('/v1/api/tickets', '/api/public/v1/ping', '/', '/%', '/api/x/');
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc
        .tuple(
          fc.constantFrom('GET', 'POST', 'PATCH', 'HEAD', 'get', ''),
          path,
          fc.string({ maxLength: 60 }),
          fc.string(),
        )
        .map(([method, target, header, body]) =>
          Buffer.from(
            `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${header}\r\nConnection: close\r\n\r\n${body}`,
          ),
        ),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        engine.clock.pass(2000);
        const answer = await sendRaw(engine.url, bytes, { waitMs: 60 });
        assert.match(answer, /^(HTTP\/1\.1 4\d\d |$)/);
      }),
      { numRuns: 150 },
    );
    assert.ok(await stillServes());
  });

  it('hangs up on slow and on silent clients within ten seconds, and serves others meanwhile', async (t) => {
    const started = performance.now();
    const slow = Array.from({ length: 150 }, (_, n) =>
      openSlow(n % 3 === 0 ? '' : `GET / HTTP/1.1\r\nHost: ${host}\r\nX-${n}: `),
    );
    const drip = setInterval(() => {
      for (const [n, { socket }] of slow.entries()) if (n % 3 === 1 && socket.writable) socket.write('a');
    }, 500);
    assert.ok(await stillServes());
    await Promise.all(slow.map(({ closed }) => closed));
    clearInterval(drip);
    const seconds = (performance.now() - started) / 1000;
    // The server's own limit is ten, and the patience of one that hangs is none at all.
    t.diagnostic(`all were gone after ${seconds.toFixed(1)} s`);
    assert.ok(seconds <= 100, `${seconds.toFixed(1)} s`);
    assert.ok(await stillServes());
  });

  it('lets in 200 sockets at a time', async () => {
    const sockets = Array.from({ length: 220 }, () => openSlow(''));
    const inState = (state: string) => sockets.filter(({ socket }) => socket.readyState === state).length;
    await eventually(() => inState('opening') === 0 && inState('open') <= 200, 'those beyond are hung up on');
    assert.ok(inState('open') >= 190, `${inState('open')} open`);
    for (const { socket } of sockets) socket.destroy();
    await eventually(() => stillServes().catch(() => false), 'it serves again');
  });

  function openSlow(opening: string): { socket: Socket; closed: Promise<void> } {
    const { hostname, port } = new URL(engine.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.on('connect', () => opening && socket.write(opening));
    socket.resume();
    return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve())) };
  }
});
