import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { runHeadless, serveHeadless, type Ended } from '../support/headless.ts';
import { send } from '../support/http.ts';

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  folders.push(made);
  return made;
}

/** One line on standard output, which must be JSON. */
// oxlint-disable-next-line typescript/no-explicit-any -- compared with what is expected
function output({ stdout }: Ended): any {
  assert.match(stdout, /^[^\n]+\n$/);
  return JSON.parse(stdout) as unknown;
}

describe('headless engine', () => {
  let data: string;
  beforeEach(() => {
    data = folder();
  });
  after(() => {
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  async function run(...args: string[]): Promise<Ended> {
    return runHeadless([...args, '--data', data]);
  }
  async function succeed(...args: string[]) {
    const ended = await run(...args);
    assert.equal(ended.code, 0, ended.stderr);
    return output(ended);
  }
  async function fail(code: number, ...args: string[]): Promise<string> {
    const ended = await run(...args);
    assert.equal(ended.code, code, `${args.join(' ')}: ${ended.stderr}`);
    assert.equal(ended.stdout, '');
    assert.match(ended.stderr, /^techbench: [^\n]+\n$/m);
    return ended.stderr;
  }

  it('serves, says so in one line, and ends cleanly on SIGTERM and SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const serving = await serveHeadless(data, [
        '--issue-key',
        'CI',
        '--scopes',
        'tickets:read,tickets:write',
      ]);
      const { ready } = serving;
      assert.deepEqual(Object.keys(ready), ['url', 'pid', 'dataDir', 'apiKey']);
      assert.match(ready.url, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.deepEqual([ready.pid, ready.dataDir], [serving.child.pid, data]);
      const sent = { key: ready.apiKey!, body: { subject: 'S', description: 'D' } };
      assert.equal((await send(ready.url, '/v1/api/tickets', sent)).status, 201);
      const { code, stdout } = await serving.stop(signal);
      assert.equal(code, 0);
      assert.equal(stdout.trim().split('\n').length, 1, 'nothing else on standard output');
      await assert.rejects(send(ready.url, '/v1/api/tickets', sent));
    }
    assert.equal(existsSync(join(data, 'techbench.db-wal')), false);
    assert.equal((await succeed('verify')).ticketsChecked, 2);
  });

  it('issues a key only when asked, with the rights that were asked for', async () => {
    const plain = await serveHeadless(data);
    assert.equal(plain.ready.apiKey, undefined);
    await plain.stop();
    const serving = await serveHeadless(data, [
      '--issue-key',
      'R',
      '--scopes',
      'tickets:read',
      '--tier',
      'professional',
      '--org',
      '1',
    ]);
    const listed = await send(serving.ready.url, '/v1/api/tickets', { key: serving.ready.apiKey! });
    assert.deepEqual([listed.status, listed.headers['x-ratelimit-limit']], [200, '300']);
    const post = await send(serving.ready.url, '/v1/api/tickets', { key: serving.ready.apiKey!, body: {} });
    assert.equal(post.status, 403);
    await serving.stop();
  });

  it(
    'writes files that nobody else may read, whatever the folder allows',
    { skip: process.platform === 'win32' },
    async () => {
      chmodSync(data, 0o755);
      await succeed('key', 'issue', '--name', 'k', '--scopes', 'all');
      const copy = join(folder(), 'copy.db');
      await succeed('backup', copy);
      for (const file of [copy, ...readdirSync(data).map((name) => join(data, name))]) {
        assert.equal(statSync(file).mode & 0o077, 0, file);
      }
    },
  );

  it('takes the next free port where the wished one is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as { port: number };
    const serving = await serveHeadless(data, ['--port', String(port)]);
    assert.notEqual(new URL(serving.ready.url).port, String(port));
    assert.equal((await send(serving.ready.url, '/v1/api/tickets')).status, 401);
    const { stderr } = await serving.stop();
    assert.match(stderr, new RegExp(`taken by another program.*${port}`));
    squatter.close();
  });

  it('never opens a folder that another engine has open, and says who that is', async () => {
    const serving = await serveHeadless(data);
    for (const args of [
      ['serve', '--port', '0'],
      ['key', 'list'],
      ['verify'],
      ['backup', join(folder(), 'b.db')],
    ]) {
      assert.match(await fail(1, ...args), new RegExp(`in use by .*${serving.ready.pid}`), args.join(' '));
    }
    await serving.stop();
    assert.deepEqual(await succeed('key', 'list'), []);
  });

  it('fills the sample and the bench workspace once', async () => {
    const serving = await serveHeadless(data, ['--seed-demo', '--issue-key', 'k', '--scopes', 'all']);
    const first = await send(serving.ready.url, '/v1/api/tickets?limit=100', { key: serving.ready.apiKey! });
    assert.ok(first.json.total >= 60, `${first.json.total} tickets`);
    const statuses = new Set((first.json.tickets as { status: string }[]).map(({ status }) => status));
    assert.equal(statuses.size, 5);
    await serving.stop();
    const again = await serveHeadless(data, ['--seed-demo', '--issue-key', 'k', '--scopes', 'all']);
    const second = await send(again.ready.url, '/v1/api/tickets', { key: again.ready.apiKey! });
    assert.equal(second.json.total, first.json.total);
    await again.stop();

    const bench = await serveHeadless(folder(), [
      '--seed-bench',
      '500',
      '--issue-key',
      'k',
      '--scopes',
      'all',
    ]);
    const many = await send(bench.ready.url, '/v1/api/tickets', { key: bench.ready.apiKey! });
    assert.equal(many.json.total, 500);
    await bench.stop();
  });

  it('manages keys: issues, lists, rotates and revokes them', async () => {
    const issued = await succeed(
      'key',
      'issue',
      '--name',
      'Zapier',
      '--scopes',
      'tickets:read',
      '--expires',
      '2031-01-01T00:00:00Z',
    );
    assert.deepEqual(Object.keys(issued), ['id', 'apiKey']);
    const rotated = await succeed('key', 'rotate', String(issued.id), '--overlap-hours', '24');
    const bare = await succeed('key', 'issue', '--name', 'Bare', '--scopes', 'none', '--tier', 'enterprise');
    const all = await succeed('key', 'issue', '--name', 'All', '--scopes', 'all', '--org', '1');
    await succeed('key', 'revoke', `key_${(bare.id as number).toString(16).padStart(6, '0')}`);

    const listed = await succeed('key', 'list');
    const brief = (listed as Record<string, unknown>[]).map(
      ({ name, state, tier, organizationId, expiresAt }) => [name, state, tier, organizationId, expiresAt],
    );
    assert.deepEqual(brief, [
      ['All', 'active', 'standard', 1, null],
      ['Bare', 'revoked', 'enterprise', null, null],
      ['Zapier', 'active', 'standard', null, '2031-01-01T00:00:00Z'],
      ['Zapier', 'rotating', 'standard', null, '2031-01-01T00:00:00Z'],
    ]);
    assert.equal(listed[1].scopes.length, 0);
    assert.ok(listed[0].scopes.length > 15);
    for (const { apiKey } of [issued, rotated, bare, all])
      assert.equal(JSON.stringify(listed).includes(apiKey), false);

    const serving = await serveHeadless(data);
    const status = async (key: string) => (await send(serving.ready.url, '/v1/api/tickets', { key })).status;
    assert.deepEqual(
      [
        await status(issued.apiKey),
        await status(rotated.apiKey),
        await status(bare.apiKey),
        await status(all.apiKey),
      ],
      [200, 200, 401, 200],
    );
    await serving.stop();
    assert.match(await fail(1, 'key', 'revoke', String(bare.id)), /already revoked/);
    assert.match(await fail(1, 'key', 'rotate', '4711'), /no key/);
    assert.match(
      await fail(1, 'key', 'issue', '--name', 'x', '--scopes', 'all', '--org', '99'),
      /organization/,
    );
    assert.match(
      await fail(1, 'key', 'issue', '--name', 'x', '--scopes', 'all', '--expires', '2001-01-01'),
      /future/,
    );
  });

  it('backs up, restores what was, and sets aside what is', async () => {
    const { apiKey } = await succeed('key', 'issue', '--name', 'k', '--scopes', 'all');
    const create = async (subject: string) => {
      const serving = await serveHeadless(data);
      await send(serving.ready.url, '/v1/api/tickets', { key: apiKey, body: { subject, description: 'D' } });
      const { json } = await send(serving.ready.url, '/v1/api/tickets', { key: apiKey });
      await serving.stop();
      return (json.tickets as { subject: string }[]).map((ticket) => ticket.subject);
    };
    await create('before');
    const file = join(folder(), 'copy.db');
    const made = await succeed('backup', file);
    assert.deepEqual([made.file, made.bytes > 0], [file, true]);
    assert.match(await fail(1, 'backup', file), /exists already/);
    assert.deepEqual(await create('after'), ['after', 'before']);

    const restored = await succeed('restore', file);
    assert.equal(restored.restoredFrom, file);
    assert.ok(existsSync(join(restored.setAside, 'techbench.db')));
    assert.deepEqual(await create('later'), ['later', 'before']);

    const nonsense = join(folder(), 'nonsense.db');
    writeFileSync(nonsense, 'not a database');
    const bytes = readFileSync(join(data, 'techbench.db'));
    assert.match(await fail(1, 'restore', nonsense), /not a backup that can be restored/);
    assert.match(await fail(1, 'restore', join(data, 'missing.db')), /no file/);
    assert.ok(bytes.equals(readFileSync(join(data, 'techbench.db'))), 'the database is untouched');
  });

  it('verifies without repairing, and tells of the repair that a start makes', async () => {
    await succeed('key', 'issue', '--name', 'k', '--scopes', 'all');
    await succeed('backup', join(folder(), 'good.db'));
    assert.equal((await succeed('verify')).ok, true);
    const database = join(data, 'techbench.db');
    const damaged = readFileSync(database);
    damaged.fill(0x5a, 4096, 8192);
    writeFileSync(database, damaged);
    const bad = await run('verify');
    assert.equal(bad.code, 1);
    assert.equal(output(bad).ok, false);
    assert.ok(damaged.equals(readFileSync(database)), 'left as it is');

    const serving = await serveHeadless(data);
    const { recovery } = serving.ready;
    assert.ok(recovery && recovery.reason !== '' && recovery.restoredFrom !== null);
    assert.ok(damaged.equals(readFileSync(join(recovery.quarantined, 'techbench.db'))));
    await serving.stop();
    assert.equal((await succeed('key', 'list')).length, 1, 'from the backup');
  });

  it('imports a file, says what it would do first, and takes it back', async () => {
    const file = join(folder(), 'tickets.csv');
    writeFileSync(
      file,
      'subject,description,priority\nPrinter,Offline,high\n,No subject,low\nVPN,Down,medium\n',
    );
    await succeed('key', 'issue', '--name', 'k', '--scopes', 'all');
    const dry = await succeed('import', file, '--dry-run');
    assert.deepEqual([dry.new, dry.refused.length, dry.batch], [2, 1, null]);
    assert.equal(dry.refused[0].row, 2);
    const done = await succeed('import', file);
    assert.deepEqual(Object.keys(done), ['format', 'new', 'changed', 'duplicate', 'refused', 'batch']);
    assert.deepEqual([done.new, typeof done.batch], [2, 'number']);
    assert.equal((await succeed('verify')).ticketsChecked, 2);
    const undone = await succeed('undo-import', String(done.batch));
    assert.deepEqual([undone.undone, undone.kept], [2, 0]);
    assert.equal((await succeed('verify')).ticketsChecked, 0);
    assert.match(await fail(1, 'import', join(data, 'missing.csv')), /not a file/);
    assert.match(await fail(1, 'undo-import', '4711'), /./);
  });

  it('creates no workspace in a folder that has none, but for the verbs that begin one', async () => {
    const mistyped = join(data, 'mistyped');
    const file = join(folder(), 'one.csv');
    writeFileSync(file, 'subject\nPrinter\n');
    for (const args of [
      ['key', 'list'],
      ['key', 'rotate', '1'],
      ['key', 'revoke', '1'],
      ['backup', join(folder(), 'b.db')],
      ['undo-import', '1'],
      ['import', file, '--dry-run'],
      ['verify'],
    ]) {
      const ended = await runHeadless([...args, '--data', mistyped]);
      assert.deepEqual([ended.code, ended.stdout], [1, ''], args.join(' '));
      assert.match(ended.stderr, /^techbench: There is no database in [^\n]*mistyped\.\n$/);
      assert.equal(existsSync(mistyped), false, args.join(' '));
    }
    assert.equal((await runHeadless(['import', file, '--data', mistyped])).code, 0);
  });

  it('refuses arguments that make no sense with code 2, and touches nothing', async () => {
    for (const args of [
      ['frob'],
      ['serve', '--port', 'x'],
      ['key', 'rotate', '1', '--overlap-hours', '-1'],
    ]) {
      await fail(2, ...args);
    }
    assert.equal(existsSync(join(data, 'techbench.db')), false);
  });

  it('tells the failure of a folder that cannot be used in one line', async () => {
    const file = join(folder(), 'a-file');
    copyFileSync(new URL(import.meta.url), file);
    const ended = await runHeadless(['verify', '--data', join(file, 'below')]);
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /^techbench: [^\n]+\n$/);
  });
});
