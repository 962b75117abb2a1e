import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { createSealer, type SealedPlace } from '../../../electron/engine/vault/keys/seal.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const place = fc.record<SealedPlace>({
  table: fc.string({ maxLength: 12 }),
  row: fc.oneof(fc.nat(), fc.string({ maxLength: 12 })),
  field: fc.string({ maxLength: 12 }),
  version: fc.nat(),
  organizationId: fc.option(fc.nat()),
});

describe('sealing', () => {
  it('gives back what was sealed, at its own place and with its own key only', () => {
    fc.assert(
      fc.property(place, place, fc.uint8Array({ maxLength: 200 }), (here, there, plain) => {
        const sealer = createSealer(randomBytes(32));
        const sealed = sealer.seal(here, plain);
        assert.deepEqual(new Uint8Array(sealer.open(here, sealed)!), plain);
        if (JSON.stringify(here) !== JSON.stringify(there))
          assert.equal(sealer.open(there, sealed), undefined);
        assert.equal(createSealer(randomBytes(32)).open(here, sealed), undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('opens nothing of which a bit was changed, or a byte is missing', () => {
    const sealer = createSealer(randomBytes(32));
    const here: SealedPlace = { table: 't', row: 1, field: 'f', version: 1, organizationId: 2 };
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (plain, at, bit) => {
          const sealed = sealer.seal(here, plain);
          const changed = Buffer.from(sealed);
          changed[at % changed.length]! ^= 1 << bit;
          assert.equal(sealer.open(here, changed), undefined);
          assert.equal(sealer.open(here, sealed.subarray(0, at % sealed.length)), undefined);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keeps its key when the bytes are wiped, and has none once it is wiped itself', () => {
    const bytes = randomBytes(32);
    const same = createSealer(Buffer.from(bytes));
    const sealer = createSealer(bytes);
    bytes.fill(0);
    const here: SealedPlace = { table: 't', row: 1, field: 'f', version: 1, organizationId: null };
    const sealed = sealer.seal(here, Buffer.from('kept'));
    assert.equal(String(same.open(here, sealed)), 'kept');
    sealer.wipe();
    assert.throws(() => sealer.seal(here, Buffer.from('x')), { code: 'locked' });
    assert.throws(() => sealer.open(here, sealed), { code: 'locked' });
  });
});

describe('a database that somebody changed', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await startEngine();
    const { id } = await engine.console.organizations.create({ name: 'Acme' });
    for (const [title, organizationId] of [
      ['One', 1],
      ['Two', id],
    ] as const) {
      await engine.console.entries.create({
        title,
        organizationId,
        password: `${title} password`,
        notes: title,
      });
    }
    await engine.console.entries.update({ ids: [1], patch: { password: 'newer' } });
  });
  afterEach(() => engine.stop());

  async function afterwards(change: string): Promise<{ shown: number[]; damaged: number[] }> {
    await engine.console.vault.lock({});
    const raw = openConnection(join(engine.dataDir, 'techbench.db'));
    raw.exec(change);
    raw.close();
    await engine.console.vault.unlock({});
    const { rows } = await engine.console.entries.list({ sort: [{ field: 'id' }] });
    const report = await engine.console.system.verify({});
    return { shown: rows.map((row) => row.id), damaged: report.vault!.damagedEntries };
  }

  it('shows nothing wrong as long as nobody did', async () => {
    assert.deepEqual(await afterwards('SELECT 1'), { shown: [1, 2], damaged: [] });
  });

  for (const [what, change, expected] of [
    [
      'the secrets of two entries swapped',
      'CREATE TEMP TABLE o AS SELECT id, password FROM vault_entry; UPDATE vault_entry SET password = (SELECT password FROM o WHERE o.id = 3 - vault_entry.id)',
      { shown: [1, 2], damaged: [1, 2] },
    ],
    [
      'an entry handed to another client',
      'UPDATE vault_entry SET organization_id = 1 WHERE id = 2',
      { shown: [1], damaged: [2] },
    ],
    [
      'the cards of two entries swapped',
      'CREATE TEMP TABLE o AS SELECT id, card FROM vault_entry; UPDATE vault_entry SET card = (SELECT card FROM o WHERE o.id = 3 - vault_entry.id)',
      { shown: [], damaged: [1, 2] },
    ],
    [
      'a secret taken away',
      'UPDATE vault_entry SET notes = NULL WHERE id = 2',
      { shown: [1, 2], damaged: [2] },
    ],
    [
      'an older state pretended',
      'UPDATE vault_entry SET version = 1 WHERE id = 1',
      { shown: [2], damaged: [1] },
    ],
  ] as const) {
    it(`is found out: ${what}`, async () => {
      assert.deepEqual(await afterwards(change), expected);
      for (const id of expected.damaged) {
        await assert.rejects(engine.console.entries.reveal({ id, parts: ['password'] }), {
          code: 'unavailable',
        });
      }
    });
  }
});

describe('a new data key', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await startEngine();
    for (let n = 1; n <= 20; n += 1) {
      await engine.console.entries.create({ title: `Entry ${n}`, password: `secret ${n % 5}`, notes: 'n' });
    }
  });
  afterEach(() => engine.stop());

  const sealedRows = () => {
    const raw = openConnection(join(engine.dataDir, 'techbench.db'), { readonly: true });
    const rows = raw.prepare('SELECT id, card, password FROM vault_entry ORDER BY id').all();
    const keys = raw.prepare('SELECT wrapped FROM vault_key').all();
    raw.close();
    return JSON.stringify([rows, keys]);
  };

  it('seals everything anew, and all of it opens: now, after locking, and what can be undone', async () => {
    const { changeId } = await engine.console.entries.update({ ids: [3], patch: { password: 'other' } });
    const before = sealedRows();
    const { sealed } = await engine.console.vault.rotateKey({});
    assert.ok(sealed >= 21);
    assert.notEqual(sealedRows(), before);
    await engine.console.vault.lock({});
    await engine.console.vault.unlock({});
    assert.deepEqual((await engine.console.system.verify({})).vault, {
      entriesChecked: 20,
      damagedEntries: [],
    });
    await engine.console.entries.undo({ changeId });
    assert.equal((await engine.console.entries.reveal({ id: 3, parts: ['password'] })).password, 'secret 3');
    const groups = (await engine.console.entries.health({})).reuseGroups;
    assert.deepEqual(
      groups.map((ids) => ids.length),
      [4, 4, 4, 4, 4],
    );
  });

  it('changes nothing at all where one value does not open', async () => {
    const raw = openConnection(join(engine.dataDir, 'techbench.db'));
    raw.exec("UPDATE vault_entry SET notes = x'00' WHERE id = 20");
    raw.close();
    const before = sealedRows();
    await assert.rejects(engine.console.vault.rotateKey({}), { code: 'conflict' });
    assert.equal(sealedRows(), before);
    assert.equal((await engine.console.entries.reveal({ id: 1, parts: ['password'] })).password, 'secret 1');
  });

  it('leaves the old one where the keychain does not take the new', async () => {
    engine.keychain.trouble = { state: 'refused', detail: 'locked' };
    const before = sealedRows();
    await assert.rejects(engine.console.vault.rotateKey({}), { code: 'unavailable' });
    assert.equal(sealedRows(), before);
    engine.keychain.trouble = null;
    await engine.console.vault.lock({});
    assert.equal((await engine.console.vault.unlock({})).state, 'unlocked');
  });
});
