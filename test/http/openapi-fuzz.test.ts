import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { errorStatus } from '../../shared/errors.ts';
import { refusalsOf } from '../../electron/engine/http/openapi/refusals.ts';
import { describedCalls, perform, type Answer, type Call } from '../support/described-calls.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { startMeasuredEngine, type MeasuredEngine } from '../support/measured-engine.ts';

const runs = 50_000;
/** Until then statements are compiled, answers kept and pages cached, once each. */
const warmRuns = 15_000;
const mostGrownMb = 50;

/** T6: requests made from our own description, right ones and wrong ones, against what it promises. */
describe('REST under requests made from its own description', () => {
  /** Is asked for nothing: it knows the routes whose answers are to be checked. */
  let engine: TestEngine;
  let measured: MeasuredEngine;
  let calls: fc.Arbitrary<Call>;
  const seen = new Map<number, number>();

  before(async () => {
    engine = await startEngine();
    measured = await startMeasuredEngine();
    calls = await describedCalls({ url: measured.url, engine: engine.engine });
  });
  after(async () => {
    await measured.stop();
    await engine.stop();
  });

  const ask = (numRuns: number) =>
    fc.assert(
      fc.asyncProperty(calls, async (call) => {
        const answer = await perform(measured.url, measured.key, call);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        assertPromised(call, answer);
      }),
      { numRuns },
    );
  const grownMb = (before: number, now: number) => (now - before) / 2 ** 20;

  it('answers nothing that is not declared, in no other shape, and never with a failure of its own', async () => {
    await ask(warmRuns);
    const warm = await measured.memory();
    await ask(runs - warmRuns);
    for (const status of [200, 201, 204, 400, 404]) {
      assert.ok((seen.get(status) ?? 0) > 100, `${status}: ${seen.get(status)} of ${runs}`);
    }
    const grown = grownMb(warm, await measured.memory());
    assert.ok(
      grown < mostGrownMb,
      `the engine grew by ${grown.toFixed(0)} MB in ${runs - warmRuns} requests`,
    );
    const report = await measured.verify();
    assert.deepEqual([report.ok, report.damagedTickets, report.damagedMessages], [true, [], []]);
  });

  it('would be caught: an engine that forgets 2 KB with each request', async () => {
    const before = await measured.memory();
    await measured.leak();
    assert.ok(grownMb(before, await measured.memory()) > mostGrownMb);
  });

  it('would be caught: an undeclared status, a wrong shape, a stack trace', () => {
    const [dialect] = engine.engine.dialects;
    const route = dialect!.routes[0]!;
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
  // A route that asks other machines may say that they do not answer; nothing else ends so.
  assert.ok(status < 500 || route.refusals.some((code) => errorStatus[code] === status), at);
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
