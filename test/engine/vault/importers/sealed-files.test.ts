import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AppError } from '../../../../shared/errors.ts';
import {
  refuseArgon2Cost,
  refuseScryptCost,
} from '../../../../electron/engine/vault/importers/unseal/key-cost.ts';
import { openSecretstream } from '../../../../electron/engine/vault/importers/unseal/open-secretstream.ts';
import { sealAegis, sealEnte } from '../../../support/sealed-vault-files.ts';
import { fixture, fixturePassword, readFixture, readText } from '../../../support/vault-fixtures.ts';
import sodium from 'libsodium-wrappers';

const sealed = [
  ['aegis-sealed.json', 'aegis-plain.json'],
  ['2fas-sealed-v3.json', '2fas-plain.json'],
  ['2fas-sealed-v4.json', '2fas-plain.json'],
  ['ente-sealed.json', 'ente.txt'],
  ['bitwarden-pbkdf2.json', 'bitwarden.json'],
  ['bitwarden-argon2.json', 'bitwarden.json'],
] as const;

const reasonOf = async (reading: Promise<unknown>): Promise<string | undefined> => {
  try {
    await reading;
  } catch (error) {
    return (error as AppError).details?.reason ?? (error as Error).message;
  }
  return undefined;
};

describe('an encrypted file', () => {
  for (const [file, plain] of sealed) {
    it(`${file} holds what ${plain} says`, async () => {
      assert.deepEqual(await readFixture(file, fixturePassword), await readFixture(plain));
    });

    it(`${file} asks for its password, and says that another one is wrong`, async () => {
      assert.equal(await reasonOf(readFixture(file)), 'password_needed');
      assert.equal(await reasonOf(readFixture(file, '')), 'password_needed');
      assert.equal(await reasonOf(readFixture(file, `${fixturePassword} `)), 'password_wrong');
    });
  }

  it('that was changed by a byte is never opened', async () => {
    const places: Readonly<Record<string, (file: never, change: (text: string) => string) => unknown>> = {
      'aegis-sealed.json': (file: { db: string }, change) => ({ ...file, db: change(file.db) }),
      '2fas-sealed-v4.json': (file: { servicesEncrypted: string }, change) => ({
        ...file,
        servicesEncrypted: change(file.servicesEncrypted),
      }),
      'ente-sealed.json': (file: { encryptedData: string }, change) => ({
        ...file,
        encryptedData: change(file.encryptedData),
      }),
      'bitwarden-pbkdf2.json': (file: { data: string }, change) => ({ ...file, data: change(file.data) }),
    };
    const swapped = (text: string) => {
      const at = Math.floor(text.length / 3);
      return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    };
    for (const [name, place] of Object.entries(places)) {
      const file = JSON.parse(fixture(name).toString()) as never;
      const untouched = JSON.stringify(place(file, (text) => text));
      assert.equal(await reasonOf(readText(untouched, fixturePassword)), undefined, `${name} (control)`);
      const changed = JSON.stringify(place(file, swapped));
      assert.match(
        String(await reasonOf(readText(changed, fixturePassword))),
        /damaged|password_wrong/,
        name,
      );
    }
  });

  it("Aegis: any of several passwords opens it, a fingerprint's slot is passed over", async () => {
    const db = { version: 3, entries: [], groups: [] };
    const file = sealAegis(db, ['first', 'second'], { n: 1024, r: 8, p: 1 });
    for (const password of ['first', 'second']) {
      assert.deepEqual((await readText(file, password)).drafts, []);
    }
    assert.equal(await reasonOf(readText(file, 'third')), 'password_wrong');
    const bare = JSON.parse(file) as { header: { slots: unknown[] } };
    bare.header.slots.splice(1);
    assert.match(String(await reasonOf(readText(JSON.stringify(bare), 'first'))), /without a password/);
  });

  it('Ente: its message may be marked as the last or as one of many, and as nothing else', async () => {
    const cost = { memLimit: 8 * 1024 ** 2, opsLimit: 2 };
    const line = 'otpauth://totp/Corp:pat?secret=ORSWG2DC';
    for (const mark of ['final', 'message'] as const) {
      assert.equal((await readText(sealEnte(line, 'x', cost, mark), 'x')).drafts.length, 1);
    }
    assert.equal(await reasonOf(readText(sealEnte(line, 'x', cost, 'push'), 'x')), 'password_wrong');
  });
});

describe("libsodium's secretstream", () => {
  it('is opened at every length around its blocks, and never with a bit changed', () => {
    const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
    for (let length = 0; length < 200; length += 1) {
      const clear = sodium.randombytes_buf(length);
      const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
      const tag = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
      const message = sodium.crypto_secretstream_xchacha20poly1305_push(state, clear, null, tag);
      assert.deepEqual(openSecretstream(key, header, message), clear, `${length} bytes`);
      const at = length % message.length;
      message[at]! ^= 1 << (length % 8);
      assert.equal(openSecretstream(key, header, message), null, `${length} bytes, byte ${at} changed`);
    }
  });
});

describe('the cost of a key', () => {
  const refused = (check: () => void): string => {
    try {
      check();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  it('of scrypt is taken up to N = 2^20 and 1 GiB, and refused in words beyond', () => {
    assert.equal(
      refused(() => refuseScryptCost({ n: 2 ** 20, r: 8, p: 1 })),
      '',
    );
    assert.match(
      refused(() => refuseScryptCost({ n: 2 ** 21, r: 1, p: 1 })),
      /at most N = 1048576/,
    );
    assert.match(
      refused(() => refuseScryptCost({ n: 2 ** 20, r: 9, p: 1 })),
      /1152 MiB of memory; at most 1 GiB/,
    );
    assert.match(
      refused(() => refuseScryptCost({ n: 2 ** 20, r: 8, p: 17 })),
      /16 GiB of work/,
    );
    for (const cost of [
      { n: 1000, r: 8, p: 1 },
      { n: 1, r: 8, p: 1 },
      { n: 1024, r: 0, p: 1 },
      { n: 1024, r: 8, p: 1.5 },
    ]) {
      assert.match(
        refused(() => refuseScryptCost(cost)),
        /cannot be/,
      );
    }
  });

  it('of Argon2 is taken up to 2^20 passes and 1 GiB, and refused in words beyond', () => {
    assert.equal(
      refused(() => refuseArgon2Cost({ memoryKib: 2 ** 20, passes: 4, lanes: 4 })),
      '',
    );
    assert.equal(
      refused(() => refuseArgon2Cost({ memoryKib: 8, passes: 2 ** 20, lanes: 1 })),
      '',
    );
    assert.match(
      refused(() => refuseArgon2Cost({ memoryKib: 2 ** 20 + 1, passes: 1, lanes: 1 })),
      /1025 MiB of memory/,
    );
    assert.match(
      refused(() => refuseArgon2Cost({ memoryKib: 8, passes: 2 ** 20 + 1, lanes: 1 })),
      /at most 1048576 passes/,
    );
    assert.match(
      refused(() => refuseArgon2Cost({ memoryKib: 2 ** 20, passes: 17, lanes: 1 })),
      /16 GiB of work/,
    );
    for (const cost of [
      { memoryKib: 7, passes: 1, lanes: 1 },
      { memoryKib: 64, passes: 0, lanes: 1 },
      { memoryKib: Number.NaN, passes: 1, lanes: 1 },
    ]) {
      assert.match(
        refused(() => refuseArgon2Cost(cost)),
        /cannot be/,
      );
    }
  });

  it('is refused before any of it is paid, in every format that names its own', async () => {
    const aegis = JSON.parse(fixture('aegis-sealed.json').toString()) as {
      header: { slots: { n: number }[] };
    };
    for (const slot of aegis.header.slots) slot.n = 2 ** 24;
    const ente = JSON.parse(fixture('ente-sealed.json').toString()) as { kdfParams: { memLimit: number } };
    ente.kdfParams.memLimit = 2 ** 31;
    const bitwarden = JSON.parse(fixture('bitwarden-argon2.json').toString()) as { kdfMemory: number };
    bitwarden.kdfMemory = 4096;
    const pbkdf2 = JSON.parse(fixture('bitwarden-pbkdf2.json').toString()) as { kdfIterations: number };
    pbkdf2.kdfIterations = 2 ** 31 - 1;
    for (const file of [aegis, ente, bitwarden, pbkdf2]) {
      assert.match(String(await reasonOf(readText(JSON.stringify(file), 'x'))), /at most .* is done/);
    }
  });
});
