import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { z } from 'zod';
import { newMonitor, type Monitor } from '../../../shared/monitor.ts';
import type { MonitorOptions } from '../../../shared/monitor-options.ts';
import type { Egress } from '../../../electron/engine/egress/egress.ts';
import { asNew } from '../../../electron/engine/uptime/new-monitor.ts';
import { createDomainProbe } from '../../../electron/engine/uptime/probes/domain.ts';
import { createPushes } from '../../../electron/engine/uptime/probes/push.ts';
import type { Probe, ProbeResult } from '../../../electron/engine/uptime/probes/probe.ts';
import { createProbes } from '../../../electron/engine/uptime/probes/probes.ts';
import {
  createSealedRequests,
  goneWords,
  lockedWords,
} from '../../../electron/engine/uptime/sealed-requests.ts';
import { strictRules, testEgress } from '../../support/egress.ts';
import { virtualClock } from '../../support/clock.ts';
import { memoryVault } from '../../support/memory-vault.ts';

const dayMs = 86_400_000;
const fixtures = path.resolve(import.meta.dirname, '../../fixtures/tls');
const certificate = readFileSync(path.join(fixtures, 'certificate.pem'), 'utf8');
const key = readFileSync(path.join(fixtures, 'key.pem'), 'utf8');

type Given = Omit<z.input<typeof newMonitor>, 'name' | 'options'> & { options?: Partial<MonitorOptions> };

/** What looking met; a test in which nothing could be asked fails. */
async function met(looking: ReturnType<Probe>): Promise<ProbeResult | null> {
  const result = await looking;
  assert.ok(result === null || !('notAsked' in result));
  return result;
}

function monitorOf(given: Given): Monitor {
  const parsed = newMonitor.parse({ name: 'Test', timeout: 1, ...given });
  const made = asNew({ ...parsed, source: 'console' }, 0);
  return { ...made, id: 1, organizationId: 1, createdAt: 0, updatedAt: 0 };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('probes', () => {
  const clock = virtualClock(Date.now());
  const vault = memoryVault();
  const sealed = createSealedRequests(vault);
  const { probe: push } = createPushes(() => clock.monotonic());
  const probes = createProbes(testEgress({ 'site.example': ['127.0.0.1'] }), clock, push, sealed.open);
  const asked: { method: string; url: string; headers: IncomingMessage['headers'] }[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer((request, response) => {
    asked.push({ method: request.method!, url: request.url!, headers: request.headers });
    answer(request, response);
  });
  const secure = createTlsServer({ cert: certificate, key }, (_request, response) => response.end('safe'));
  let url: string;
  let port: number;
  let securePort: number;
  before(async () => {
    port = await portOf(server);
    securePort = await portOf(secure);
    url = `http://site.example:${port}/`;
  });
  after(() => {
    server.close();
    secure.close();
    server.closeAllConnections();
    secure.closeAllConnections();
  });

  const probe = async (given: Given, signal = new AbortController().signal): Promise<ProbeResult> => {
    const result = await met(probes[given.type](monitorOf(given), signal));
    assert.ok(result);
    return result;
  };
  const http = (given: Partial<Given> = {}) => probe({ type: 'http', url, ...given });
  const says = (status: number, body = '', headers: Record<string, string> = {}) => {
    answer = (_request, response) => response.writeHead(status, headers).end(body);
  };

  describe('http', () => {
    it('is good where the status is accepted, and tells how long it took', async () => {
      says(204);
      const met = await http();
      assert.equal(met.error, null);
      assert.ok(met.ms! >= 0);
      says(503, 'try later');
      const refused = await http();
      assert.equal(refused.error, 'Status 503');
      assert.equal(refused.excerpt, 'try later');
      says(503, 'é'.repeat(5000));
      assert.equal(Buffer.byteLength((await http()).excerpt ?? ''), 1024, 'of a long answer the first KiB');
      assert.equal((await http({ acceptedStatuses: '200-299, 503' })).error, null);
    });

    it('sends what the vault keeps, and asks nobody while that is locked or not there any more', async () => {
      says(200);
      const { options } = monitorOf({
        type: 'http',
        url,
        options: { headers: { Authorization: 'Bearer t0p' }, body: 'in' },
      });
      const kept = sealed.seal(options, null);
      assert.doesNotMatch(JSON.stringify(kept), /t0p|"in"/);
      await http({ options: { ...kept, method: 'POST' } });
      assert.equal(asked.at(-1)!.headers.authorization, 'Bearer t0p');
      assert.equal(asked.at(-1)!.headers['content-length'], '2');
      const before = asked.length;
      const look = () =>
        probes.http(monitorOf({ type: 'http', url, options: kept }), new AbortController().signal);
      vault.open = false;
      assert.deepEqual(await look(), { notAsked: lockedWords });
      vault.open = true;
      vault.kept.clear();
      assert.deepEqual(await look(), { notAsked: goneWords });
      assert.equal(asked.length, before);
    });

    it('sends the method, headers and body that it is told', async () => {
      says(200);
      await http({ options: { method: 'POST', headers: { 'x-probe': 'yes' }, body: '{"a":1}' } });
      const last = asked.at(-1)!;
      assert.equal(last.method, 'POST');
      assert.equal(last.headers['x-probe'], 'yes');
      assert.equal(last.headers['content-length'], '7');
    });

    it('looks for a keyword, or for its absence', async () => {
      says(200, 'All systems operational');
      assert.equal((await http({ keyword: 'operational' })).error, null);
      assert.equal((await http({ keyword: 'outage' })).error, 'The keyword is missing');
      assert.equal(
        (await http({ keyword: 'operational', options: { keywordInverted: true } })).error,
        'The keyword is there',
      );
    });

    it('compares what stands at a path into JSON', async () => {
      says(200, '{"data":{"items":[{"state":"ok"}],"a.b":3}}');
      const at = (jsonPath: string, jsonExpected: string | null) =>
        http({ options: { jsonPath, jsonExpected } });
      assert.equal((await at('data.items[0].state', 'ok')).error, null);
      assert.equal((await at('$.data["a.b"]', '3')).error, null);
      assert.equal((await at('data.items[0].state', 'bad')).error, 'data.items[0].state is ok, not bad');
      assert.match((await at('data.items[7].state', null)).error!, /There is no/);
      assert.match((await at('__proto__.x', null)).error!, /There is no/);
      says(200, '<html>');
      assert.equal((await at('a', '1')).error, 'The answer is no JSON');
    });

    it('holds its conditions', async () => {
      says(200, '{"queue":12}', { 'x-version': '2.1' });
      const holds = async (
        subject: string,
        operator: 'is' | 'below' | 'exists' | 'contains_not',
        value = '',
      ) => (await http({ options: { conditions: [{ subject, operator, value }] } })).error;
      assert.equal(await holds('status', 'is', '200'), null);
      assert.equal(await holds('json:queue', 'below', '20'), null);
      assert.equal(await holds('header:X-Version', 'is', '2.1'), null);
      assert.equal(await holds('body', 'contains_not', 'error'), null);
      assert.equal(await holds('json:queue', 'below', '10'), 'json:queue below 10 does not hold (12)');
      assert.equal(
        await holds('header:x-none', 'exists'),
        'header:x-none exists does not hold (there is none)',
      );
    });

    it('follows three redirects, each checked, and no fourth', async () => {
      const steps = (count: number) => (request: IncomingMessage, response: ServerResponse) => {
        const step = Number(request.url!.slice(1) || '0');
        if (step >= count) response.end('there');
        else response.writeHead(302, { location: `/${step + 1}` }).end();
      };
      answer = steps(3);
      assert.equal((await http()).error, null);
      answer = steps(4);
      assert.match((await http()).error!, /redirects/);
      answer = steps(1);
      assert.equal((await http({ options: { redirects: 0 } })).error, 'Status 302');
      says(302, '', { location: 'http://169.254.169.254/latest/meta-data/' });
      assert.match((await http()).error!, /169\.254\.169\.254/);
    });

    it('gives up in time, and when it is told to', async () => {
      answer = () => {};
      assert.equal((await http()).error, 'Connection timed out');
      const given = new AbortController();
      const waiting = probe({ type: 'http', url }, given.signal);
      given.abort();
      assert.equal((await waiting).error, 'Given up');
    });

    it('tells a certificate that nobody trusts, and its end where it is trusted', async () => {
      const secureUrl = `https://127.0.0.1:${securePort}/`;
      assert.match((await http({ url: secureUrl })).error!, /^Encryption failed/);
      const met = await http({ url: secureUrl, options: { verifyCertificate: false } });
      assert.equal(met.error, null);
      assert.ok(met.certificateExpiresAt! > clock.now());
    });
  });

  it('reach no metadata service and not this engine itself, whatever the type', async () => {
    const guarded = createProbes(
      testEgress({ 'inside.example': ['10.0.0.7'] }, { ...strictRules, loopback: true, ownPorts: [port] }),
      clock,
      push,
      sealed.open,
    );
    const { signal } = new AbortController();
    for (const given of [
      { type: 'http', url: 'http://169.254.169.254/' },
      { type: 'tcp', hostname: '169.254.169.254', port: 80 },
      { type: 'ping', hostname: 'fd00:ec2::254' },
      { type: 'tls', hostname: '169.254.169.254' },
      { type: 'http', url: `http://127.0.0.1:${port}/` },
      { type: 'tcp', hostname: '127.0.0.1', port },
      { type: 'dns', hostname: 'a.example', options: { resolver: '169.254.169.254' } },
    ] as const satisfies readonly Given[]) {
      const refused = await met(guarded[given.type](monitorOf(given), signal));
      assert.match(refused!.error!, /leads to/, JSON.stringify(given));
    }
  });

  it('tcp is good where something takes connections', async () => {
    assert.equal((await probe({ type: 'tcp', hostname: '127.0.0.1', port })).error, null);
    assert.equal(
      (await probe({ type: 'tcp', hostname: 'site.example', port: 1 })).error,
      'Connection refused',
    );
    assert.match((await probe({ type: 'tcp', hostname: 'nowhere.example', port })).error!, /name/);
  });

  it('tls tells how long a certificate lasts, and distrust', async () => {
    const tls = (options: Partial<MonitorOptions>) =>
      probe({ type: 'tls', hostname: '127.0.0.1', port: securePort, options });
    assert.match((await tls({})).error!, /not trusted/);
    const met = await tls({ verifyCertificate: false });
    assert.equal(met.error, null);
    const days = Math.floor((met.certificateExpiresAt! - clock.now()) / dayMs);
    clock.jump((days - 3) * dayMs);
    assert.equal((await tls({ verifyCertificate: false })).error, 'The certificate expires in 3 days');
    clock.jump(10 * dayMs);
    assert.equal((await tls({ verifyCertificate: false })).error, 'The certificate has expired');
    clock.jump(-(days + 7) * dayMs);
  });

  it('dns asks the resolver that it is told, and compares', async () => {
    const resolver = createSocket('udp4');
    resolver.on('message', (question, from) => {
      const name = question.subarray(12, question.indexOf(0, 12) + 5);
      const header = Buffer.from(question.subarray(0, 12));
      header.writeUInt16BE(0x8180, 2);
      header.writeUInt16BE(1, 6);
      header.writeUInt16BE(0, 10);
      const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);
      resolver.send(Buffer.concat([header, name, record]), from.port, from.address);
    });
    resolver.bind(0, '127.0.0.1');
    await once(resolver, 'listening');
    const ask = (options: Partial<MonitorOptions>) =>
      probe({
        type: 'dns',
        hostname: 'acme.example',
        options: { resolver: `127.0.0.1:${resolver.address().port}`, ...options },
      });
    try {
      assert.equal((await ask({})).error, null);
      assert.equal((await ask({ expectedRecords: ['192.0.2.7'] })).error, null);
      assert.equal((await ask({ expectedRecords: ['192.0.2.8'] })).error, 'Answered 192.0.2.7');
    } finally {
      resolver.close();
    }
  });

  const hasPing = ['/sbin/ping', '/bin/ping', '/usr/bin/ping'].some((place) => existsSync(place));
  it('ping uses the system’s own', { skip: !hasPing && 'this machine has no ping' }, async () => {
    const met = await probe({ type: 'ping', hostname: '127.0.0.1' });
    assert.equal(met.error, null);
    assert.ok(met.ms! < 1000);
  });

  it('domain asks the registry of the zone once in a while', async () => {
    const urls: string[] = [];
    const end = new Date(clock.now() + 20 * dayMs).toISOString();
    const replies: Record<string, object> = {
      'https://data.iana.org/rdap/dns.json': {
        services: [[['example'], ['https://rdap.registry.example/v1/']]],
      },
      'https://rdap.registry.example/v1/domain/xn--mller-kva.example': {
        events: [{ eventAction: 'expiration', eventDate: end }],
      },
    };
    const registry = {
      fetch({ url: to }: { url: string }) {
        urls.push(to);
        const found = replies[to];
        return Promise.resolve({ status: found ? 200 : 404, body: Buffer.from(JSON.stringify(found ?? {})) });
      },
    } as unknown as Egress;
    const domain = createDomainProbe(registry, () => clock.now());
    const { signal } = new AbortController();
    const look = (given: Given) => met(domain(monitorOf(given), signal));
    const known = await look({ type: 'domain', hostname: 'müller.example' });
    assert.equal(known!.error, null);
    assert.equal(known!.domainExpiresAt, Date.parse(end));
    const soon = { type: 'domain', hostname: 'müller.example', options: { expiryDays: 30 } } as const;
    assert.match((await look(soon))!.error!, /^The domain expires in (19|20) days$/);
    assert.equal(urls.length, 2);
    const absent = await look({ type: 'domain', hostname: 'gone.example' });
    assert.equal(absent!.error, 'The registry knows no such domain');
    const silent = await look({ type: 'domain', hostname: 'a.other' });
    assert.equal(silent!.error, 'The registry of this domain does not tell');
  });

  it('push waits to be called, patiently for an interval, and begins to wait anew after a sleep', async () => {
    const pushes = createPushes(() => clock.monotonic());
    const monitor = monitorOf({ type: 'push', interval: 60, timeout: 10 });
    const { signal } = new AbortController();
    const look = () => met(pushes.probe(monitor, signal));
    assert.equal(await look(), null);
    clock.pass(71_000);
    assert.equal((await look())!.error, 'Nobody called in time');
    pushes.take(1, { error: null, ms: 12 });
    assert.deepEqual([(await look())!.error, (await look())!.ms], [null, 12]);
    pushes.take(1, { error: 'Backup failed', ms: null });
    assert.equal((await look())!.error, 'Backup failed');
    clock.pass(1);
    pushes.listenAnew();
    clock.pass(60_000);
    assert.equal(await look(), null);
  });
});
