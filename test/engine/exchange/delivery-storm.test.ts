import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { newWebhook } from '../../../shared/webhook.ts';
import { ada, openExchange } from '../../support/exchange.ts';
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

describe('five thousand deliveries to receivers that do everything wrong, with an end every two hundred (T10)', () => {
  it('all arrive or have visibly failed, under one id each, and come twice only where nobody could know', async () => {
    const exchange = openExchange({ answerWithinMs: 200 });
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
    /** Deliveries that were on their way when the engine ended. */
    const interrupted = new Set<string>();
    try {
      exchange.room.sender.start();
      for (let number = 0; number < endpoints; number += 1) {
        const { secret } = exchange.room.handlers.webhooks.create(
          ada,
          newWebhook.parse({ url: `${receiver.url}/${number}`, events: ['ticket.updated'] }),
        );
        secrets.push(secret);
      }
      for (let n = 0; n < eventsEach; n += 1) {
        exchange.happen('ticket.updated', { n });
        if (n % perKill !== perKill - 1) continue;
        exchange.room.sender.pump();
        // Some are under way: the end cuts them off, and what was in memory is gone.
        await new Promise((resolve) => setTimeout(resolve, 30));
        await exchange.restart();
        for (const { path, n: cut } of cutOff()) interrupted.add(`${path} ${cut}`);
        await exchange.pass(60_000, 5000);
      }
      await exchange.pass(600_000, 20_000);
      await exchange.pass(4 * dayMs, 100_000);
      const states = exchange.db.all<{ state: string; n: number }>(
        'SELECT state, count(*) AS n FROM delivery GROUP BY state',
      );
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
        faults(Number(key.split(' ')[1]), record, interrupted.has(key)),
      );
      assert.deepEqual(found, []);
      assert.ok(interrupted.size > 0, 'something was under way at an end');
      const kept = JSON.stringify([
        exchange.db.all('SELECT * FROM delivery_attempt LIMIT 20000'),
        exchange.db.all('SELECT * FROM audit'),
        exchange.pushed,
      ]);
      for (const secret of secrets) assert.equal(kept.includes(secret), false, 'no secret in any log');
    } finally {
      await exchange.close();
      receiver.close();
    }

    function cutOff(): { path: string; n: number }[] {
      return exchange.db
        .all<{ webhookId: number; body: string }>(
          `SELECT d.webhook_id AS webhookId, d.body FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id
           WHERE a.outcome = 'interrupted'`,
        )
        .map(({ webhookId, body }) => ({
          path: `/${webhookId - 1}`,
          n: (JSON.parse(body) as { data: { n: number } }).data.n,
        }));
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
