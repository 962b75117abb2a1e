import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scopes, type Scope } from '../../shared/api-key.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send } from '../support/http.ts';

const planned: readonly (readonly [method: string, path: string, scope: Scope])[] = [
  ['POST', '/v1/api/health-reports', 'security:review'],
  ['GET', '/v1/api/health-reports', 'security:review'],
  ['GET', '/v1/api/health-reports/1', 'security:review'],
];

describe('routes whose domains come later', () => {
  let engine: TestEngine;
  let key: string;
  let powerless: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
    powerless = (await engine.issueKey({ scopes: [] })).apiKey;
  });
  after(() => engine.stop());

  for (const [method, path, scope] of planned) {
    it(`answer 501 to ${method} ${path}, but only to a key that may ask`, async () => {
      const body = method === 'GET' ? {} : { body: {} };
      const ask = (more: object) => send(engine.url, path, { method, ...body, ...more });
      const stranger = await ask({});
      const refused = await ask({ key: powerless });
      const answer = await ask({ key });
      for (const each of [stranger, refused, answer]) assertHygiene(each);
      assert.deepEqual([stranger.status, refused.status, answer.status], [401, 403, 501], answer.text);
      assert.match(refused.text, new RegExp(scope));
      const { json } = answer;
      assert.equal(json.error.code, 'not_implemented');
    });
  }
});
