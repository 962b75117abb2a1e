import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { KeyTier } from '../../shared/api-key.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';

const tickets = '/v1/api/tickets';
const orqit = '/api/public/v1/tickets';

describe('rate limits', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await startEngine();
  });
  afterEach(() => engine.stop());

  async function get(path: string, key?: string): Promise<Received> {
    const received = await send(engine.url, path, key === undefined ? {} : { key });
    assertHygiene(received);
    return received;
  }

  /** Requests until one is refused; how many went through. */
  async function drain(path: string, key?: string): Promise<{ taken: number; refused: Received }> {
    for (let taken = 0; ; taken += 1) {
      const received = await get(path, key);
      if (received.status === 429) return { taken, refused: received };
    }
  }

  for (const [tier, perMinute, burst] of [
    ['standard', 60, 100],
    ['professional', 300, 500],
  ] as const satisfies [KeyTier, number, number][]) {
    it(`lets a ${tier} key ask ${burst} times at once and ${perMinute} times a minute`, async () => {
      const { apiKey } = await engine.issueKey({ tier });
      const { taken, refused } = await drain(tickets, apiKey);
      assert.equal(taken, burst);
      assert.equal(header(refused, 'x-ratelimit-limit'), perMinute);
      assert.equal(header(refused, 'x-ratelimit-remaining'), 0);
      engine.clock.pass(60_000 / perMinute);
      assert.equal((await get(tickets, apiKey)).status, 200);
      assert.equal((await get(tickets, apiKey)).status, 429);
      engine.clock.pass(60_000);
      assert.equal((await drain(tickets, apiKey)).taken, perMinute);
    });
  }

  it('counts down in the headers, and says when the bucket is full again', async () => {
    const { apiKey } = await engine.issueKey({ tier: 'standard' });
    const first = await get(tickets, apiKey);
    assert.deepEqual([header(first, 'x-ratelimit-limit'), header(first, 'x-ratelimit-remaining')], [60, 99]);
    assert.equal(header(first, 'x-ratelimit-reset'), engine.clock.now() / 1000 + 1);
    assert.equal(first.headers['ratelimit-policy'], '"key";q=100;w=100');
    assert.equal(first.headers['ratelimit'], '"key";r=99;t=1');
    const missing = await get(`${tickets}/tkt_ffffff`, apiKey);
    assert.deepEqual(
      [missing.status, header(missing, 'x-ratelimit-remaining')],
      [404, 98],
      'failures count too',
    );
  });

  it('never tells anybody to come back before the reset', async () => {
    const { apiKey } = await engine.issueKey({ tier: 'standard' });
    engine.clock.pass(437);
    const { refused } = await drain(tickets, apiKey);
    const wait = header(refused, 'retry-after');
    assert.ok(engine.clock.now() / 1000 + wait >= header(refused, 'x-ratelimit-reset'), `${wait} s`);
    engine.clock.pass(wait * 1000);
    const after = await get(tickets, apiKey);
    assert.deepEqual([after.status, header(after, 'x-ratelimit-remaining')], [200, 99]);
  });

  it('holds a key on the Orqit dialect to thirty a minute for each group as well', async () => {
    const { apiKey } = await engine.issueKey({ tier: 'standard' });
    const { taken, refused } = await drain(orqit, apiKey);
    assert.equal(taken, 30);
    assert.equal(header(refused, 'x-ratelimit-remaining'), 0);
    assert.equal(header(refused, 'x-ratelimit-reset'), engine.clock.now() / 1000 + 60);
    const { error } = refused.json;
    assert.equal(error.code, 'RATE_LIMIT_EXCEEDED');
    assert.equal(error.retryAfterSeconds, header(refused, 'retry-after'));
    assert.equal(error.message, `Too many requests. Retry after ${error.retryAfterSeconds} seconds.`);
    assert.match(String(refused.headers['ratelimit']), /"group";r=0;/);
    const ping = await get('/api/public/v1/ping', apiKey);
    assert.deepEqual(
      [ping.status, header(ping, 'x-ratelimit-remaining')],
      [200, 29],
      'its group is another, and the scarcer of its two buckets',
    );
    const elsewhere = await get(tickets, apiKey);
    assert.deepEqual(
      [elsewhere.status, header(elsewhere, 'x-ratelimit-remaining')],
      [200, 68],
      'the other dialect has no groups, and refusals cost the key nothing',
    );
  });

  it('tells what the scarcer of two buckets holds, so that nobody runs into the other unwarned', async () => {
    const { apiKey } = await engine.issueKey({ tier: 'standard' });
    for (let left = 29; left >= 0; left -= 1) {
      const received = await get(orqit, apiKey);
      assert.deepEqual(
        [header(received, 'x-ratelimit-remaining'), header(received, 'x-ratelimit-reset')],
        [left, engine.clock.now() / 1000 + 2 * (30 - left)],
      );
    }
    assert.equal((await get(orqit, apiKey)).status, 429);
    for (let n = 0; n < 60; n += 1) await get(tickets, apiKey);
    const late = await get('/api/public/v1/ping', apiKey);
    assert.equal(header(late, 'x-ratelimit-remaining'), 9, 'now the key itself is the scarcer one');
  });

  it('keeps the limits of keys apart', async () => {
    const one = (await engine.issueKey({ tier: 'standard' })).apiKey;
    const two = (await engine.issueKey({ tier: 'standard' })).apiKey;
    await drain(tickets, one);
    assert.equal((await get(tickets, two)).status, 200);
  });

  it('limits the address of unknown keys, and known ones on it not at all', async () => {
    const { taken, refused } = await drain(tickets);
    assert.equal(taken, 300);
    assert.ok(header(refused, 'retry-after') > 0);
    const { apiKey } = await engine.issueKey();
    assert.equal((await get(tickets, apiKey)).status, 200);
    engine.clock.pass(1000);
    assert.equal((await get(tickets)).status, 401);
    assert.equal((await get(tickets)).status, 429);
  });

  it('keeps the browsable API open while a program without a key knocks', async () => {
    await drain(tickets);
    assert.equal((await get('/api/openapi.json')).status, 200);
    const { taken } = await drain('/api/');
    assert.equal(taken, 299, 'a limit of its own');
  });

  it('neither grants nor burns anything when the wall clock is set', async () => {
    const { apiKey } = await engine.issueKey({ tier: 'standard' });
    await drain(tickets, apiKey);
    engine.clock.jump(24 * 3_600_000);
    assert.equal((await get(tickets, apiKey)).status, 429);
    engine.clock.jump(-48 * 3_600_000);
    const refused = await get(tickets, apiKey);
    assert.equal(refused.status, 429);
    assert.ok(header(refused, 'retry-after') <= 100);
    engine.clock.pass(1000);
    assert.equal((await get(tickets, apiKey)).status, 200);
  });
});

function header({ headers }: Received, name: string): number {
  return Number(headers[name]);
}
