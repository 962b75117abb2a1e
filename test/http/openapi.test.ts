import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, sendRaw } from '../support/http.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}
interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe('OpenAPI', () => {
  let engine: TestEngine;
  let description: Description;
  before(async () => {
    engine = await startEngine();
    const received = await send(engine.url, '/api/openapi.json');
    assertHygiene(received);
    description = received.json as Description;
  });
  after(() => engine.stop());

  const operations = (): [method: string, path: string, operation: Operation][] =>
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        method.toUpperCase(),
        path,
        operation,
      ]),
    );

  it('tells of every route that is served, and of none that is not yet', () => {
    const routes = engine.engine.dialects.flatMap((dialect) => dialect.routes);
    const served = routes.filter(({ planned }) => !planned);
    assert.deepEqual(
      new Set(operations().map(([method, path]) => `${method} ${path}`)),
      new Set(served.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)),
    );
    assert.equal(operations().length, served.length);
    assert.equal(description.servers[0]?.url, engine.url);
  });

  it('gives every operation a name of its own, a reply and words', () => {
    const names = operations().map(([, , { operationId }]) => operationId);
    assert.equal(new Set(names).size, names.length);
    for (const [method, path, operation] of operations()) {
      assert.ok(operation.summary.length > 3, `${method} ${path}`);
      const [success] = Object.entries(operation.responses);
      assert.ok(success && Number(success[0]) < 300, path);
      assert.ok('content' in success[1] || success[0] === '204', `${method} ${path} says what it answers`);
    }
  });

  it('leaves no schema open where routes are made', () => {
    for (const dialect of engine.engine.dialects) {
      for (const { method, path, planned, schemas } of dialect.routes) {
        if (planned) continue;
        const name = `${method} ${path}`;
        const inPath = [...path.matchAll(/:(\w+)/g)].map(([, part]) => part);
        assert.deepEqual(Object.keys(schemas.params.shape), inPath, `${name} checks the parts of its path`);
        assert.equal(
          schemas.body === null,
          method === 'GET' || method === 'DELETE',
          `${name} checks its body`,
        );
      }
    }
  });

  it('names what it cannot describe in no way but `{}` never', () => {
    for (const [method, path, operation] of operations()) {
      for (const { name, schema } of operation.parameters ?? []) {
        assert.ok(Object.keys(schema).length > 0, `${method} ${path} ${name}`);
      }
    }
  });

  it('is open to whoever may reach the port, and to nobody else', async () => {
    for (const path of ['/api/', '/api', '/api/v1/', '/api/openapi.json', '/api/pages/browse.css']) {
      assert.equal((await send(engine.url, path)).status, 200, path);
      const foreign = await send(engine.url, path, { headers: { host: 'evil.example' } });
      assert.equal(foreign.status, 403, path);
      const posted = await send(engine.url, path, { method: 'POST', body: {} });
      assert.deepEqual([posted.status, posted.headers['allow']], [405, 'GET, HEAD'], path);
    }
  });

  it('serves the page to browsers and the roots to programs', async () => {
    const page = await send(engine.url, '/api/', { headers: { accept: 'text/html,*/*;q=0.8' } });
    assert.match(String(page.headers['content-type']), /^text\/html/);
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'; script-src 'self'/);
    assert.doesNotMatch(String(page.headers['content-security-policy']), /unsafe/);
    assert.doesNotMatch(
      page.text,
      /<script(?! type="module" src="\/api\/pages\/browse\.js"><\/script>)|style=|https?:/,
    );
    const roots = (await send(engine.url, '/api/')).json as Record<string, string>;
    assert.equal(roots['openapi'], `${engine.url}/api/openapi.json`);
  });

  for (const [accept, type] of [
    ['text/html;q=0', 'json'],
    ['text/html;q=0.4, application/json', 'json'],
    ['application/json, text/html', 'json'],
    ['text/html, application/json', 'html'],
    ['application/json;q=0.9, TEXT/HTML', 'html'],
    ['text/*, application/json;q=0.5', 'html'],
    ['text/html;q=0.5, */*', 'json'],
    ['text/html;q=0, */*', 'json'],
    ['*/*', 'json'],
    ['image/png', 'json'],
    ['', 'json'],
  ] as const) {
    it(`gives ${type} to who accepts "${accept}"`, async () => {
      const { headers } = await send(engine.url, '/api/', { headers: { accept } });
      assert.match(String(headers['content-type']), new RegExp(`/${type};`));
    });
  }

  it('serves no file that is not the page’s own', async () => {
    for (const name of [
      '../server.ts',
      '%2e%2e/server.ts',
      '..%2fserver.ts',
      'browse.html',
      'constructor',
      '',
    ]) {
      const raw = await sendRaw(
        engine.url,
        `GET /api/pages/${name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      assert.match(raw, /^HTTP\/1\.1 (401|404) /, name);
    }
  });
});
