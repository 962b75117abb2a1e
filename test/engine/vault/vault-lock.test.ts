import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { LockReason, VaultStatus } from '../../../shared/vault.ts';
import { startEngine, type TestEngine, type TestEngineOptions } from '../../support/engine.ts';
import { testKeychain, type TestKeychain } from '../../support/keychain.ts';

const minute = 60_000;

describe('the lock of the vault', () => {
  let dataDir: string;
  let keychain: TestKeychain;
  let engine: TestEngine | undefined;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'techbench-lock-'));
    keychain = testKeychain();
  });
  afterEach(async () => {
    await engine?.stop();
    engine = undefined;
    rmSync(dataDir, { recursive: true });
  });

  async function start(options: TestEngineOptions = {}): Promise<TestEngine> {
    engine = await startEngine({ dataDir, keychain, ...options });
    return engine;
  }

  async function restart(options: TestEngineOptions = {}): Promise<TestEngine> {
    await engine?.stop();
    return start(options);
  }

  const reasonOf = (status: VaultStatus): LockReason | null =>
    status.state === 'locked' ? status.reason : null;

  it('opens by the keychain, and finds after a restart what it held', async () => {
    const first = await start();
    await first.console.vault.configure({ lockOnQuit: false });
    await first.console.entries.create({ title: 'Kept', password: 'over the night' });
    const second = await restart();
    assert.equal((await second.console.vault.status({})).state, 'unlocked');
    const revealed = await second.console.entries.reveal({ id: 1, parts: ['password'] });
    assert.equal(revealed.password, 'over the night');
  });

  it('stays locked over a restart where it was left locked, and over a crash', async () => {
    const first = await start();
    await first.console.vault.lock({});
    const second = await restart();
    assert.equal(reasonOf(await second.console.vault.status({})), 'by_hand');
    assert.equal((await second.console.vault.unlock({})).state, 'unlocked');
  });

  for (const [name, wait] of [
    ['by the clock that never goes back', (at: TestEngine) => at.clock.pass(11 * minute)],
    [
      'though the clock was set back meanwhile',
      (at: TestEngine) => {
        at.clock.jump(-60 * minute);
        at.clock.pass(11 * minute);
      },
    ],
    ['by the hours that the computer slept through', (at: TestEngine) => at.clock.jump(8 * 60 * minute)],
  ] as const) {
    it(`locks after ten idle minutes ${name}`, async () => {
      const at = await start({ locksWhenIdle: true });
      at.clock.pass(9 * minute);
      await at.console.vault.activity({});
      at.clock.pass(9 * minute);
      assert.equal((await at.console.entries.list({})).total, 0);
      wait(at);
      await assert.rejects(at.console.entries.list({}), { code: 'locked' });
      assert.equal(reasonOf(await at.console.vault.status({})), 'idle');
      assert.ok(at.pushed.some((event) => event.type === 'vault' && event.state === 'locked'));
    });
  }

  it('locks with the screen and with sleep, each only where that is wanted', async () => {
    const at = await start();
    at.engine.tellPower('screen_locked');
    assert.equal(reasonOf(await at.console.vault.status({})), 'screen_locked');
    await at.console.vault.unlock({});
    await at.console.vault.configure({ lockOnSuspend: false });
    at.engine.tellPower('suspended');
    assert.equal((await at.console.vault.status({})).state, 'unlocked');
  });

  for (const [what, reason, trouble] of [
    ['no service', 'keychain_unavailable', { state: 'unavailable', detail: 'no D-Bus' }],
    ['a service without a place', 'keychain_unavailable', { state: 'unavailable', detail: 'no collection' }],
    ['a locked keyring', 'keychain_refused', { state: 'refused', detail: 'the collection is locked' }],
    ['a dismissed question', 'keychain_refused', { state: 'refused', detail: 'dismissed' }],
    ['no answer in time', 'keychain_timed_out', { state: 'timed_out', detail: '3 seconds' }],
  ] as const) {
    it(`says why it is locked with ${what}, and opens by another try`, async () => {
      await (await start()).console.vault.configure({ lockOnQuit: false });
      keychain.trouble = trouble;
      const { writes } = keychain;
      const at = await restart();
      const status = await at.console.vault.status({});
      assert.equal(reasonOf(status), reason);
      assert.ok(status.state === 'locked' && status.retry && status.detail.includes(trouble.detail));
      assert.equal(keychain.writes, writes, 'nothing is written to a keychain that is in trouble');
      keychain.trouble = null;
      assert.equal((await at.console.vault.unlock({})).state, 'unlocked');
    });
  }

  for (const [what, reason, spoil] of [
    ['vanished', 'key_missing', (items: Map<string, string>) => items.clear()],
    [
      'is garbled',
      'key_garbled',
      (items: Map<string, string>) => {
        for (const name of items.keys()) items.set(name, 'no key at all');
      },
    ],
    [
      'is one of another vault',
      'key_foreign',
      (items: Map<string, string>) => {
        for (const name of items.keys()) items.set(name, Buffer.alloc(32, 7).toString('base64'));
      },
    ],
  ] as const) {
    it(`stays locked where its key ${what}, touches nothing, and opens when it is back`, async () => {
      await (await start()).console.vault.configure({ lockOnQuit: false });
      const kept = new Map(keychain.items);
      spoil(keychain.items);
      const spoiled = new Map(keychain.items);
      const at = await restart();
      assert.equal(reasonOf(await at.console.vault.status({})), reason);
      await assert.rejects(at.console.vault.setUp({ protection: 'keychain' }), { code: 'conflict' });
      assert.deepEqual(keychain.items, spoiled);
      for (const [name, secret] of kept) keychain.items.set(name, secret);
      assert.equal((await at.console.vault.unlock({})).state, 'unlocked');
    });
  }

  it('starts at once and can be used with a keychain that never answers', async () => {
    keychain.trouble = 'never answers';
    const at = await start({ vaultClosed: true });
    void at.engine.openVault();
    assert.equal((await at.console.vault.status({})).state, 'opening');
    await at.console.tickets.create({ subject: 'Works', description: 'meanwhile' });
    await assert.rejects(at.console.entries.list({}), { code: 'locked' });
  });

  it('opens by a passphrase in the place of a keychain, and by no other', async () => {
    keychain.trouble = { state: 'unavailable', detail: 'none here' };
    const at = await start();
    await assert.rejects(at.console.vault.setUp({ protection: 'passphrase' }), { code: 'validation' });
    await at.console.vault.setUp({ protection: 'passphrase', passphrase: 'a long enough one' });
    await at.console.entries.create({ title: 'Sealed', password: 'x' });
    const status = await at.console.vault.lock({});
    assert.ok(status.state === 'locked' && status.needsPassphrase);
    await assert.rejects(at.console.vault.unlock({ passphrase: 'a long enough two' }), { code: 'forbidden' });
    assert.equal(reasonOf(await at.console.vault.unlock({})), 'passphrase_needed');
    assert.equal((await at.console.vault.unlock({ passphrase: 'a long enough one' })).state, 'unlocked');
    assert.equal(keychain.items.size, 0);
  });

  it('derives the key of its passphrase on another thread: the engine goes on meanwhile', async () => {
    keychain.trouble = { state: 'unavailable', detail: 'none here' };
    const at = await start();
    await at.console.vault.setUp({ protection: 'passphrase', passphrase: 'a long enough one' });
    await at.console.vault.lock({});
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    await at.console.vault.unlock({ passphrase: 'a long enough one' });
    clearInterval(turning);
    assert.ok(turns > 10, `${turns} turns`);
  });

  it('wants both where a passphrase was put on top of the keychain', async () => {
    const at = await start();
    await at.console.vault.protect({ protection: 'keychain_and_passphrase', passphrase: 'belt and braces' });
    await at.console.vault.lock({});
    assert.equal(reasonOf(await at.console.vault.unlock({})), 'passphrase_needed');
    const kept = new Map(keychain.items);
    keychain.items.clear();
    assert.equal(reasonOf(await at.console.vault.unlock({ passphrase: 'belt and braces' })), 'key_missing');
    for (const [name, secret] of kept) keychain.items.set(name, secret);
    assert.equal((await at.console.vault.unlock({ passphrase: 'belt and braces' })).state, 'unlocked');
  });

  it('keeps nothing where memory alone was wanted', async () => {
    keychain.trouble = { state: 'unavailable', detail: 'none here' };
    const at = await start();
    await at.console.vault.setUp({ protection: 'memory' });
    await at.console.entries.create({ title: 'Passing', password: 'x' });
    const second = await restart();
    assert.equal(reasonOf(await second.console.vault.status({})), 'memory_gone');
    await second.console.vault.setUp({ protection: 'memory' });
    assert.equal((await second.console.entries.list({})).total, 0);
  });

  it('asks again for an entry that wants it, and for a minute no more', async () => {
    const at = await start();
    const { record } = await at.console.entries.create({ title: 'Asks', password: 'x', reprompt: true });
    const reveal = () => at.console.entries.reveal({ id: record.id, parts: ['password'] });
    await assert.rejects(reveal(), { code: 'forbidden' });
    await at.console.vault.confirm({});
    assert.equal((await reveal()).password, 'x');
    at.clock.pass(61_000);
    await assert.rejects(reveal(), { code: 'forbidden' });
  });
});
