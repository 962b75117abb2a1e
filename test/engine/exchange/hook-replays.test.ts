import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { runHeadless, serveHeadless, type ServingEngine } from '../../support/headless.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const env = { TECHBENCH_KEYSTORE_PASSPHRASE: 'pass phrase', HOOK_SECRET: secret };
const events = 2000;
const kills = 20;
const atOnce = 50;

/** The same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}

/** Each event opens one asset of its own name, so that an effect is a row that can be counted. */
function eventOf(n: number): string {
  return JSON.stringify({
    event: 'asset.created',
    timestamp: '2026-03-23T10:30:00Z',
    data: { asset_id: n, name: `Device ${n}`, asset_type: 'laptop', status: 'active' },
  });
}

describe('deliveries that come again and again, under kills (T9)', () => {
  it(`have ${events} effects for ${events} events of 1 to 20 copies, with ${kills} kills between`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
    const data = join(folder, 'data');
    const keystore = ['--keystore', join(folder, 'keystore')];
    const start = () => serveHeadless(data, keystore, env);
    const random = seeded(9);
    let serving: ServingEngine | undefined;
    try {
      const { stdout } = await runHeadless(
        [
          'connection',
          'add',
          '--data',
          data,
          ...keystore,
          '--kind',
          'oneclickit',
          '--url',
          'https://remote.example',
          '--hook-secret-env',
          'HOOK_SECRET',
        ],
        env,
      );
      const { hookPath } = JSON.parse(stdout) as { hookPath: string };
      const copies = shuffled(
        Array.from({ length: events }, (_, n) => Array<number>(1 + Math.floor(random() * 20)).fill(n)).flat(),
        random,
      );
      serving = await start();
      let url = serving.ready.url;
      const acknowledged = new Set<number>();
      const between = Math.floor(copies.length / (kills + 1));
      let next = 0;
      let killed = 0;
      let restarting: Promise<void> | undefined;

      const killAndRestart = async (): Promise<void> => {
        killed += 1;
        await serving!.stop('SIGKILL');
        serving = await start();
        url = serving.ready.url;
      };
      const sender = async (): Promise<void> => {
        while (next < copies.length) {
          const at = next;
          next += 1;
          if (killed < kills && at >= (killed + 1) * between)
            restarting ??= killAndRestart().finally(() => (restarting = undefined));
          const body = eventOf(copies[at]!);
          const headers = {
            'x-oneclickit-signature': createHmac('sha256', secret).update(body).digest('hex'),
          };
          // A sender does not give up where nobody answers.
          for (let answered = false; !answered;) {
            await restarting;
            try {
              const { status } = await fetch(`${url}${hookPath}`, { method: 'POST', body, headers });
              assert.equal(status, 202);
              acknowledged.add(copies[at]!);
              answered = true;
            } catch (error) {
              if (!(error instanceof TypeError)) throw error;
              await new Promise((resolve) => setTimeout(resolve, 5));
            }
          }
        }
      };
      /** The control: where nobody remembers what came, the same events are taken and counted again. */
      const takeAgain = async (): Promise<void> => {
        const writable = openConnection(join(data, 'techbench.db'));
        writable.prepare("UPDATE hook_delivery SET body_hash = x'00'").run();
        writable.close();
        serving = await start();
        url = serving.ready.url;
        next = copies.length - atOnce;
        await Promise.all(Array.from({ length: atOnce }, sender));
        await serving.stop();
        const raw = openConnection(join(data, 'techbench.db'), { readonly: true });
        const { n } = raw.prepare('SELECT count(*) AS n FROM hook_delivery').get() as { n: number };
        raw.close();
        assert.equal(n, events + new Set(copies.slice(-atOnce)).size);
      };
      await Promise.all(Array.from({ length: atOnce }, sender));
      assert.equal(killed, kills);
      assert.equal(acknowledged.size, events);
      await untilApplied(data);
      await serving.stop();
      const raw = openConnection(join(data, 'techbench.db'), { readonly: true });
      const count = (sql: string) => (raw.prepare(sql).get() as { n: number }).n;
      assert.equal(count('SELECT count(*) AS n FROM asset'), events);
      assert.equal(count('SELECT count(DISTINCT name) AS n FROM asset'), events);
      assert.equal(count('SELECT count(*) AS n FROM hook_delivery'), events);
      assert.equal(
        count(`SELECT count(*) AS n FROM event WHERE type = 'asset.created'`),
        events,
        'each is told once',
      );
      raw.close();
      await takeAgain();
    } finally {
      serving?.child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function untilApplied(data: string): Promise<void> {
  for (;;) {
    const raw = openConnection(join(data, 'techbench.db'), { readonly: true });
    const { n } = raw.prepare(`SELECT count(*) AS n FROM hook_delivery WHERE state = 'waiting'`).get() as {
      n: number;
    };
    raw.close();
    if (n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
