import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runHeadless, serveHeadless } from '../support/headless.ts';
import { serveTickets } from '../support/remote-service.ts';

type Told = Readonly<Record<string, unknown>>;

describe('connections on the command line', () => {
  let data: string;
  let far: Awaited<ReturnType<typeof serveTickets>>;
  const env = { TECHBENCH_KEYSTORE_PASSPHRASE: 'correct horse battery', ORQIT_KEY: 'orq_key' };
  const keystore = () => ['--keystore', join(data, 'keystore.json')];
  before(async () => {
    data = mkdtempSync(join(tmpdir(), 'techbench-test-'));
    far = await serveTickets();
  });
  after(() => {
    far.stop();
    rmSync(data, { recursive: true });
  });

  async function run<T>(code: number, ...args: string[]): Promise<T> {
    const ended = await runHeadless([...args, '--data', data, ...keystore()], env);
    assert.equal(ended.code, code, ended.stderr);
    return JSON.parse(ended.stdout) as T;
  }

  it('are made, read, and listed with their state', async () => {
    far.service.open({ title: 'VPN drops', description: 'Since noon' });
    const made = await run<Told>(
      0,
      'connection',
      'add',
      '--kind',
      'orqit',
      '--url',
      far.url,
      '--key-env',
      'ORQIT_KEY',
    );
    assert.equal(made['id'], 1);
    const report = await run<Told>(0, 'connection', 'sync', '1');
    assert.deepEqual([report['complete'], report['ticketsNew'], report['detail']], [true, 1, null]);
    assert.deepEqual(await run(0, 'outbox', 'list'), []);
    const [listed] = await run<Told[]>(0, 'connection', 'list');
    assert.deepEqual([listed!['kind'], listed!['queued'], listed!['undecided']], ['orqit', 0, 0]);
    assert.equal(listed!['state'], 'at_rest', 'it is told without the vault');
    assert.match(String(listed!['lastSyncAt']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('keep what was changed while the service was down, tell of the failure with code 1, and send it afterwards', async () => {
    far.is.down = true;
    const local = await serveHeadless(data, ['--issue-key', 'test', '--scopes', 'all', ...keystore()], env);
    const { url, apiKey } = local.ready;
    const changed = await fetch(`${url}/api/public/v1/tickets/1`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'RESOLVED', priority: 'HIGH' }),
    });
    assert.equal(changed.status, 200);
    await local.stop();
    const failed = await run<Told>(1, 'connection', 'sync', '1');
    assert.equal(failed['complete'], false);
    const [waiting] = await run<Told[]>(0, 'outbox', 'list');
    assert.deepEqual(
      [waiting!['ticketId'], waiting!['kind'], waiting!['state'], waiting!['actorName']],
      ['tkt_000001', 'update', 'waiting', 'test'],
    );
    const [queued] = await run<Told[]>(0, 'connection', 'list');
    assert.deepEqual([queued!['state'], queued!['queued']], ['failing', 1]);
    far.is.down = false;
    assert.equal((await run<Told>(0, 'connection', 'sync', '1'))['sent'], 1);
    assert.deepEqual(
      [far.service.tickets[0]!.status, far.service.tickets[0]!.priority],
      ['RESOLVED', 'HIGH'],
    );
    assert.deepEqual(await run(0, 'outbox', 'list'), []);
    assert.deepEqual(await run(0, 'connection', 'remove', '1'), { removed: 1, neverSent: 0 });
    assert.deepEqual(await run(0, 'connection', 'list'), []);
  });
});
