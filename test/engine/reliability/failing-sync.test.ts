import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { runHeadless, serveHeadless } from '../../support/headless.ts';
import { send } from '../../support/http.ts';

const compiler = process.platform === 'linux' && existsSync('/usr/bin/cc');

describe(
  'a disk that fails to sync (T3)',
  { skip: compiler ? false : 'needs Linux and a C compiler' },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'techbench-sync-'));
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('stops the engine from writing on, and the next one finds everything that was acknowledged', async () => {
      const library = join(folder, 'failing-sync.so');
      const source = join(import.meta.dirname, 'failing-sync.c');
      const built = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], {
        encoding: 'utf8',
      });
      assert.equal(built.status, 0, built.stderr);

      const dataDir = join(folder, 'data');
      const flag = join(folder, 'fail');
      const serving = await serveHeadless(dataDir, ['--issue-key', 'sync', '--scopes', 'all'], {
        LD_PRELOAD: library,
        FAIL_SYNC_WHILE: flag,
      });
      const key = serving.ready.apiKey!;
      const create = (subject: string) =>
        send(serving.ready.url, '/v1/api/tickets', { key, body: { subject, description: subject } });
      for (let index = 0; index < 5; index += 1) assert.equal((await create(`kept ${index}`)).status, 201);

      const exited = once(serving.child, 'exit');
      writeFileSync(flag, '');
      const refused = await create('never acknowledged');
      assert.equal(refused.status, 507, refused.text);
      const [code] = await exited;
      assert.equal(code, 1, 'it ends instead of writing on');
      rmSync(flag);

      const verified = await runHeadless(['verify', '--data', dataDir]);
      assert.equal(JSON.parse(verified.stdout).ok, true, verified.stdout + verified.stderr);
      const again = await serveHeadless(dataDir, []);
      const list = await send(again.ready.url, '/v1/api/tickets?limit=100', { key });
      const subjects = list.json.tickets.map((ticket: { subject: string }) => ticket.subject);
      for (let index = 0; index < 5; index += 1) assert.ok(subjects.includes(`kept ${index}`));
      assert.equal(
        (await send(again.ready.url, '/v1/api/tickets', { key, body: { subject: 'On', description: 'On' } }))
          .status,
        201,
      );
      await again.stop();
    });
  },
);
