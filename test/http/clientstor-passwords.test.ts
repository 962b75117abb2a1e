import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send } from '../support/http.ts';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('ClientSt0r passwords', () => {
  let engine: TestEngine;
  let full: string;
  let reader: string;
  before(async () => {
    engine = await startEngine();
    await engine.console.entries.estimate({ password: 'warm' });
    full = (
      await engine.issueKey({
        name: 'Full',
        scopes: ['passwords:read', 'passwords:write', 'passwords:reveal'],
      })
    ).apiKey;
    reader = (await engine.issueKey({ name: 'Reader', scopes: ['passwords:read', 'passwords:write'] }))
      .apiKey;
  });
  after(() => engine.stop());

  const ask = async (path: string, more: object = {}) => {
    engine.clock.pass(1000);
    const received = await send(engine.url, `/api/passwords/${path}`, { key: full, ...more });
    assertHygiene(received);
    return received;
  };
  const create = async (body: object) => {
    const { status, json } = await ask('', { body });
    assert.equal(status, 201, JSON.stringify(json));
    return json;
  };

  it('are made and served with every field of the contract, and never with a secret', async () => {
    const made = await create({
      title: 'Core switch',
      username: 'admin',
      password: 'Basalt!Heron?Cobalt7',
      otp_secret: seed,
      url: 'https://sw.acme.example/',
      folder: 'Network',
      tags: ['core'],
      notes: 'rack B',
      expires_at: '2027-01-31T00:00:00Z',
      somebody_elses_field: 1,
    });
    assert.deepEqual(Object.keys(made), [
      'id',
      'organization',
      'title',
      'username',
      'has_otp',
      'url',
      'folder',
      'tags',
      'notes',
      'expires_at',
      'strength',
      'breached',
      'created_at',
      'updated_at',
    ]);
    assert.deepEqual(
      [made.organization, made.has_otp, made.notes, made.strength, made.breached, made.expires_at],
      [1, true, 'rack B', 4, null, '2027-01-31T00:00:00Z'],
    );
    const one = await ask(`${made.id}/`);
    assert.deepEqual(one.json, made);
    const list = await ask('?search=core');
    assert.deepEqual([list.json.count, list.json.next, list.json.results], [1, null, [made]]);
  });

  it('reveal the password to a key with the scope for it, and record which key saw it', async () => {
    const { id } = await create({ title: 'Revealed', password: 'sesame', otp_secret: seed });
    const refused = await ask(`${id}/?reveal=true`, { key: reader });
    assert.equal(refused.status, 403);
    assert.match(refused.text, /passwords:reveal/);
    assert.doesNotMatch(refused.text, /sesame/);
    const { json } = await ask(`${id}/?reveal=true`);
    assert.deepEqual([json.password, json.otp_secret], ['sesame', seed]);
    assert.equal('password' in (await ask(`${id}/?reveal=false`)).json, false);
    const [entry] = await engine.console.audit.list({ entity: 'entry', entityId: id });
    assert.deepEqual([entry?.action, entry?.actorKind, entry?.actorName], ['reveal', 'key', 'Full']);
  });

  it('answer the current code, and 404 where there is none', async () => {
    const { id } = await create({ title: 'Code', otp_secret: `otpauth://totp/A:b?secret=${seed}&digits=8` });
    engine.clock.jump(59_000 - engine.clock.now() - 1000);
    const { status, json } = await ask(`${id}/otp/`);
    assert.equal(status, 200);
    // RFC 6238, appendix B: 59 seconds after the epoch
    assert.deepEqual(json, { otp: '94287082', expires_in: 1, period: 30, digits: 8, algorithm: 'SHA1' });
    const none = await create({ title: 'No code' });
    assert.equal((await ask(`${none.id}/otp/`)).status, 404);
    assert.equal((await ask(`${id}/otp/`, { key: reader })).status, 403);
    const [entry] = await engine.console.audit.list({ entity: 'entry', entityId: id });
    assert.equal(entry?.action, 'code');
  });

  it('are changed in part by PATCH and as a whole by PUT, which leaves secrets that it does not say', async () => {
    const { id } = await create({
      title: 'Change',
      username: 'a',
      password: 'first',
      folder: 'x',
      url: 'https://a.example',
    });
    const patched = await ask(`${id}/`, { method: 'PATCH', body: { username: 'b', password: 'second' } });
    assert.deepEqual([patched.status, patched.json.username, patched.json.folder], [200, 'b', 'x']);
    const put = await ask(`${id}/`, { method: 'PUT', body: { title: 'Changed' } });
    assert.deepEqual(
      [put.json.title, put.json.username, put.json.folder, put.json.url],
      ['Changed', null, null, null],
    );
    assert.equal((await ask(`${id}/?reveal=true`)).json.password, 'second');
    const whole = await ask(`${id}/`, { method: 'PUT', body: { username: 'no title' } });
    assert.deepEqual([whole.status, Object.keys(whole.json)], [400, ['title']]);
    const removed = await ask(`${id}/`, { method: 'DELETE' });
    assert.equal(removed.status, 204);
    assert.equal((await ask(`${id}/`)).status, 404);
  });

  it('name the field that is wrong', async () => {
    const bad = await ask('', { body: { title: ' ', otp_secret: seed } });
    assert.deepEqual([bad.status, Object.keys(bad.json)], [400, ['title']]);
    const code = await ask('', { body: { title: 'x', otp_secret: 'not base32 at all!' } });
    assert.deepEqual([code.status, Object.keys(code.json)], [400, ['otp_secret']]);
    assert.doesNotMatch(code.text, /base32 at all/);
  });

  it('are filtered by each field and ordered by any, the last page and beyond', async () => {
    for (const n of [3, 1, 2]) {
      await create({
        title: `Order ${n}`,
        folder: 'ordered',
        username: `u${n % 2}`,
        ...(n > 1 && { otp_secret: seed }),
      });
    }
    const titles = async (query: string) =>
      (await ask(`?folder=ordered&${query}`)).json.results.map((each: { title: string }) => each.title);
    assert.deepEqual(await titles('ordering=title'), ['Order 1', 'Order 2', 'Order 3']);
    assert.deepEqual(await titles('ordering=username,-title'), ['Order 2', 'Order 3', 'Order 1']);
    assert.deepEqual(await titles('has_otp=true&ordering=-id'), ['Order 2', 'Order 3']);
    assert.deepEqual(await titles('username=u0'), ['Order 2']);
    assert.equal((await ask('?folder=ordered&page_size=2&page=3')).status, 404);
    assert.equal((await ask('?ordering=password')).status, 400);
    for (const field of [
      'id',
      'organization',
      'url',
      'tags',
      'notes',
      'expires_at',
      'strength',
      'breached',
      'created_at',
      'updated_at',
    ]) {
      assert.equal((await ask(`?ordering=-${field}`)).status, 200, field);
    }
  });

  it('keep nothing in clear of a request with an Idempotency-Key, and replay it all the same', async () => {
    const headers = { 'idempotency-key': 'once-1' };
    const body = { title: 'Idem canary 7731', password: 'canary-7731-secret' };
    const first = await ask('', { body, headers });
    const again = await ask('', { body, headers });
    assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text]);
    assert.equal(again.headers['idempotent-replayed'], 'true');
    const other = await ask('', { body: { ...body, password: 'x' }, headers });
    assert.equal(other.status, 422);
    for (const name of readdirSync(engine.dataDir)) {
      if (!name.startsWith('techbench.db')) continue;
      const bytes = readFileSync(join(engine.dataDir, name)).toString('latin1');
      assert.doesNotMatch(bytes, /canary.7731/i, name);
    }
  });

  it('answer 423 to everything while the vault is locked, a replay included', async () => {
    const { id } = await create({ title: 'Locked', password: 'x', otp_secret: seed });
    await engine.console.vault.lock({});
    for (const [path, more] of [
      ['', {}],
      [`${id}/`, {}],
      [`${id}/?reveal=true`, {}],
      [`${id}/otp/`, {}],
      ['', { body: { title: 'y' } }],
      [
        '',
        {
          body: { title: 'Idem canary 7731', password: 'canary-7731-secret' },
          headers: { 'idempotency-key': 'once-1' },
        },
      ],
      [`${id}/`, { method: 'PATCH', body: { title: 'z' } }],
      [`${id}/`, { method: 'DELETE' }],
    ] as const) {
      const { status, json } = await ask(path, more);
      assert.equal(status, 423, `${path} ${JSON.stringify(more)}`);
      assert.match(json.detail, /locked/);
    }
    await engine.console.vault.unlock({});
    assert.equal((await ask(`${id}/?reveal=true`)).json.password, 'x');
  });
});
