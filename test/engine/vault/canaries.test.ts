import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getHeapSnapshot } from 'node:v8';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { send } from '../../support/http.ts';
import { eventually } from '../../support/patience.ts';

/** Put together from halves that stand nowhere side by side, so that this test itself holds none of them. */
const canary = (n: number): string => ['zq', String(n).padStart(3, '0'), half].join('x');
const half = randomBytes(6).toString('hex');
const all = Array.from({ length: 64 }, (_, n) => n);

/** A text as it may stand in a file: raw, Base64 at each of three offsets, hexadecimal, in an address, UTF-16. */
function spellings(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : offset + 1, -4),
  );
  const hex = bytes.toString('hex');
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = [...bytes].map((byte) => `%${byte.toString(16)}`).join('');
  return [
    bytes,
    utf16,
    Buffer.from(utf16).swap16(),
    ...[hex, hex.toUpperCase(), escaped, ...base64].map((each) => Buffer.from(each)),
  ];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile());
}

function found(folder: string): string[] {
  const wanted = all.flatMap((n) => spellings(canary(n)).map((bytes) => ({ n, bytes })));
  return filesBelow(folder).flatMap((file) => {
    const content = readFileSync(file);
    return wanted.filter(({ bytes }) => content.includes(bytes)).map(({ n }) => `${file}: ${n}`);
  });
}

describe('64 canaries (T26)', () => {
  let dataDir: string;
  let engine: TestEngine;
  let key: string;
  const log: string[] = [];
  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'techbench-canaries-'));
    engine = await startEngine({ dataDir, log: (...line) => void log.push(JSON.stringify(line)) });
    key = (await engine.issueKey({ scopes: ['passwords:read', 'passwords:write', 'passwords:reveal'] }))
      .apiKey;
  });
  after(async () => {
    await engine.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('go through everything that the vault does', async () => {
    for (const n of all) {
      const text = canary(n);
      const body = {
        title: `t ${text}`,
        username: `u ${text}`,
        password: `p ${text}`,
        url: `https://${text}.example/`,
        folder: `f ${text}`,
        tags: [`g ${text}`],
        notes: `n ${text}`,
      };
      const headers = { 'idempotency-key': `canary-${n}` };
      engine.clock.pass(5000);
      const made = await send(engine.url, '/api/passwords/', { key, body, headers });
      assert.equal(made.status, 201, made.text);
      const { id } = made.json;
      await send(engine.url, `/api/passwords/${id}/?reveal=true`, { key });
      await send(engine.url, `/api/passwords/?search=${encodeURIComponent(text)}`, { key });
      const { changeId } = await engine.console.entries.update({
        ids: [id],
        patch: {
          password: `q ${text}`,
          fields: [{ name: `h ${text}`, kind: 'hidden', value: `v ${text}` }],
          oneTimeCode: {
            type: 'totp',
            issuer: `i ${text}`,
            account: `a ${text}`,
            secret: 'GEZDGNBVGY3TQOJQ',
          },
        },
      });
      if (n % 4 === 0) await engine.console.entries.undo({ changeId });
      if (n % 8 === 0) await engine.console.entries.remove({ ids: [id] });
    }
    await engine.console.codes.list({});
    await engine.console.entries.health({});
    await engine.console.vault.rotateKey({});
    await engine.console.system.backUpNow({});
  });

  it('lie in no file, in no spelling, and in no log', () => {
    assert.deepEqual(found(dataDir), []);
    const lines = log.join('');
    for (const n of all) assert.ok(!lines.includes(canary(n)));
  });

  it('would be found if they did (control)', async () => {
    await engine.console.tickets.create({ subject: 'control', description: `in clear: ${canary(1)}` });
    assert.ok(found(dataDir).length > 0);
  });

  it('are out of memory once the vault is locked', async () => {
    const inMemory = async (): Promise<number> => {
      const seen = new Set<string>();
      let rest = '';
      for await (const chunk of getHeapSnapshot().setEncoding('utf8')) {
        const text = rest + String(chunk);
        for (const [match] of text.matchAll(new RegExp(`zqx\\d{3}x${half}`, 'g'))) seen.add(match);
        rest = text.slice(-40);
      }
      return seen.size;
    };
    assert.ok((await inMemory()) >= 56, 'open, they are there (control)');
    await engine.console.vault.lock({});
    // The collector runs once everything that held them has returned. The control above wrote one into a ticket.
    await eventually(async () => (await inMemory()) <= 1, 'none is left');
  });
});
