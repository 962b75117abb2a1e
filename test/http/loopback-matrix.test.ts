import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mintKey } from '../../electron/engine/access/key-format.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';

interface Target {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** What a key of another organization gets. */
  readonly foreign: number;
}

/** T25: every served route, called with every key that must not reach it, from everywhere it must not be called. */
describe('loopback matrix', () => {
  let engine: TestEngine;
  let good: string;
  let tenant: string;
  const keys: Record<string, string | undefined> = {};
  const targets: Target[] = [];

  before(async () => {
    engine = await startEngine();
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    good = (await engine.issueKey()).apiKey;
    tenant = (await engine.issueKey({ organizationId: acme.id })).apiKey;
    const revoked = await engine.issueKey();
    await engine.console.keys.revoke({ id: revoked.key.id });
    const expired = await engine.issueKey({ expiresAt: engine.clock.now() + 1 });
    engine.clock.pass(1);
    keys['none'] = undefined;
    keys['malformed'] = 'tb_live_wrong';
    keys['unknown'] = mintKey();
    keys['revoked'] = revoked.apiKey;
    keys['expired'] = expired.apiKey;
    keys['other scope'] = (
      await engine.issueKey({ scopes: ['kb:read', 'assets:write', 'webhooks:manage'] })
    ).apiKey;
    keys['no scope'] = (await engine.issueKey({ scopes: [] })).apiKey;

    const { ticket } = await engine.console.tickets.create({ subject: 'Secret', description: 'of the MSP' });
    const whole = `/v1/api/tickets/tkt_${ticket.id.toString(16).padStart(6, '0')}`;
    const create = { title: 'T', description: 'D', type: 'INCIDENT', category: 'OTHER' };
    targets.push(
      { method: 'GET', path: '/v1/api/tickets', foreign: 200 },
      { method: 'POST', path: '/v1/api/tickets', body: { subject: 'S', description: 'D' }, foreign: 201 },
      { method: 'GET', path: whole, foreign: 404 },
      { method: 'PATCH', path: whole, body: { status: 'closed' }, foreign: 404 },
      { method: 'POST', path: `${whole}/messages`, body: { text: 'hi' }, foreign: 404 },
      { method: 'GET', path: '/api/public/v1/tickets', foreign: 200 },
      { method: 'POST', path: '/api/public/v1/tickets', body: create, foreign: 201 },
      { method: 'GET', path: `/api/public/v1/tickets/${ticket.id}`, foreign: 404 },
      {
        method: 'PATCH',
        path: `/api/public/v1/tickets/${ticket.id}`,
        body: { status: 'CLOSED' },
        foreign: 404,
      },
      {
        method: 'PUT',
        path: `/api/public/v1/tickets/${ticket.id}`,
        body: { status: 'CLOSED' },
        foreign: 404,
      },
      { method: 'GET', path: '/api/public/v1/ping', foreign: 200 },
    );
  });
  after(() => engine.stop());

  async function attack(
    target: Target,
    key: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<Received> {
    engine.clock.pass(3000); // the address's limit is another test's subject
    const { method, path, body } = target;
    const received = await send(engine.url, path, {
      method,
      ...(body && { body }),
      ...(key && { key }),
      headers,
    });
    assertHygiene(received);
    return received;
  }

  it('is right that the good key reaches every route', async () => {
    for (const target of targets.filter(({ method }) => method === 'GET')) {
      assert.equal((await attack(target, good)).status, 200, target.path);
    }
  });

  it('refuses every route to keys that count for nothing, with one answer for those that never did', async () => {
    for (const target of targets) {
      const answers = new Set<string>();
      for (const kind of ['none', 'malformed', 'unknown']) {
        const { status, text } = await attack(target, keys[kind]);
        assert.equal(status, 401, `${kind} ${target.method} ${target.path}`);
        answers.add(text);
      }
      assert.equal(answers.size, 1, target.path);
      for (const kind of ['revoked', 'expired']) {
        assert.equal(
          (await attack(target, keys[kind])).status,
          401,
          `${kind} ${target.method} ${target.path}`,
        );
      }
    }
  });

  it('refuses every route to keys of other scopes, but for the ping', async () => {
    for (const target of targets) {
      const wanted = target.path.endsWith('/ping') ? 200 : 403;
      for (const kind of ['other scope', 'no scope']) {
        assert.equal(
          (await attack(target, keys[kind])).status,
          wanted,
          `${kind} ${target.method} ${target.path}`,
        );
      }
    }
  });

  it("shows a key of another organization nothing of the MSP's", async () => {
    for (const target of targets) {
      const { status, text } = await attack(target, tenant);
      assert.equal(status, target.foreign, `${target.method} ${target.path}`);
      assert.doesNotMatch(text, /Secret|of the MSP/);
    }
    const [ticket] = (await engine.console.tickets.list({ view: 'all', descending: false })).rows;
    assert.deepEqual([ticket?.subject, ticket?.status, ticket?.messageCount], ['Secret', 'open', 0]);
  });

  const shapes: [string, Record<string, string>][] = [
    ['a rebound name', { host: 'evil.example' }],
    ['a rebound name and port', { host: 'evil.example:8080' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['another loopback address', { host: '127.0.0.2' }],
    ['the Origin of a page', { origin: 'https://evil.example' }],
    ['the Origin of a file or a sandbox', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a same-site fetch of another port', { 'sec-fetch-site': 'same-site' }],
    ['a form post', { origin: 'http://evil.example', 'content-type': 'text/plain' }],
    [
      'a private network preflight',
      { origin: 'https://evil.example', 'access-control-request-private-network': 'true' },
    ],
  ];

  for (const [what, headers] of shapes) {
    it(`refuses every route to ${what}, with the good key and without`, async () => {
      for (const target of targets) {
        for (const key of [good, undefined]) {
          const { status } = await attack(target, key, headers);
          assert.equal(status, 403, `${target.method} ${target.path}`);
        }
      }
    });
  }

  it('answers no preflight', async () => {
    for (const { path } of targets) {
      const target = { method: 'OPTIONS', path, foreign: 403 };
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      assert.equal((await attack(target, undefined, headers)).status, 403);
    }
  });

  it('left the ticket as it was after all of this', async () => {
    const [ticket] = (await engine.console.tickets.list({ view: 'all', descending: false })).rows;
    assert.deepEqual([ticket?.subject, ticket?.status, ticket?.messageCount], ['Secret', 'open', 0]);
  });
});
