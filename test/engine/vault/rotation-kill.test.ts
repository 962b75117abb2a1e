import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startEngine } from '../../support/engine.ts';
import { testKeychain } from '../../support/keychain.ts';

const entries = 300;
const kills = 12;
const child = path.join(import.meta.dirname, 'rotation-child.ts');
const passwordOf = (at: number) => `password ${at} ${'x'.repeat(at % 40)}`;

/** Rejects when a process ends that was not to end yet. */
async function endOf(running: ChildProcess): Promise<never> {
  const [code] = await once(running, 'exit');
  throw new Error(`the engine ended by itself: ${String(code)}`);
}

describe('a change of the vault’s key that is cut off', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'techbench-rotation-'));
  const dataDir = path.join(folder, 'data');
  const keychainFile = path.join(folder, 'keychain.json');
  after(() => rmSync(folder, { recursive: true }));

  /** The vault as the next start finds it. */
  async function reopened() {
    const keychain = testKeychain();
    for (const [name, secret] of JSON.parse(readFileSync(keychainFile, 'utf8')) as [string, string][]) {
      keychain.items.set(name, secret);
    }
    return startEngine({ dataDir, keychain });
  }

  before(async () => {
    const keychain = testKeychain();
    const engine = await startEngine({ dataDir, keychain });
    for (let at = 0; at < entries; at += 1) {
      // oxlint-disable-next-line no-await-in-loop -- ids in order
      const { record } = await engine.console.entries.create({
        title: `Entry ${at}`,
        password: `first ${at}`,
      });
      // An earlier password is sealed with the same key.
      // oxlint-disable-next-line no-await-in-loop
      await engine.console.entries.update({ ids: [record.id], patch: { password: passwordOf(at) } });
    }
    writeFileSync(keychainFile, JSON.stringify([...keychain.items]));
    await engine.stop();
  });

  it(`leaves the old key or the new, and everything opens, ${kills} times`, async (t) => {
    let rotated = 0;
    let seed = 7;
    for (let kill = 0; kill < kills; kill += 1) {
      const running = spawn(process.execPath, [child, dataDir, keychainFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      running.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      // oxlint-disable-next-line no-await-in-loop -- one life after the other
      while (!said.includes('ready')) await Promise.race([once(running.stdout, 'data'), endOf(running)]);
      seed = (seed * 48_271) % 2_147_483_647;
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, seed % 400));
      running.removeAllListeners('exit');
      const ended = once(running, 'exit');
      running.kill('SIGKILL');
      // oxlint-disable-next-line no-await-in-loop
      await ended;
      rotated += said.split('rotated').length - 1;
      // oxlint-disable-next-line no-await-in-loop
      const engine = await reopened();
      try {
        // oxlint-disable-next-line no-await-in-loop
        const status = await engine.console.vault.unlock({});
        assert.equal(status.state, 'unlocked', JSON.stringify(status));
        assert.deepEqual(status.state === 'unlocked' && [status.entries, status.damaged], [entries, []]);
        for (const at of [0, kill, entries - 1]) {
          // oxlint-disable-next-line no-await-in-loop
          const shown = await engine.console.entries.reveal({ id: at + 1, parts: ['password', 'history'] });
          assert.equal(shown.password, passwordOf(at));
          assert.equal(shown.history?.[0]?.password, `first ${at}`);
        }
      } finally {
        // oxlint-disable-next-line no-await-in-loop
        await engine.stop();
      }
    }
    t.diagnostic(`${rotated} changes ended before their kill`);
    assert.ok(rotated > 0, 'some were cut off, and some were not');
  });
});
