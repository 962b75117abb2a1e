import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { openKeys, type ServiceKeys } from '../../../electron/engine/vault/keys/data-key.ts';
import { createSecretStore, resealSecrets } from '../../../electron/engine/vault/secret-store.ts';
import { AppError } from '../../../shared/errors.ts';
import { virtualClock } from '../../support/clock.ts';
import { openTestDatabase } from '../../support/database.ts';

describe('credentials that the engine works with', () => {
  const { db, close } = openTestDatabase();
  after(close);
  const keys = openKeys(randomBytes(32));
  let services: ServiceKeys | null = keys.services;
  const store = createSecretStore({
    db,
    clock: virtualClock(),
    services() {
      if (services) return services;
      throw new AppError('locked', 'The vault was not opened yet.');
    },
  });
  const sealedOf = (name: string) =>
    db.get<{ sealed: Buffer }>('SELECT sealed FROM vault_secret WHERE name = ?', [name])!.sealed;

  it('come back as they were put, the newest under each name, and lie in no clear on the disk', () => {
    store.put('connection/1/key', 'first key');
    store.put('connection/1/key', 'whsec_c2Vjb25k');
    store.put('smtp/password', 'Ärger 🔑');
    assert.equal(store.get('connection/1/key'), 'whsec_c2Vjb25k');
    assert.equal(store.get('smtp/password'), 'Ärger 🔑');
    assert.equal(store.get('connection/2/key'), undefined);
    assert.equal(sealedOf('connection/1/key').includes('whsec_'), false);
  });

  it('do not open under another name, and not in place of a newer one', () => {
    store.put('connection/3/key', 'old');
    const old = sealedOf('connection/3/key');
    store.put('connection/3/key', 'new');
    db.run('UPDATE vault_secret SET sealed = ? WHERE name = ?', [old, 'connection/3/key']);
    assert.throws(() => store.get('connection/3/key'), /changed outside of Techbench/);
    db.run('UPDATE vault_secret SET sealed = ? WHERE name = ?', [
      sealedOf('smtp/password'),
      'connection/3/key',
    ]);
    assert.throws(() => store.get('connection/3/key'), /changed outside of Techbench/);
    store.remove('connection/3/key');
    assert.equal(store.get('connection/3/key'), undefined);
  });

  it('outlive the lock of the vault, and nothing reads them before it was opened once', () => {
    const { services: lasting } = keys;
    keys.wipe();
    assert.equal(store.get('smtp/password'), 'Ärger 🔑', 'the key of services is one of its own');
    services = null;
    assert.throws(() => store.get('smtp/password'), { code: 'locked' });
    assert.throws(() => store.put('smtp/password', 'x'), { code: 'locked' });
    services = lasting;
  });

  it('are sealed with the new key when it changes, all of them or none', () => {
    const from = { ...openKeys(randomBytes(32)), services: keys.services };
    const to = openKeys(randomBytes(32));
    assert.equal(resealSecrets(db, from, to), 2);
    assert.throws(() => store.get('smtp/password'), /changed outside/, 'the old key opens nothing any more');
    services = to.services;
    assert.equal(store.get('smtp/password'), 'Ärger 🔑');
    db.run(`UPDATE vault_secret SET sealed = zeroblob(40) WHERE name = 'smtp/password'`);
    assert.deepEqual(resealSecrets(db, to, openKeys(randomBytes(32))), { damaged: 'smtp/password' });
  });
});
