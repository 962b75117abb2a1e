import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { refusalsOf } from '../../electron/engine/http/openapi/refusals.ts';
import { scopes } from '../../shared/api-key.ts';
import { describedCalls, perform, type Answer, type Call } from '../support/described-calls.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { buildEstate } from '../support/estate.ts';

const runs = 50_000;

/** T6: requests made from our own description, right ones and wrong ones, against what it promises. */
describe('REST under requests made from its own description', () => {
  let engine: TestEngine;
  let key: string;
  let calls: fc.Arbitrary<Call>;
  const seen = new Map<number, number>();

  before(async () => {
    engine = await startEngine();
    for (const mark of ['First', 'Second', 'Third']) await buildEstate(engine.console, mark);
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
    calls = await describedCalls(engine);
  });
  after(() => engine.stop());

  it('answers nothing that is not declared, in no other shape, and never with a failure of its own', async () => {
    const memory = process.memoryUsage().rss;
    await fc.assert(
      fc.asyncProperty(calls, async (call) => {
        engine.clock.pass(3000);
        const answer = await perform(engine.url, key, call);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        assertPromised(call, answer);
      }),
      { numRuns: runs },
    );
    for (const status of [200, 201, 204, 400, 404]) {
      assert.ok((seen.get(status) ?? 0) > 100, `${status}: ${seen.get(status)} of ${runs}`);
    }
    const grown = (process.memoryUsage().rss - memory) / 2 ** 20;
    // Kept answers and compiled statements fill up once, and the tester remembers what it sent; a leak of 10 KB a
    // request would come to 500 MB.
    assert.ok(grown < 400, `the engine and its tester together grew by ${grown.toFixed(0)} MB`);
    const report = await engine.console.system.verify({});
    assert.deepEqual([report.ok, report.damagedTickets, report.damagedMessages], [true, [], []]);
  });

  it('would be caught: an undeclared status, a wrong shape, a stack trace', () => {
    const [dialect] = engine.engine.dialects;
    const route = dialect!.routes.find(({ planned }) => !planned)!;
    const call = { dialect: dialect!, route, path: route.path, body: undefined };
    const json = 'application/json; charset=utf-8';
    for (const answer of [
      { status: 418, type: json, text: '{}' },
      { status: 200, type: json, text: '{"tickets":[{"id":7}]}' },
      { status: 400, type: json, text: '{"oops":1}' },
      { status: 200, type: 'text/html', text: '<p>' },
      { status: 500, type: json, text: '{"error":{"code":"internal","message":"x"}}' },
    ]) {
      assert.throws(() => assertPromised(call, answer), JSON.stringify(answer));
    }
  });
});

/** @throws where an answer is none that the description promises */
function assertPromised({ dialect, route, path }: Call, { status, type, text }: Answer): void {
  const at = `${route.method} ${path}: ${status} ${text.slice(0, 300)}`;
  assert.ok(status < 500, at);
  if (status === 204) {
    assert.equal(route.status, 204, at);
    assert.equal(text, '', at);
    return;
  }
  assert.equal(type, 'application/json; charset=utf-8', at);
  if (status === route.status) {
    const parsed = route.schemas.reply?.safeParse(JSON.parse(text));
    assert.ok(parsed?.success, `${at} ${parsed?.error?.message}`);
    return;
  }
  assert.ok(refusalsOf(route).includes(status), `undeclared: ${at}`);
  assert.ok(dialect.errorSchema.safeParse(JSON.parse(text)).success, `shape: ${at}`);
}
