import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { createStderrLog, type Log } from '../../../electron/engine/platform/log.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { send, type Received } from '../../support/http.ts';

const mountable = process.platform === 'linux' && process.getuid?.() === 0;
const cycles = 200;

describe(
  'a full disk (T3)',
  { skip: mountable ? false : 'needs Linux and root, to mount a small disk' },
  () => {
    const disk = mkdtempSync(join(tmpdir(), 'techbench-disk-'));
    const filler = join(disk, 'filler');
    let test: TestEngine;
    let key: string;
    const logged: string[] = [];

    before(async () => {
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk], {
        encoding: 'utf8',
      });
      assert.equal(mounted.status, 0, mounted.stderr);
      mkdirSync(join(disk, 'data'));
      // The product's own log, which counts what repeats instead of writing it.
      const { write } = process.stderr;
      const log: Log = (...entry) => {
        process.stderr.write = (line: string | Uint8Array) => logged.push(String(line)) > 0;
        productLog(...entry);
        process.stderr.write = write;
      };
      const productLog = createStderrLog();
      test = await startEngine({ dataDir: join(disk, 'data'), log });
      ({ apiKey: key } = await test.issueKey());
    });
    after(async () => {
      await test.stop();
      spawnSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    });

    /** Leaves no room at all: neither on the disk nor in a journal that could be used again. */
    function fillDisk(): void {
      const raw = openConnection(join(disk, 'data', 'techbench.db'));
      raw.pragma('wal_checkpoint(TRUNCATE)');
      raw.close();
      const handle = openSync(filler, 'w');
      for (const size of [1_048_576, 4096, 512]) {
        const block = Buffer.alloc(size, 1);
        try {
          for (;;) writeSync(handle, block);
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'ENOSPC');
        }
      }
      closeSync(handle);
    }

    async function assertKept(acknowledged: ReadonlyMap<number, string>): Promise<void> {
      for (const [id, text] of acknowledged) {
        assert.equal((await test.console.tickets.get({ id })).description, text);
      }
    }

    /** Every route that writes, and the console's own way in. */
    const writes: Readonly<Record<string, (id: number, text: string) => Promise<Received>>> = {
      'OneClickIT create': (_id, text) =>
        send(test.url, '/v1/api/tickets', { key, body: { subject: text.slice(0, 40), description: text } }),
      'OneClickIT patch': (id, text) =>
        send(test.url, `/v1/api/tickets/tkt_${id.toString(16).padStart(6, '0')}`, {
          key,
          method: 'PATCH',
          body: { description: text },
        }),
      'OneClickIT message': (id, text) =>
        send(test.url, `/v1/api/tickets/tkt_${id.toString(16).padStart(6, '0')}/messages`, {
          key,
          body: { text },
        }),
      'Orqit create': (_id, text) =>
        send(test.url, '/api/public/v1/tickets', {
          key,
          body: { title: text.slice(0, 40), description: text, type: 'INCIDENT', category: 'OTHER' },
        }),
      'Orqit patch': (id, text) =>
        send(test.url, `/api/public/v1/tickets/${id}`, { key, method: 'PATCH', body: { description: text } }),
    };

    it('is answered with 507 by every route that writes, loses nothing acknowledged, and heals by itself', async () => {
      const first = await test.console.tickets.create({ subject: 'First', description: 'First' });
      const names = Object.keys(writes);
      const acknowledged = new Map<number, string>();
      let refused = 0;
      for (let cycle = 0; cycle < cycles; cycle += 1) {
        fillDisk();
        const name = names[cycle % names.length]!;
        for (let tries = 0; ; tries += 1) {
          assert.ok(tries < 50, `${name} is never refused`);
          const text = `${name} ${cycle}.${tries} ${'text '.repeat(200)}`;
          const answer = await writes[name]!(first.ticket.id, text);
          if (answer.status === 507) {
            assert.match(
              answer.text,
              name.startsWith('Orqit')
                ? /"success":false,"error":\{"code":/
                : /"error":\{"code":"disk_full"/i,
              answer.text,
            );
            refused += 1;
            break;
          }
          assert.ok(
            answer.status === 201 || answer.status === 200,
            `${name}: ${answer.status} ${answer.text}`,
          );
          remember(name, answer, text);
        }
        const read = await send(test.url, '/v1/api/tickets?limit=1', { key });
        assert.equal(read.status, 200, 'reading goes on');
        rmSync(filler);
        const text = `healed ${cycle}`;
        const healed = await writes['OneClickIT create']!(0, text);
        assert.equal(healed.status, 201, healed.text);
        remember('OneClickIT create', healed, text);
        // The log of this engine must not fill what is left of the disk.
        test.clock.pass(30_000);
      }
      assert.equal(refused, cycles);
      await assertKept(acknowledged);
      // The control: a ticket that was acknowledged and is not there would be noticed.
      await assert.rejects(assertKept(new Map([[999_999, 'never written']])));
      const report = await test.console.system.verify({});
      assert.equal(report.ok, true);

      function remember(name: string, answer: Received, text: string): void {
        if (!name.endsWith('create')) return;
        const id = name.startsWith('Orqit')
          ? answer.json.data.id
          : Number.parseInt(answer.json.id.slice(4), 16);
        acknowledged.set(id, text);
      }
    });

    it('does not make the log grow: what repeats within a minute is counted', () => {
      assert.ok(logged.length < 30, `${logged.length} lines for ${cycles} full disks`);
    });

    it('lets a backup fail in words and keeps the ones that are there', async () => {
      await test.console.system.backUpNow({});
      const before = await test.console.system.backups({});
      fillDisk();
      test.clock.pass(1000);
      await assert.rejects(test.console.system.backUpNow({}), (error: { code: string; message: string }) => {
        assert.ok(['unavailable', 'disk_full'].includes(error.code));
        assert.ok(error.message.length > 10);
        return true;
      });
      assert.deepEqual(await test.console.system.backups({}), before);
      rmSync(filler);
      test.clock.pass(1000);
      await test.console.system.backUpNow({});
    });
  },
);
