import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRetryAfter } from '../../../electron/engine/egress/retry-after.ts';
import {
  maxAttempts,
  nextAttemptIn,
  retryDelaysMs,
} from '../../../electron/engine/exchange/webhooks/schedule.ts';
import { newWebhook } from '../../../shared/webhook.ts';
import { ada, openExchange, type TestExchange } from '../../support/exchange.ts';
import { receiveWebhooks } from '../../support/webhook-receiver.ts';

const secondMs = 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** As the contract says it. */
const promised = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

describe('when a delivery is tried again', () => {
  it('is after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 hours, a tenth more or less, and then no more', () => {
    assert.deepEqual(
      retryDelaysMs.map((ms) => ms / secondMs),
      promised,
    );
    for (const [index, seconds] of promised.entries()) {
      for (const random of [0, 0.5, 0.999]) {
        const delay = nextAttemptIn(index + 1, undefined, random)! / secondMs;
        assert.ok(Math.abs(delay - seconds) <= seconds * 0.1 + 0.001, `${index + 1}: ${delay}`);
      }
    }
    assert.equal(nextAttemptIn(maxAttempts, undefined, 0.5), undefined);
  });

  it('is no sooner than Retry-After says, in seconds or as a date, and not later than a day because of it', () => {
    const now = Date.UTC(2026, 2, 23, 10, 30);
    assert.equal(readRetryAfter('120', now), 120_000);
    assert.equal(readRetryAfter('Mon, 23 Mar 2026 10:40:00 GMT', now), 600_000);
    assert.equal(readRetryAfter('Mon, 23 Mar 2026 10:20:00 GMT', now), 0);
    for (const nonsense of [undefined, 'soon', '-5', '1e9'])
      assert.equal(readRetryAfter(nonsense, now), undefined);
    assert.equal(nextAttemptIn(1, 120_000, 0.5), 120_000);
    assert.equal(nextAttemptIn(3, 120_000, 0.5), 30 * 60_000);
    assert.equal(nextAttemptIn(1, 30 * dayMs, 0.5), dayMs);
  });
});

describe('an endpoint that never answers well', () => {
  async function withEndpoint(work: (exchange: TestExchange, id: number, times: number[]) => Promise<void>) {
    const exchange = openExchange();
    const times: number[] = [];
    const receiver = await receiveWebhooks((response) => {
      times.push(exchange.clock.now());
      response.writeHead(500).end();
    });
    try {
      exchange.room.sender.start();
      const { webhook } = exchange.room.handlers.webhooks.create(
        ada,
        newWebhook.parse({ url: receiver.url, events: ['*'] }),
      );
      await work(exchange, webhook.id, times);
    } finally {
      await exchange.close();
      receiver.close();
    }
  }

  it('gets ten attempts of one event over three days, each at its time, and then the delivery has failed', () =>
    withEndpoint(async (exchange, _id, times) => {
      exchange.happen('ticket.created', { id: 'tkt_000001' });
      await exchange.pass(20 * secondMs, secondMs);
      await exchange.pass(4 * dayMs);
      assert.equal(times.length, maxAttempts);
      const gaps = times.slice(1).map((at, index) => (at - times[index]!) / secondMs);
      for (const [index, seconds] of promised.entries()) {
        // A tenth of jitter, and the step in which this clock moves.
        const slack = seconds * 0.1 + (index === 0 ? 1 : 60);
        assert.ok(Math.abs(gaps[index]! - seconds) <= slack, `attempt ${index + 2} after ${gaps[index]} s`);
      }
      const { rows } = exchange.room.handlers.deliveries.list(ada, {
        filter: {},
        search: '',
        sort: [],
        offset: 0,
        limit: 10,
      });
      assert.deepEqual([rows[0]!.state, rows[0]!.attempts, rows[0]!.nextAttemptAt], ['failed', 10, null]);
    }));

  it('is switched off after five days of failures, with a warning before and an alert after', () =>
    withEndpoint(async (exchange, id, times) => {
      const alerts = () =>
        exchange.room.handlers.alerts
          .list(ada, { filter: { state: ['open'] }, search: '', sort: [], offset: 0, limit: 10 })
          .rows.map(({ severity }) => severity);
      for (let hours = 0; hours < 72; hours += 6) {
        exchange.happen('ticket.created', { id: 'tkt_000001' });
        await exchange.pass(6 * hourMs);
      }
      exchange.happen('ticket.created', { id: 'tkt_000002' });
      await exchange.pass(hourMs);
      assert.deepEqual(alerts(), ['warning']);
      assert.equal(exchange.room.handlers.webhooks.get(ada, { id }).enabled, true);
      await exchange.pass(2 * dayMs);
      exchange.happen('ticket.created', { id: 'tkt_000003' });
      await exchange.pass(hourMs);
      const off = exchange.room.handlers.webhooks.get(ada, { id });
      assert.deepEqual([off.enabled, off.disabledReason, off.waiting], [false, 'failing', 0]);
      assert.ok(off.disabledAt! - times[0]! >= 5 * dayMs, 'not before five days were over');
      assert.deepEqual(alerts(), ['critical']);
      const before = times.length;
      await exchange.pass(dayMs);
      assert.equal(times.length, before, 'and nothing is sent any more');
    }));
});

describe('deliveries that are overdue when Techbench starts or wakes', () => {
  it('are spread over less than a minute, and none is lost', async () => {
    const exchange = openExchange();
    const arrived: number[] = [];
    let healthy = false;
    const receiver = await receiveWebhooks((response) => {
      if (healthy) arrived.push(exchange.clock.now());
      response.writeHead(healthy ? 204 : 500).end();
    });
    try {
      exchange.room.sender.start();
      for (let index = 0; index < 40; index += 1) {
        exchange.room.handlers.webhooks.create(
          ada,
          newWebhook.parse({ url: `${receiver.url}/${index}`, events: ['*'] }),
        );
      }
      exchange.happen('ticket.created', { id: 'tkt_000001' });
      await exchange.pass(2 * secondMs, secondMs);
      healthy = true;
      // The lid is closed for eight hours.
      exchange.clock.pass(8 * hourMs);
      const woken = exchange.clock.now();
      await exchange.pass(60 * secondMs, secondMs);
      assert.equal(arrived.length, 40);
      const seconds = arrived.map((at) => Math.floor((at - woken) / secondMs));
      const busiest = Math.max(...seconds.map((second) => seconds.filter((each) => each === second).length));
      assert.ok(new Set(seconds).size > 10, `spread over ${new Set(seconds).size} different seconds`);
      assert.ok(busiest <= 12, `${busiest} in one second`);
    } finally {
      await exchange.close();
      receiver.close();
    }
  });
});
