import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../../electron/engine/engine.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { serveHeadless, type ServingEngine } from '../../support/headless.ts';
import { send } from '../../support/http.ts';

const monitors = 20;

interface Served {
  readonly status: string;
  readonly last_checked_at: string | null;
}

/** The engine in a process of its own, on real timers and sockets, stopped by the system as sleep stops it (T20). */
describe('a process that is stopped', { skip: process.platform === 'win32' && 'no SIGSTOP' }, () => {
  let dataDir: string;
  let site: Server;
  let port: number;
  let engine: ServingEngine;
  before(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
    site = createServer((_request, response) => response.end('ok'));
    site.listen(0, '127.0.0.1');
    await once(site, 'listening');
    ({ port } = site.address() as AddressInfo);
    await prepare();
    engine = await serveHeadless(dataDir, [
      '--hooks-insecure-loopback',
      '--issue-key',
      'Test',
      '--scopes',
      'all',
      '--tier',
      'enterprise',
    ]);
  });
  after(async () => {
    engine.child.kill('SIGCONT');
    await engine.stop();
    site.close();
    site.closeAllConnections();
    rmSync(dataDir, { recursive: true });
  });

  /** Monitors of the site; and what says that this machine is online, which must not be the internet in a test. */
  async function prepare(): Promise<void> {
    const made = createEngine({
      dataDir,
      version: '0.0.0-test',
      clock: systemClock,
      log: silentLog,
      http: null,
      push: () => {},
    });
    const call = (name: string, input: unknown) => made.call(made.consoleCaller(), name, input);
    made.ensureWorkspace();
    const target = { name: 'itself', host: '127.0.0.1', port, certificateName: null };
    await call('uptime.configure', { targets: [target], names: [], gateway: false });
    for (let index = 0; index < monitors; index += 1) {
      const url = `http://127.0.0.1:${port}/${index}`;
      // Patient with a machine that is busy: what is to be told here comes as a status, not as silence.
      const often = { interval: 5, retryInterval: 5, timeout: 30, retries: 1 };
      await call('monitors.create', { name: `M ${index}`, type: 'http', url, ...often });
    }
    await made.stop();
  }

  async function until(what: string, holds: (served: readonly Served[]) => boolean): Promise<void> {
    const { url, apiKey } = engine.ready;
    for (let tries = 0; tries < 300; tries += 1) {
      const { json } = await send(url, '/api/monitors/?page_size=200', { key: apiKey! });
      if (holds(json.results as Served[])) return;
      await wait(200);
    }
    assert.fail(`never ${what}`);
  }

  const told = () => read("SELECT type FROM event WHERE type LIKE 'monitor.%'") as { type: string }[];

  function read(sql: string): unknown[] {
    const raw = openConnection(path.join(dataDir, 'techbench.db'), { readonly: true });
    try {
      return raw.prepare(sql).all();
    } finally {
      raw.close();
    }
  }

  it('alarms nobody when it goes on, although every connection broke meanwhile', async () => {
    await until('all up', (served) => served.every(({ status }) => status === 'up'));
    engine.child.kill('SIGSTOP');
    await wait(8000);
    site.closeAllConnections();
    const wokeAt = Date.now();
    engine.child.kill('SIGCONT');
    await until('all looked at again', (served) =>
      served.every(
        ({ status, last_checked_at: at }) => status === 'up' && at !== null && Date.parse(at) >= wokeAt,
      ),
    );
    const gaps = read("SELECT 1 FROM unobserved WHERE reason = 'asleep'");
    assert.ok(gaps.length >= 1, 'the gap was noticed');
    assert.deepEqual(told(), []);
  });

  it('still tells a real outage, and its end', async () => {
    // Connections are taken still: the machine is online, the site is not well.
    site.removeAllListeners('request');
    site.on('request', (_request, response) => response.writeHead(503).end());
    await until('all down', (served) => served.every(({ status }) => status === 'down'));
    site.removeAllListeners('request');
    site.on('request', (_request, response) => response.end('ok'));
    await until('all up again', (served) => served.every(({ status }) => status === 'up'));
    const types = told().map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'monitor.down').length, monitors);
    assert.equal(types.filter((type) => type === 'monitor.up').length, monitors);
  });
});
