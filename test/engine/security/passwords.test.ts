import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { openHashFile } from '../../../electron/engine/security/passwords/hash-file.ts';
import type { PasswordBreachState } from '../../../shared/password-breach.ts';
import { readEvents } from '../../support/events.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { faults, type Fault } from '../../support/hibp.ts';
import { eventually } from '../../support/patience.ts';
import { receiveWebhooks } from '../../support/webhook-receiver.ts';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex').toUpperCase();
const leaked = 'Sample-Passw0rd!';

describe('a file of hashes', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function write(lines: readonly string[], newline = '\r\n'): string {
    const path = join(folder, 'hashes.txt');
    writeFileSync(path, lines.map((line) => line + newline).join(''));
    return path;
  }

  it('finds every hash that is in it and none that is not, however many there are and however they are spread', async () => {
    const hash = fc.oneof(
      fc.string({ maxLength: 12 }).map(sha1),
      fc.integer({ min: 0, max: 5000 }).map((n) => `00000${n.toString(16).toUpperCase().padStart(35, '0')}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(hash, { minLength: 1, maxLength: 3000 }),
        fc.array(hash, { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        async (hashes, others, newline) => {
          const sorted = hashes.toSorted();
          const file = await openHashFile(
            write(
              sorted.map((each, at) => `${each}:${at + 1}`),
              newline,
            ),
          );
          try {
            const known = new Map(sorted.map((each, at) => [each, at + 1]));
            const asked = [
              ...sorted.slice(0, 40),
              ...sorted.slice(-40),
              ...others,
              '0'.repeat(40),
              'F'.repeat(40),
            ];
            for (const each of asked) {
              // oxlint-disable-next-line no-await-in-loop -- one look-up after the other
              assert.equal(await file.count(each), known.get(each) ?? 0);
            }
          } finally {
            await file.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('takes small letters as it takes capitals', async () => {
    const file = await openHashFile(write([`${sha1(leaked).toLowerCase()}:7`]));
    assert.equal(await file.count(sha1(leaked)), 7);
    await file.close();
  });

  it('is refused where it is no such list: empty, by prevalence, of NTLM, or no list at all', async () => {
    const unordered = Array.from({ length: 2000 }, (_, n) => `${sha1(String(n))}:1`);
    for (const lines of [[], unordered, ['8846F7EAEE8FB117AD06BDD830B7586C:3'], ['hello', 'world'], ['{}']]) {
      await assert.rejects(openHashFile(write(lines)), { name: 'HashFileError' }, lines[0]);
    }
    await assert.rejects(openHashFile(join(folder, 'missing')), { name: 'HashFileError' });
  });
});

describe('passwords of the vault', () => {
  let engine: TestEngine;
  let service: Awaited<ReturnType<typeof receiveWebhooks>>;
  let fault: Fault | null = null;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
    service = await receiveWebhooks((response, { path }) => {
      if (fault) return faults[fault](response);
      const hash = sha1(leaked);
      const rows = [
        `${'0'.repeat(34)}A:12`,
        ...(path.endsWith(hash.slice(0, 5)) ? [`${hash.slice(5)}:42`] : []),
      ];
      // Padding of the answer, also for a password that is not in it.
      rows.push(`${sha1('safe and sound').slice(5)}:0`);
      response.writeHead(200, { 'content-type': 'text/plain' }).end(rows.join('\r\n'));
    });
  });
  beforeEach(async () => {
    fault = null;
    service.received.length = 0;
    engine = await startEngine({ insecureLoopback: true });
  });
  afterEach(() => engine.stop());
  after(() => {
    service.close();
    rmSync(folder, { recursive: true });
  });

  const useRange = () =>
    engine.console.passwordBreaches.configure({ source: 'range', rangeUrl: service.url });
  const add = async (title: string, password: string) =>
    (await engine.console.entries.create({ title, password })).record.id;
  const breached = async (id: number) => (await engine.console.entries.get({ id })).breached;
  async function settled(wanted: (state: PasswordBreachState) => boolean = ({ pending }) => pending === 0) {
    await eventually(async () => wanted(await engine.console.passwordBreaches.get({})), 'they were compared');
  }
  const events = (id: number) => readEvents(engine.dataDir, 'vault.breach', id).map(({ data }) => data);

  it('are not checked until somebody chose how, and nothing leaves the machine', async () => {
    const id = await add('Router', leaked);
    assert.equal(await breached(id), null);
    assert.equal(service.received.length, 0);
    const answer = await engine.console.passwordBreaches.check({ password: leaked });
    assert.equal(answer.state, 'not_checked');
  });

  it('are compared by five characters of their hash, padded; what is only padding is no hit', async () => {
    await useRange();
    const bad = await add('Router', leaked);
    const good = await add('Switch', 'safe and sound');
    await settled();
    assert.deepEqual([await breached(bad), await breached(good)], [true, false]);
    const paths = service.received.map(({ path }) => path);
    assert.deepEqual(
      paths.toSorted(),
      [sha1(leaked), sha1('safe and sound')].map((hash) => `/range/${hash.slice(0, 5)}`).toSorted(),
    );
    assert.ok(
      service.received.every(({ headers }) => headers['add-padding'] === 'true' && headers['user-agent']),
    );
    const health = await engine.console.entries.health({});
    assert.deepEqual([health.breached, health.notChecked], [1, 0]);
  });

  it('are told of once for each password: not at each look, not after a change of something else', async () => {
    await useRange();
    const id = await add('Router', leaked);
    await settled();
    assert.deepEqual(events(id), [{ password_id: id, title: 'Router' }]);
    await engine.console.entries.update({ ids: [id], patch: { title: 'Old router' } });
    assert.equal(await breached(id), true);
    await engine.console.passwordBreaches.checkAll({});
    await settled();
    await engine.console.entries.update({ ids: [id], patch: { password: 'safe and sound' } });
    await settled();
    assert.equal(await breached(id), false);
    await engine.console.entries.update({ ids: [id], patch: { password: leaked } });
    await settled();
    assert.equal(await breached(id), true);
    assert.equal(events(id).length, 1);
  });

  it('that share a prefix are asked for once', async () => {
    await useRange();
    await add('A', leaked);
    await add('B', leaked);
    await settled();
    assert.equal(service.received.length, 1);
  });

  for (const each of Object.keys(faults) as Fault[]) {
    it(`stay unchecked where the service answers with: ${each}`, async () => {
      fault = each;
      await useRange();
      const id = await add('Router', 'whatever it is');
      await settled(({ trouble }) => trouble !== null);
      assert.equal(await breached(id), null);
    });
  }

  it('are compared with a file on this machine, and nobody is asked', async () => {
    const filePath = join(folder, 'hashes.txt');
    const hashes = ['one', 'two', leaked, 'four'].map(sha1).toSorted();
    writeFileSync(filePath, hashes.map((hash) => `${hash}:3\n`).join(''));
    await engine.console.passwordBreaches.configure({ source: 'file', filePath });
    const [bad, good] = [await add('Router', leaked), await add('Switch', 'safe and sound')];
    await settled();
    assert.deepEqual([await breached(bad), await breached(good)], [true, false]);
    assert.equal(service.received.length, 0);
    const answer = await engine.console.passwordBreaches.check({ password: leaked });
    assert.deepEqual(answer, { state: 'found', count: 3, source: 'the file on this machine' });
    await assert.rejects(engine.console.passwordBreaches.configure({ filePath: join(folder, 'none') }), {
      code: 'validation',
    });
  });

  it('are not compared while the vault is locked, and are once it is open', async () => {
    fault = 'hung up';
    await useRange();
    const id = await add('Router', leaked);
    await settled(({ trouble }) => trouble !== null);
    await engine.console.vault.lock({});
    const asked = service.received.length;
    fault = null;
    await engine.console.passwordBreaches.checkAll({});
    assert.equal(service.received.length, asked);
    await engine.console.vault.unlock({});
    await engine.console.passwordBreaches.checkAll({});
    await settled();
    assert.equal(await breached(id), true);
  });
});
