import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { refusalsOf } from '../../electron/engine/http/openapi/refusals.ts';
import type { Dialect, Route } from '../../electron/engine/http/route.ts';
import { scopes } from '../../shared/api-key.ts';
import { publicId } from '../../shared/identity.ts';
import { mostly, valuesOf, type Schema } from '../support/arbitrary.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { buildEstate } from '../support/estate.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

interface Call {
  readonly dialect: Dialect;
  readonly route: Route;
  readonly path: string;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

const runs = 50_000;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

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
    const response = await fetch(`${engine.url}/api/openapi.json`);
    const { paths } = (await response.json()) as { paths: Paths };
    calls = fc.oneof(
      ...engine.engine.dialects.flatMap((dialect) =>
        dialect.routes
          .filter(({ planned }) => !planned)
          .map((route) => {
            const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
            assert.ok(operation, `${route.method} ${route.path} is described`);
            return callsOf(dialect, route, operation);
          }),
      ),
    );
  });
  after(async () => {
    agent.destroy();
    await engine.stop();
  });

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
    assert.ok(grown < 250, `the engine and its tester together grew by ${grown.toFixed(0)} MB`);
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

/** One route's requests: ids that exist and others, queries and bodies that mostly fit. */
function callsOf(dialect: Dialect, route: Route, operation: Operation): fc.Arbitrary<Call> {
  const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path');
  const inQuery = (operation.parameters ?? []).filter((each) => each.in === 'query');
  const schema = operation.requestBody?.content['application/json']?.schema;
  const ids = fc.tuple(...inPath.map((each) => idsOf(dialect, route, each.schema)));
  const query = fc.array(
    inQuery.length === 0
      ? fc.constant('')
      : fc.oneof(
          ...inQuery.map(({ name, schema: each }) =>
            mostly(valuesOf(each)).map((value) => `${name}=${inAddress(value)}`),
          ),
          fc.webQueryParameters(),
        ),
    { maxLength: 3 },
  );
  const body = schema ? mostly(valuesOf(schema)) : fc.constant(undefined);
  return fc.tuple(ids, query, body).map(([values, pairs, sent]) => {
    let at = 0;
    const path = route.path.replaceAll(/:\w+/g, () => String(values[at++]));
    return { dialect, route, path: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path, body: sent };
  });
}

function idsOf(dialect: Dialect, route: Route, schema: Schema): fc.Arbitrary<string> {
  // Those of the beginning, which get used up, and those that the run itself makes.
  const number = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1500 }));
  const kind = route.path.includes('/devices/') ? 'device' : 'ticket';
  return fc.oneof(
    {
      weight: 9,
      arbitrary: dialect.name === 'oneclickit' ? number.map((id) => publicId(kind, id)) : number.map(String),
    },
    { weight: 1, arbitrary: valuesOf(schema).map(inAddress) },
  );
}

/** Half a surrogate pair has no place in an address; an empty part of a path is another path. */
function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?')) || '0';
}

function perform(url: string, key: string, { route, path, body }: Call): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${key}`,
    ...(text !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }),
  };
  return new Promise((resolve, reject) => {
    const call = httpRequest(url + path, { agent, method: route.method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    call.on('error', reject).end(text);
  });
}

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
