import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openTestDatabase } from '../../support/database.ts';
import type { SendingQuestion } from '../../support/sending-child.ts';
import { receiveWebhooks, type ReceivedHook } from '../../support/webhook-receiver.ts';

const endpoints = 5;
const eventsEach = 1000;
const perKill = 40;
const dayMs = 86_400_000;

/** What the receiver does with an event, by its number; `sure` where the sender learns what became of it. */
const manners = [
  { name: 'well', sure: true },
  { name: 'fails once', sure: true },
  { name: 'asks to wait', sure: true },
  { name: 'hangs once', sure: true },
  { name: 'resets once', sure: true },
  { name: 'redirects once', sure: true },
  { name: 'takes it and hangs up', sure: false },
  { name: 'answers, and its body never ends', sure: true },
] as const;
/** Those that cost real time, waiting, are fewer. */
const mannerOf = (n: number) => {
  const manner = manners[n % manners.length]!;
  const slow = manner.name === 'hangs once' || manner.name === 'answers, and its body never ends';
  return slow && n % 80 > 8 ? manners[0] : manner;
};
const isHopeless = (n: number) => n % 250 === 9;

/** One delivery as the receiver saw it. */
interface Seen {
  readonly ids: Set<string>;
  readonly signatures: Set<string>;
  attempts: number;
  taken: number;
}

/** What is wrong with what a receiver saw of one event; nothing is what we want. */
function faults(n: number, { ids, taken, attempts, signatures }: Seen, killed: boolean): string[] {
  const found: string[] = [];
  if (ids.size !== 1) found.push(`${n}: ${ids.size} ids`);
  if (taken > 1 && mannerOf(n).sure && !killed) found.push(`${n}: taken ${taken} times`);
  if (taken === 0 && !isHopeless(n)) found.push(`${n}: never taken`);
  if (signatures.size === 0 || attempts === 0) found.push(`${n}: never signed`);
  return found;
}

const childFile = path.resolve(import.meta.dirname, '../../support/sending-child.ts');

/** A process that sends, may be killed at any moment, and is followed by another on the same data and clock. */
function openSender(folder: string) {
  const key = randomBytes(32).toString('hex');
  let at = Date.UTC(2026, 2, 23, 10, 30);
  const start = () => fork(childFile, [folder, String(at), key]);
  let child = start();
  let ready = once(child, 'message');

  async function ask(question: SendingQuestion): Promise<{ secret?: string }> {
    await ready;
    const said = once(child, 'message');
    child.send(question);
    const [answer] = (await said) as [{ secret?: string }];
    return answer;
  }

  return {
    ask,
    async pass(ms: number, stepMs: number): Promise<void> {
      await ask({ ask: 'pass', ms, stepMs });
      at += ms;
    },
    async kill(): Promise<void> {
      if (child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    startAgain(): void {
      child = start();
      ready = once(child, 'message');
    },
  };
}

describe('five thousand deliveries to receivers that do everything wrong, killed every two hundred (T10)', () => {
  it('all arrive or have visibly failed, under one id each, and come twice only where nobody could know', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'techbench-storm-'));
    const sender = openSender(folder);
    const seen = new Map<string, Seen>();
    const answer = (response: ServerResponse, hook: ReceivedHook): void => {
      const { n } = (JSON.parse(hook.body.toString()) as { data: { n: number } }).data;
      const key = `${hook.path} ${n}`;
      const record = seen.get(key) ?? { ids: new Set(), signatures: new Set(), attempts: 0, taken: 0 };
      seen.set(key, record);
      record.ids.add(String(hook.headers['webhook-id']));
      record.signatures.add(String(hook.headers['webhook-signature']));
      record.attempts += 1;
      const first = record.attempts === 1;
      const take = (): void => {
        record.taken += 1;
        response.writeHead(204).end();
      };
      if (isHopeless(n)) return void response.writeHead(500).end();
      switch (first ? mannerOf(n).name : 'well') {
        case 'well':
          return take();
        case 'fails once':
          return void response.writeHead(500).end('no');
        case 'asks to wait':
          return void response.writeHead(429, { 'Retry-After': '90' }).end();
        case 'hangs once':
          return;
        case 'resets once':
          return void response.socket?.resetAndDestroy();
        case 'redirects once':
          return void response.writeHead(302, { Location: '/elsewhere' }).end();
        case 'takes it and hangs up':
          record.taken += 1;
          return void response.socket?.destroy();
        case 'answers, and its body never ends':
          record.taken += 1;
          response.writeHead(200);
          return void response.write('...');
      }
    };
    const receiver = await receiveWebhooks(answer);
    const secrets: string[] = [];
    try {
      for (let number = 0; number < endpoints; number += 1) {
        const { secret = '' } = await sender.ask({ ask: 'subscribe', url: `${receiver.url}/${number}` });
        secrets.push(secret);
      }
      for (let n = 0; n < eventsEach; n += perKill) {
        await sender.ask({ ask: 'happen', from: n, count: perKill });
        // Some are under way: the end cuts them off, and what was in memory is gone.
        await new Promise((resolve) => setTimeout(resolve, 30));
        await sender.kill();
        sender.startAgain();
        await sender.pass(60_000, 5000);
      }
      await sender.pass(600_000, 20_000);
      await sender.pass(4 * dayMs, 100_000);
      await sender.kill();
      const { db, close } = openTestDatabase(folder);
      const states = db.all<{ state: string; n: number }>(
        'SELECT state, count(*) AS n FROM delivery GROUP BY state',
      );
      /** Of which nobody could know: on their way when the process was killed, or answered too late on a busy machine. */
      const unsure = new Set(
        db
          .all<{ webhookId: number; body: string }>(
            `SELECT d.webhook_id AS webhookId, d.body FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id
             WHERE a.outcome = 'interrupted' OR a.error = 'timeout'`,
          )
          .map(
            ({ webhookId, body }) =>
              `/${webhookId - 1} ${(JSON.parse(body) as { data: { n: number } }).data.n}`,
          ),
      );
      const wereInterrupted = db.all("SELECT 1 FROM delivery_attempt WHERE outcome = 'interrupted'").length;
      const kept = JSON.stringify([
        db.all('SELECT * FROM delivery_attempt LIMIT 20000'),
        db.all('SELECT * FROM audit'),
      ]);
      close();
      const hopeless = Array.from({ length: eventsEach }, (_, n) => n).filter(isHopeless).length * endpoints;
      assert.deepEqual(
        new Map(states.map(({ state, n }) => [state, n])),
        new Map([
          ['delivered', endpoints * eventsEach - hopeless],
          ['failed', hopeless],
        ]),
      );
      assert.equal(seen.size, endpoints * eventsEach);
      const found = [...seen].flatMap(([key, record]) =>
        faults(Number(key.split(' ')[1]), record, unsure.has(key)),
      );
      assert.deepEqual(found, []);
      assert.ok(wereInterrupted > 0, 'control: something was under way when it was killed');
      for (const secret of secrets) assert.equal(kept.includes(secret), false, 'no secret in any log');
    } finally {
      await sender.kill();
      receiver.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('would be caught at it: the count of what is wrong sees each kind of fault', () => {
    const right = () => ({ ids: new Set(['a']), signatures: new Set(['s']), attempts: 1, taken: 1 });
    assert.deepEqual(faults(0, right(), false), []);
    assert.equal(faults(0, { ...right(), ids: new Set(['a', 'b']) }, false).length, 1);
    assert.equal(faults(0, { ...right(), taken: 2 }, false).length, 1);
    assert.equal(faults(0, { ...right(), taken: 0 }, false).length, 1);
    assert.deepEqual(faults(6, { ...right(), taken: 2 }, false), [], 'nobody could know');
  });
});
