import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { z } from 'zod';
import { createDoor, type Door } from '../../electron/ipc/mount-contract.ts';
import { engineContract } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { procedure, type Contract, type Envelope, type Procedure } from '../../shared/procedure.ts';

interface Seen {
  readonly path: string;
  readonly input: unknown;
}

function openTestDoor(seen: Seen[], reported: unknown[] = []): Door {
  const contract = {
    shell: {
      greet: procedure(z.strictObject({ name: z.string().max(10) }), z.string()),
      fail: procedure(z.strictObject({}), z.object({})),
      crash: procedure(z.strictObject({}), z.object({})),
    },
  } satisfies Contract;
  return createDoor({
    shell: {
      contract,
      handlers: {
        shell: {
          greet: (_caller, { name }) => `hello ${name}`,
          fail: () => {
            throw new AppError('locked', 'It is locked.', { details: { reason: 'night' } });
          },
          crash: () => {
            throw new Error('the password is hunter2');
          },
        },
      },
    },
    engine: {
      contract: engineContract,
      call: (path, input) => {
        seen.push({ path, input });
        return Promise.resolve('{"ok":true,"value":null}');
      },
    },
    report: (error) => reported.push(error),
  });
}

async function ask(door: Door, path: unknown, input: unknown): Promise<Envelope> {
  return JSON.parse(await door(path, typeof input === 'string' ? input : JSON.stringify(input))) as Envelope;
}

function codeOf(envelope: Envelope): string {
  return envelope.ok ? 'ok' : envelope.error.code;
}

/** Every procedure of the engine, by its path. */
const engineProcedures = Object.entries(engineContract as Contract).flatMap(([domain, procedures]) =>
  Object.entries(procedures).map(([name, own]): [string, Procedure] => [`${domain}.${name}`, own]),
);

/** Values that a page can send as JSON text and that have broken parsers: depth, size, odd members, odd numbers. */
const hostileText = fc.oneof(
  fc.json(),
  fc.jsonValue().map((value) => JSON.stringify({ id: value, ids: value, patch: value })),
  fc.string(),
  fc.constantFrom(
    '',
    'null',
    'undefined',
    '[]',
    '"text"',
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"patch":{"__proto__":{"polluted":true}},"ids":[1]}',
    '{"id":1e400}',
    '{"id":-0}',
    '{"id":1,"id":2}',
    '{"id":1}garbage',
    '['.repeat(20_000),
    '{"a":'.repeat(20_000),
    '\uFEFF{}',
    '{"id":"1"}',
    '{"id":1.5}',
    '{"id":9007199254740993}',
    '\u0000',
  ),
);

describe('the door between the page and main', () => {
  it('answers a call that main serves itself', async () => {
    assert.deepEqual(await ask(openTestDoor([]), 'shell.greet', { name: 'Anna' }), {
      ok: true,
      value: 'hello Anna',
    });
  });

  it('passes a parsed call on to the engine, defaults filled in', async () => {
    const seen: Seen[] = [];
    await ask(openTestDoor(seen), 'tickets.list', {});
    assert.equal(seen[0]?.path, 'tickets.list');
    assert.equal((seen[0].input as { limit: number }).limit, 100);
  });

  it('tells an expected failure with its code and details', async () => {
    assert.deepEqual(await ask(openTestDoor([]), 'shell.fail', {}), {
      ok: false,
      error: { code: 'locked', message: 'It is locked.', details: { reason: 'night' } },
    });
  });

  it('tells nothing of a bug but that there was one, and reports it', async () => {
    const reported: unknown[] = [];
    const text = await openTestDoor([], reported)('shell.crash', '{}');
    assert.equal(codeOf(JSON.parse(text) as Envelope), 'internal');
    assert.doesNotMatch(text, /hunter2/);
    assert.equal(reported.length, 1);
  });

  it('knows no path but those of the contracts', async () => {
    const seen: Seen[] = [];
    const door = openTestDoor(seen);
    const paths = [
      '',
      'shell',
      'shell.',
      '.greet',
      'shell.toString',
      '__proto__.x',
      'constructor.name',
      'tickets.get ',
      null,
      7,
      {},
      ['shell.greet'],
    ];
    for (const path of paths)
      assert.equal(codeOf(await ask(door, path, {})), 'not_found', JSON.stringify(path));
    assert.deepEqual(seen, []);
  });

  it('refuses more text than anybody types, before reading it', async () => {
    assert.equal(codeOf(await ask(openTestDoor([]), 'shell.greet', ' '.repeat(2_000_001))), 'too_large');
    assert.equal(
      codeOf(JSON.parse(await openTestDoor([])('shell.greet', { name: 'x' })) as Envelope),
      'too_large',
    );
  });

  it('lets 2,000 hostile inputs for each of its paths reach the engine only where they are valid', async () => {
    const seen: Seen[] = [];
    const reported: unknown[] = [];
    const door = openTestDoor(seen, reported);
    const texts = fc.sample(hostileText, { numRuns: 2000, seed: 20_261_121 });
    for (const [path, own] of engineProcedures) {
      for (const text of texts) {
        const before = seen.length;
        const envelope = await ask(door, path, text);
        if (seen.length === before) assert.ok(!envelope.ok, `${path} ${text.slice(0, 80)}`);
        else assert.ok(own.input.safeParse(seen.at(-1)?.input).success, `${path} ${text.slice(0, 80)}`);
      }
    }
    assert.deepEqual(reported, []);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('lets bad input through when nobody parses it (control)', async () => {
    const seen: Seen[] = [];
    const unguarded = createDoor({
      shell: { contract: {}, handlers: {} },
      engine: {
        contract: { tickets: { get: procedure(z.unknown(), z.unknown()) } },
        call: (path, input) => {
          seen.push({ path, input });
          return Promise.resolve('{"ok":true,"value":null}');
        },
      },
      report: () => {},
    });
    for (const text of ['{"id":"1"}', '[]', '"text"', '{"id":1.5}'])
      await ask(unguarded, 'tickets.get', text);
    const accepted = seen.filter(({ input }) => engineContract.tickets.get.input.safeParse(input).success);
    assert.equal(seen.length - accepted.length, 4);
  });

  it('holds no more than 500 calls at once, and recovers', async () => {
    let release = (): void => {};
    const held = new Promise<string>((resolve) => {
      release = () => resolve('{"ok":true,"value":1}');
    });
    const door = createDoor({
      shell: { contract: {}, handlers: {} },
      engine: { contract: engineContract, call: () => held },
      report: () => {},
    });
    const flood = Array.from({ length: 100_000 }, () => ask(door, 'tickets.counts', {}));
    await new Promise((resolve) => setImmediate(resolve));
    release();
    const codes = (await Promise.all(flood)).map(codeOf);
    assert.equal(codes.filter((code) => code === 'ok').length, 500);
    assert.equal(codes.filter((code) => code === 'rate_limited').length, 99_500);
    assert.equal(codeOf(await ask(door, 'tickets.counts', {})), 'ok');
  });
});
