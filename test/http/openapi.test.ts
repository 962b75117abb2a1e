import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, sendRaw } from '../support/http.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Readonly<Record<string, unknown>>;
  }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}
interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
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
    const served = routes.filter(({ aliasOf }) => aliasOf === null);
    assert.deepEqual(
      new Set(operations().map(([method, path]) => `${method} ${path}`)),
      new Set(served.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)),
    );
    assert.equal(operations().length, served.length);
    assert.equal(description.servers[0]?.url, engine.url);
  });

  it('tells where the same routes are served besides, each of which is one of those told of', () => {
    const aliases = engine.engine.dialects.flatMap(({ routes }) => routes).filter(({ aliasOf }) => aliasOf);
    assert.ok(aliases.length > 10);
    const paths = new Set(engine.engine.dialects.flatMap(({ routes }) => routes.map(({ path }) => path)));
    for (const { path, aliasOf } of aliases) assert.ok(paths.has(aliasOf!), path);
    const tag = description.tags.find(({ name }) => name === 'ClientSt0r: assets');
    assert.match(tag!.description, /below `\/api\/v1\/` they are the same as below `\/api\/`/);
  });

  it('types pages and sizes as numbers with their bounds', () => {
    for (const [path, names] of [
      ['/v1/api/tickets', ['page', 'limit']],
      ['/api/assets', ['page', 'page_size']],
      ['/api/public/v1/tickets', ['page', 'perPage']],
    ] as const) {
      const { parameters = [] } = description.paths[path]!['get']!;
      for (const name of names) {
        const { type, minimum } = parameters.find((each) => each.name === name)!.schema;
        assert.deepEqual([type, minimum], ['integer', 1], `${path} ${name}`);
      }
    }
  });

  it('declares what the door itself may answer wherever it may', () => {
    for (const [method, path, operation] of operations()) {
      const { responses } = operation;
      const always = ['400', '401', '403', '408', '429', '431', '500', '503'];
      const writes = ['POST', 'PATCH', 'PUT'].includes(method);
      const more = [...(writes ? ['507'] : []), ...(operation.requestBody ? ['413', '415'] : [])];
      for (const status of [...always, ...more])
        assert.ok(status in responses, `${method} ${path} ${status}`);
    }
  });

  it('tells each schema once: operations refer to it by its name', () => {
    const text = JSON.stringify(description);
    assert.ok(text.length < 290_000, `${text.length} characters`);
    for (const name of ['ClientSt0rAsset', 'OneClickITTicket', 'OrqitTicket', 'OrqitTaskNew']) {
      assert.ok(name in description.components.schemas, name);
      assert.ok(text.includes(`"$ref":"#/components/schemas/${name}"`), name);
    }
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      assert.ok(String(name) in description.components.schemas, name);
  });

  it('follows the Host that was asked for, in its servers and in the roots', async () => {
    const { port } = new URL(engine.url);
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, 'localhost', `[::1]:${port}`]) {
      const address = `http://${host.toLowerCase().replace(/^localhost$/, `localhost:${port}`)}`;
      const { json } = await send(engine.url, '/api/openapi.json', { headers: { host } });
      assert.equal((json as Description).servers[0]?.url, address);
      const roots = (await send(engine.url, '/api/', { headers: { host } })).json as Record<string, string>;
      assert.equal(roots['assets'], `${address}/api/assets/`);
    }
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
      for (const { method, path, schemas } of dialect.routes) {
        const name = `${method} ${path}`;
        const inPath = [...path.matchAll(/:(\w+)/g)].map(([, part]) => part);
        assert.deepEqual(Object.keys(schemas.params.shape), inPath, `${name} checks the parts of its path`);
        assert.equal(
          schemas.body === null,
          method === 'GET' || method === 'DELETE' || path.endsWith('/retry'),
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
