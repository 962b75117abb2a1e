import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { AppError } from '../../../../shared/errors.ts';
import { readVaultFile } from '../../../../electron/engine/vault/importers/read-vault-file.ts';
import { readVaultFileAside } from '../../../../electron/engine/vault/importers/read-vault-file-aside.ts';
import { fixturePassword, fixturePath, readFixture } from '../../../support/vault-fixtures.ts';

const asked = { format: null, password: null };

describe('reading a file on a thread of its own', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
  after(() => rmSync(folder, { recursive: true }));

  it('answers what reading it here answers', async () => {
    for (const file of [
      'bitwarden.json',
      'google-migration-part-missing.txt',
      'keepass.xml',
      'ente-sealed.json',
    ]) {
      const options = { format: null, password: fixturePassword };
      assert.deepEqual(
        await readVaultFileAside(fixturePath(file), options),
        await readFixture(file, fixturePassword),
      );
    }
  });

  it('fails in the same words, with the reason that asks for a password', async () => {
    const sealed = readVaultFileAside(fixturePath('aegis-sealed.json'), asked);
    await assert.rejects(sealed, (error) => {
      assert.ok(error instanceof AppError);
      assert.deepEqual([error.code, error.details?.reason], ['validation', 'password_needed']);
      return true;
    });
    await assert.rejects(readVaultFileAside(path.join(folder, 'none'), asked), { code: 'not_found' });
  });

  it('takes five thousand entries while this thread goes on', async () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({
      type: 1,
      name: `Entry ${index}`,
      notes: 'n'.repeat(400),
      fields: [{ name: 'Site', value: 'HQ', type: 0 }],
      login: {
        uris: [{ uri: `https://host-${index}.example.test` }],
        username: 'admin',
        password: `pw-${index}`,
        totp: 'ORSWG2DCMVXGG2BN',
      },
    }));
    const file = path.join(folder, 'many.json');
    writeFileSync(file, JSON.stringify({ encrypted: false, items }));
    // Work of this thread alone, which no busy machine makes longer.
    const workOf = async (read: () => Promise<unknown>): Promise<number> => {
      const { user, system } = process.threadCpuUsage();
      await read();
      const spent = process.threadCpuUsage({ user, system });
      return spent.user + spent.system;
    };
    const { drafts } = await readVaultFileAside(file, asked);
    assert.equal(drafts.length, 5000);
    const aside = await workOf(() => readVaultFileAside(file, asked));
    const whole = await workOf(() => readVaultFile(new Uint8Array(readFileSync(file)), asked));
    assert.ok(aside < whole / 2, `${aside} of ${whole} µs`);
  });
});
