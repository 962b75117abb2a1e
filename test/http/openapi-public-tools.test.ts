import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { errorStatus } from '../../shared/errors.ts';
import { publicId } from '../../shared/public-id.ts';
import { scopes } from '../../shared/api-key.ts';
import { spectralRules, startTool, toolVersion, type ToolRun } from '../support/api-tools.ts';
import { describedCalls, perform, type Call } from '../support/described-calls.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { buildEstate, type Estate } from '../support/estate.ts';
import { send } from '../support/http.ts';
import { routeCases } from '../support/route-cases.ts';

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly responses: Readonly<
              Record<
                string,
                {
                  readonly content: {
                    'application/json': { schema: { properties: Record<string, object> } };
                  };
                }
              >
            >;
          }
        >
      >
    >
  >;
}

interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

describe('OpenAPI before public tools', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'techbench-openapi-'));
  const file = path.join(folder, 'openapi.json');
  const wrong = path.join(folder, 'wrong.json');
  let engine: TestEngine;
  let estate: Estate;
  let key: string;
  let prism: ToolRun;
  let proxy: string;

  before(async () => {
    engine = await startEngine();
    estate = await buildEstate(engine.console, 'Acme');
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
    const { text } = await send(engine.url, '/api/openapi.json');
    writeFileSync(file, text);
    writeFileSync(wrong, text.replace('"operationId"', '"operationID"'));
    const port = await freePort();
    proxy = `http://127.0.0.1:${port}`;
    prism = startTool('prism', ['proxy', file, engine.url, '--port', String(port), '--host', '127.0.0.1']);
    await until(() => prism.output().includes('Prism is listening'), prism);
  });
  after(async () => {
    prism.child.kill();
    await prism.ended;
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  for (const [tool, argsFor] of [
    ['redocly', (document: string) => ['lint', document, '--extends', 'recommended-strict']],
    [
      'spectral',
      (document: string) => ['lint', document, '--ruleset', spectralRules, '--fail-severity', 'hint'],
    ],
  ] as const) {
    it(`gives ${tool} nothing to find, and it does find what is wrong`, async () => {
      const good = startTool(tool, argsFor(file));
      assert.equal(await good.ended, 0, good.output());
      const bad = startTool(tool, argsFor(wrong));
      assert.notEqual(await bad.ended, 0, 'the control is found');
    });
  }

  it('is pinned to the proxy that was agreed on', () => {
    assert.equal(toolVersion('@stoplight/prism-cli'), '5.14.2');
  });

  it('keeps its word through Prism on every route', async () => {
    const cases = routeCases(engine.engine.dialects)
      .filter(({ route }) => route.aliasOf === null)
      .toSorted((a, b) => Number(a.route.method === 'DELETE') - Number(b.route.method === 'DELETE'));
    for (const { dialect, route, body, ...each } of cases) {
      // Here is no mail server and no source of breaches: the routes that need them say so.
      const expected = [route.status, 404, ...route.refusals.map((code) => errorStatus[code])];
      // This key acts for every organization, so a report has to say whose.
      const whose = { customerId: publicId('customer', estate.organizationId) };
      const filled = route.path.endsWith('/health-reports') && body ? { ...body, ...whose } : body;
      await pass({ dialect, route, path: each.path(estate.ids), body: filled }, (status) =>
        assert.ok(expected.includes(status), `${each.name}: ${status}`),
      );
    }
  });

  it('would be caught: a description that promises another type', async () => {
    const told = JSON.parse(readFileSync(file, 'utf8')) as Description;
    const { content } = told.paths['/v1/api/tickets']!['get']!.responses['200']!;
    content['application/json'].schema.properties['total'] = { type: 'string' };
    writeFileSync(wrong, JSON.stringify(told));
    const port = await freePort();
    const other = startTool('prism', [
      'proxy',
      wrong,
      engine.url,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
    ]);
    try {
      await until(() => other.output().includes('Prism is listening'), other);
      const listed = routeCases(engine.engine.dialects).find(({ name }) => name === 'GET /v1/api/tickets')!;
      const call = { ...listed, path: listed.route.path, body: undefined };
      const { violations } = await perform(`http://127.0.0.1:${port}`, key, call);
      const found = JSON.parse(String(violations)) as Violation[];
      assert.deepEqual(
        found.map(({ location }) => location),
        [['response', 'body', 'total']],
      );
    } finally {
      other.child.kill();
      await other.ended;
    }
  });

  it('keeps its word through Prism under generated requests, and refuses what Prism calls wrong', async () => {
    const calls = await describedCalls(engine);
    // Where a body is missing Prism announces one all the same and never sends it; those go to the engine directly
    // in openapi-fuzz.test.ts.
    const complete = calls.filter(({ route, body }) => body !== undefined || route.schemas.body === null);
    await fc.assert(
      fc.asyncProperty(complete, (call) => pass(call)),
      { numRuns: 1000, seed: 20_261_122 },
    );
  });

  /** Sends a request through the proxy and fails where an answer is not as described. */
  async function pass(call: Call, check: (status: number) => void = () => {}): Promise<void> {
    engine.clock.pass(3000);
    const { status, text, violations } = await perform(proxy, key, call).catch((error: unknown) => {
      // The proxy keeps connections to the engine, and may write to one that the engine is just closing as idle.
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      return perform(proxy, key, call);
    });
    const at = `${call.route.method} ${call.path}: ${status} ${text.slice(0, 200)} ${String(violations)}`;
    const found = violations === undefined ? [] : (JSON.parse(String(violations)) as Violation[]);
    assert.deepEqual(
      found.filter(({ location }) => location[0] === 'response'),
      [],
      at,
    );
    const wrong = found.filter(({ location }) => location[0] === 'request' && !isTolerated(call, location));
    if (wrong.length > 0) assert.ok(status >= 400, at);
    check(status);
  }
});

/** Django REST framework takes a size that is none for not said, and of a repeated parameter the last. */
function isTolerated({ dialect, path: target }: Call, location: readonly string[]): boolean {
  const name = location.at(-1) ?? '';
  const given = new URL(target, 'http://localhost').searchParams.getAll(name);
  return (
    dialect.name === 'clientstor' && location[1] === 'query' && (name === 'page_size' || given.length > 1)
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function until(holds: () => boolean, tool: ToolRun): Promise<void> {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end || tool.child.exitCode !== null) throw new Error(tool.output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
