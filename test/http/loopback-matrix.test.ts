import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mintKey } from '../../electron/engine/access/key-format.ts';
import { scopes, type Scope } from '../../shared/api-key.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { buildEstate, snapshotOf, type Estate } from '../support/estate.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';
import { routeCases } from '../support/route-cases.ts';
import { kolmogorovSmirnov, nearMissOf, timed } from '../support/timing.ts';

interface Target {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  /** What a key needs to call it; null where any valid one may. */
  readonly scope: Scope | null;
  /** What a key of another organization gets. */
  /** What a key of another organization gets; a route that asks others can ask nobody here, and refuses. */
  readonly foreign: number | 'asks nobody';
}

/** T25: every served route, called with every key that must not reach it, from everywhere it must not be called. */
describe('loopback matrix', () => {
  let engine: TestEngine;
  let good: string;
  let tenant: string;
  const keys: Record<string, string | undefined> = {};
  const targets: Target[] = [];
  let theirs: Estate;
  let untouched: string;

  before(async () => {
    engine = await startEngine();
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    good = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
    tenant = (await engine.issueKey({ organizationId: acme.id, scopes: [...scopes] })).apiKey;
    const revoked = await engine.issueKey();
    await engine.console.keys.revoke({ id: revoked.key.id });
    const expired = await engine.issueKey({ expiresAt: engine.clock.now() + 1 });
    engine.clock.pass(1);
    keys['none'] = undefined;
    keys['malformed'] = 'tb_live_wrong';
    keys['unknown'] = mintKey();
    keys['revoked'] = revoked.apiKey;
    keys['expired'] = expired.apiKey;
    for (const scope of scopes) {
      const others = scopes.filter((each) => each !== scope);
      keys[`all but ${scope}`] = (await engine.issueKey({ scopes: others })).apiKey;
    }
    keys['no scope'] = (await engine.issueKey({ scopes: [] })).apiKey;

    theirs = await buildEstate(engine.console, 'Secret');
    for (const each of routeCases(engine.engine.dialects)) {
      const { method, path: pattern, status, waitsFor } = each.route;
      targets.push({
        method,
        path: each.path(theirs.ids),
        scope: each.route.scope,
        ...(each.body && { body: each.body }),
        foreign: pattern.includes(':') ? 404 : waitsFor === 'others' ? 'asks nobody' : status,
      });
    }
    untouched = await snapshotOf(engine.console, theirs.organizationId);
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

  it('refuses every route to keys of all scopes but its own, but for the ping', async () => {
    for (const target of targets) {
      const wanted = target.scope === null ? 200 : 403;
      for (const kind of [`all but ${target.scope ?? scopes[0]}`, 'no scope']) {
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
      if (target.foreign === 'asks nobody')
        assert.ok(status === 400 || status === 503, `${status} ${target.path}`);
      else assert.equal(status, target.foreign, `${target.method} ${target.path}`);
      assert.doesNotMatch(text, /Secret/);
    }
    assert.equal(await snapshotOf(engine.console, theirs.organizationId), untouched);
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
      const target = { method: 'OPTIONS', path, scope: null, foreign: 403 };
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      assert.equal((await attack(target, undefined, headers)).status, 403);
    }
  });

  it('leaves everything as it was after all of this', async () => {
    assert.equal(await snapshotOf(engine.console, theirs.organizationId), untouched);
  });

  it('takes as long for a key that is nearly right as for one that is wholly wrong', async () => {
    // One run in a hundred differs by chance alone; three in a row do not.
    const runs: number[] = [];
    while (runs.length < 3 && (runs.at(-1) ?? 0) <= 0.01) {
      const near: number[] = [];
      const far: number[] = [];
      for (let n = 0; n < 5000; n += 1) {
        for (const [times, key] of n % 2 === 0
          ? ([
              [near, nearMissOf(good, n)],
              [far, mintKey()],
            ] as const)
          : ([
              [far, mintKey()],
              [near, nearMissOf(good, n)],
            ] as const)) {
          engine.clock.pass(1000);
          times.push(await timed(engine.url, key));
        }
      }
      runs.push(kolmogorovSmirnov(near, far));
    }
    assert.ok(runs.at(-1)! > 0.01, `p ${runs.join(', ')}`);
  });

  it('would be caught: ten microseconds of difference are seen', () => {
    const base = Array.from({ length: 5000 }, (_, n) => 300 + (n % 97));
    assert.ok(kolmogorovSmirnov(base, base.toReversed()) > 0.9);
    assert.ok(
      kolmogorovSmirnov(
        base,
        base.map((us) => us + 10),
      ) < 0.01,
    );
  });
});
