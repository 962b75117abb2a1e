import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createEgress, type EgressRequest } from '../../../electron/engine/egress/egress.ts';
import { createClockWatch, type HeardTime } from '../../../electron/engine/platform/clock-watch.ts';
import { namesOf, testEgress, testRules } from '../../support/egress.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');
const tls = { key: fixture('key'), cert: fixture('certificate') };
const patient = { timeoutMs: 30_000, maxBytes: 1000 };

describe('a request to another machine', () => {
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) {
      server.close();
      (server as { closeAllConnections?: () => void }).closeAllConnections?.();
    }
  });

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const serve = (answer: RequestListener) => listen(createServer(answer));

  it('brings method, headers and body, and any status back as an answer', async () => {
    const port = await serve((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.writeHead(418, { 'x-saw': `${request.method} ${request.url} ${request.headers.host}` });
        response.end(Buffer.concat([Buffer.from(request.headers['x-own'] as string), ...parts]));
      });
    });
    const reply = await testEgress({ 'receiver.test': ['127.0.0.1'] }).fetch({
      ...patient,
      profile: 'webhook',
      method: 'POST',
      url: `http://receiver.test:${port}/a/b?c=d`,
      headers: { 'X-Own': 'mine,' },
      body: Buffer.from('bytes'),
    });
    assert.equal(reply.status, 418);
    assert.equal(reply.headers['x-saw'], `POST /a/b?c=d receiver.test:${port}`);
    assert.equal(reply.body.toString(), 'mine,bytes');
    assert.equal(reply.bodyEnd, 'whole');
    assert.equal(reply.address, '127.0.0.1');
    const { lookupMs, connectMs, firstByteMs, totalMs } = reply.timings;
    assert.ok(lookupMs! <= connectMs! && connectMs! <= firstByteMs! && firstByteMs! <= totalMs);
  });

  it('passes on the time that a vouched-for answer tells, and no other', async () => {
    const date = new Date(Math.floor(Date.now() / 1000) * 1000 - 90_000);
    const answer: RequestListener = (request, response) => {
      response.setHeader('date', date.toUTCString());
      if (request.url === '/cached') response.setHeader('age', '90');
      response.end('x');
    };
    const secure = await listen(createSecureServer({ ...tls }, answer));
    const plain = await serve(answer);
    const { resolve } = namesOf({ 'receiver.test': ['127.0.0.1'] });
    const heard: HeardTime[] = [];
    const egress = createEgress({
      rules: () => testRules,
      resolve,
      trusted: [tls.cert],
      heard: (time) => heard.push(time),
    });
    const ask = (url: string, more: Partial<EgressRequest> = {}) =>
      egress.fetch({ ...patient, profile: 'webhook', url, ...more });
    await ask(`http://receiver.test:${plain}/`);
    await ask(`https://receiver.test:${secure}/cached`);
    await ask(`https://receiver.test:${secure}/`, { anyCertificate: true });
    assert.equal(heard.length, 0);
    await ask(`https://receiver.test:${secure}/`);
    const [time, ...more] = heard;
    assert.ok(time && more.length === 0);
    assert.deepEqual([time.host, time.date], [`receiver.test:${secure}`, date.getTime()]);
    assert.ok(time.askedAgoMs >= time.answeredAgoMs && time.answeredAgoMs >= 0);
    const watch = createClockWatch({ now: () => Date.now(), monotonic: () => performance.now() });
    watch.heard(time);
    assert.ok(watch.aheadMs()! > 80_000, 'this clock would be a minute and a half ahead');
  });

  it('keeps the name for TLS while it connects to the checked address, and takes no other certificate', async () => {
    const asked: string[] = [];
    const secure = createSecureServer({ ...tls }, (_request, response) => response.end('sealed'));
    secure.on('secureConnection', (socket) => asked.push(String(socket.servername)));
    const port = await listen(secure);
    const { resolve } = namesOf({ 'receiver.test': ['127.0.0.1'], 'other.test': ['127.0.0.1'] });
    const egress = createEgress({ rules: () => testRules, resolve, trusted: [tls.cert] });
    const ask = (url: string, more: Partial<EgressRequest> = {}) =>
      egress.fetch({ ...patient, profile: 'webhook', url, ...more });
    const reply = await ask(`https://receiver.test:${port}/`);
    assert.equal(reply.body.toString(), 'sealed');
    assert.equal(reply.certificate?.subject.CN, 'receiver.test');
    assert.deepEqual(asked, ['receiver.test']);
    await assert.rejects(ask(`https://other.test:${port}/`), { kind: 'tls' });
    await assert.rejects(ask(`https://127.0.0.1:${port}/`), { kind: 'tls' });
    assert.equal((await ask(`https://other.test:${port}/`, { anyCertificate: true })).status, 200);
    const distrusting = createEgress({ rules: () => testRules, resolve });
    await assert.rejects(
      distrusting.fetch({ ...patient, profile: 'webhook', url: `https://receiver.test:${port}/` }),
      { kind: 'tls' },
    );
    const socket = connectTls({
      ...egress.connect('monitor', 'receiver.test', port),
      servername: 'receiver.test',
      ca: tls.cert,
    });
    await once(socket, 'secureConnect');
    assert.equal(socket.authorized, true);
    socket.destroy();
  });

  it('follows no redirect unless asked to, and then checks each', async () => {
    const targets = new Map<string, string>();
    const seen: string[] = [];
    const port = await serve((request, response) => {
      seen.push(`${request.headers.host} ${request.url} ${request.headers['authorization'] ?? '-'}`);
      const location = targets.get(request.url!);
      response.writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location });
      response.end('end');
    });
    targets.set('/0', '/1').set('/1', '/2').set('/2', '/3').set('/3', '/4');
    targets.set('/away', `http://localhost:${port}/landed`);
    const egress = testEgress({ localhost: ['127.0.0.1'], 'inside.test': ['169.254.169.254'] });
    const ask = (path: string, redirects: number) =>
      egress.fetch({
        ...patient,
        profile: 'monitor',
        url: `http://127.0.0.1:${port}${path}`,
        headers: { Authorization: 'secret' },
        redirects,
      });
    assert.equal((await ask('/0', 0)).status, 302);
    assert.equal((await ask('/1', 3)).url, `http://127.0.0.1:${port}/4`);
    await assert.rejects(ask('/0', 3), { kind: 'protocol' });
    seen.length = 0;
    assert.equal((await ask('/away', 3)).url, `http://localhost:${port}/landed`);
    assert.deepEqual(seen, [`127.0.0.1:${port} /away secret`, `localhost:${port} /landed -`]);
    const forbidden = ['http://169.254.169.254/latest', 'http://inside.test/', 'file:///etc/passwd'].concat([
      `http://0.0.0.0:${port}/`,
      'http://a:b@127.0.0.1/',
    ]);
    for (const location of forbidden) {
      targets.set('/out', location);
      await assert.rejects(ask('/out', 3), { kind: 'blocked' }, location);
    }
  });

  it('reads no more than it was asked to, however much comes', async () => {
    let sent = 0;
    const port = await serve((_request, response) => {
      const more = (): void => {
        while (sent < 200_000_000 && response.write(Buffer.alloc(65_536, 'x'))) sent += 65_536;
      };
      response.on('drain', more);
      response.on('error', () => {});
      more();
    });
    const reply = await testEgress().fetch({
      ...patient,
      profile: 'webhook',
      url: `http://127.0.0.1:${port}/`,
    });
    assert.equal(reply.bodyEnd, 'cut');
    assert.equal(reply.body.length, 1000);
    assert.ok(sent < 100_000_000, 'it hung up long before all was sent');
  });

  it('waits no longer than it was told to: for an answer it fails, for the rest of a body it says so', async () => {
    const silent = await serve(() => {});
    const slow = await serve((_request, response) => {
      response.writeHead(200);
      response.write('begun');
    });
    const ask = (port: number) =>
      testEgress().fetch({
        profile: 'webhook',
        url: `http://127.0.0.1:${port}/`,
        // Long enough for a busy machine to hear the beginning.
        timeoutMs: 1000,
        maxBytes: 99,
      });
    await assert.rejects(ask(silent), { kind: 'timeout' });
    const reply = await ask(slow);
    assert.equal(reply.status, 200);
    assert.equal(reply.bodyEnd, 'timeout');
    assert.equal(reply.body.toString(), 'begun');
    const hanging = createEgress({ rules: () => testRules, resolve: () => new Promise(() => {}) });
    await assert.rejects(
      hanging.fetch({ profile: 'webhook', url: 'http://never.test/', timeoutMs: 200, maxBytes: 99 }),
      { kind: 'timeout' },
    );
  });

  it('names what went wrong', async () => {
    const reset = await serve((request) => request.socket.resetAndDestroy());
    const half = await serve((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => setImmediate(() => request.socket.resetAndDestroy()));
    });
    const noise = await serve((request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const closed = createServer();
    closed.listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const ask = (url: string, more: Partial<EgressRequest> = {}) =>
      testEgress().fetch({ ...patient, profile: 'monitor', url, ...more });
    await assert.rejects(ask('http://nowhere.test/'), { kind: 'dns' });
    await assert.rejects(ask(`http://127.0.0.1:${port}/`), { kind: 'refused' });
    await assert.rejects(ask(`http://127.0.0.1:${reset}/`), { kind: 'reset' });
    await assert.rejects(ask(`http://127.0.0.1:${noise}/`), { kind: 'protocol' });
    await assert.rejects(ask(`https://127.0.0.1:${noise}/`), { kind: 'tls' });
    const reply = await ask(`http://127.0.0.1:${half}/`);
    assert.deepEqual([reply.status, reply.bodyEnd, reply.body.toString()], [200, 'reset', 'half']);
    await assert.rejects(ask(`http://127.0.0.1:${reset}/`, { signal: AbortSignal.abort() }), {
      kind: 'aborted',
    });
  });

  it('goes by no proxy that the environment names, which would reach another address than was checked', async () => {
    const direct = await serve((_request, response) => response.end());
    let proxied = 0;
    const proxy = await serve((_request, response) => {
      proxied += 1;
      response.writeHead(502).end();
    });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [new URL('./proxy-child.ts', import.meta.url).pathname, `http://127.0.0.1:${direct}/`],
      {
        env: {
          ...process.env,
          NODE_USE_ENV_PROXY: '1',
          HTTP_PROXY: `http://127.0.0.1:${proxy}`,
          NO_PROXY: '',
        },
      },
    );
    assert.deepEqual(JSON.parse(stdout), { byNode: '502', ours: 200, address: '127.0.0.1' });
    assert.equal(proxied, 1, 'the control went by it');
  });
});
