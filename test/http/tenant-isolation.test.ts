import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { parametersOf } from '../../electron/engine/http/openapi/json-schema.ts';
import { scopes } from '../../shared/api-key.ts';
import { systemCaller, type Caller } from '../../shared/caller.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { buildEstate, snapshotOf, type Estate } from '../support/estate.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';
import { routeCases, type RouteCase } from '../support/route-cases.ts';

const nowhere = 999_999;

/** Every served route, tried with a key of one organization against the records of another. */
describe('a key bound to one organization', () => {
  let engine: TestEngine;
  let key: string;
  let ours: Estate;
  let theirs: Estate;
  let cases: readonly RouteCase[];
  let untouched: string;

  before(async () => {
    engine = await startEngine();
    ours = await buildEstate(engine.console, 'acmeisland');
    theirs = await buildEstate(engine.console, 'globexsecret');
    const issued = await engine.issueKey({ organizationId: ours.organizationId, scopes: [...scopes] });
    key = issued.apiKey;
    cases = routeCases(engine.engine.dialects);
    untouched = await snapshotOf(engine.console, theirs.organizationId);
  });
  after(() => engine.stop());

  /** @param echo what was sent and may be told back */
  async function ask(each: RouteCase, path: string, body: unknown = each.body, echo = ''): Promise<Received> {
    engine.clock.pass(5000);
    const received = await send(engine.url, path, {
      key,
      method: each.route.method,
      ...(body !== undefined && { body }),
    });
    assertHygiene(received);
    // A route that asks others has nobody to ask here.
    const answered = received.status < 500 || (each.route.waitsFor === 'others' && received.status === 503);
    assert.ok(answered, `${each.name}: ${received.status} ${received.text}`);
    const text = received.status === 200 || echo === '' ? received.text : received.text.replaceAll(echo, '');
    assert.doesNotMatch(text, /globex/i, `${each.name} ${path}`);
    return received;
  }

  /** What is told, without what names the request. */
  const told = ({ status, text }: Received) => `${status} ${text.replaceAll(/[0-9a-f-]{36}/g, '')}`;
  const nowhereIds = () => Object.fromEntries(Object.keys(theirs.ids).map((noun) => [noun, nowhere]));
  const withIds = () => cases.filter(({ route }) => route.path.includes(':'));
  const lists = () => cases.filter(({ route }) => route.method === 'GET' && !route.path.includes(':'));

  it('reaches its own records by every route, so that the refusals below count', async () => {
    for (const each of cases) {
      if (each.route.method !== 'GET') continue;
      const { status, text } = await ask(each, each.path(ours.ids));
      assert.equal(status, 200, each.name);
      // A one-time code is digits and names nothing.
      if (each.route.path.includes(':') && !each.route.path.endsWith('/otp')) {
        assert.match(text, /acmeisland/, each.name);
      }
    }
  });

  it("is told of another's record exactly what it is told of one that never was", async () => {
    assert.ok(withIds().length >= 20);
    for (const each of withIds()) {
      const foreign = await ask(each, each.path(theirs.ids));
      const absent = await ask(each, each.path(nowhereIds()));
      assert.equal(foreign.status, 404, each.name);
      const same = (received: Received, ids: Estate['ids']) =>
        told(received).replaceAll(new RegExp(`\\b(${Object.values(ids).join('|')})\\b`, 'g'), 'N');
      assert.equal(same(foreign, theirs.ids), same(absent, nowhereIds()), each.name);
    }
  });

  it('sees, finds, counts and orders nothing of another by any parameter of any list', async () => {
    assert.ok(lists().length >= 12);
    for (const each of lists()) {
      const all = each.path(ours.ids);
      const whole = countIn((await ask(each, all)).json);
      for (const { name, schema } of parametersOf(each.route.schemas.query)) {
        for (const value of [
          ...((schema['enum'] as unknown[] | undefined) ?? []),
          theirs.mark,
          'globex',
          theirs.organizationId,
          ...Object.values(theirs.ids),
          1,
          2,
          100,
          'name',
          '-name',
          'organization',
          '-id',
        ]) {
          const query = `${name}=${encodeURIComponent(String(value))}`;
          const received = await ask(each, `${all}?${query}`, undefined, String(value));
          if (received.status === 200) {
            const found = countIn(received.json);
            assert.ok(found <= whole, `${each.name} ${name}=${String(value)}: ${found} of ${whole}`);
          }
        }
      }
    }
  });

  it('leaves no trace of another in any link', async () => {
    for (const each of lists().filter(({ dialect }) => dialect.name === 'clientstor')) {
      const { json } = await ask(each, `${each.path(ours.ids)}?page_size=1`);
      assert.equal(json.count, 1, each.name);
      assert.deepEqual([json.next, json.previous], [null, null], each.name);
    }
  });

  it('is refused a new record that names another organization, as it is a change', async () => {
    for (const [path, body] of [
      ['/api/assets/', { name: 'acmeisland' }],
      ['/api/vehicles/', { name: 'acmeisland' }],
    ] as const) {
      const made = await send(engine.url, path, {
        key,
        body: { ...body, organization: theirs.organizationId },
      });
      assert.deepEqual([made.status, made.json], [400, { organization: ['names no organization'] }]);
    }
  });

  it('puts nothing into another organization and ties nothing of it to its own', async () => {
    for (const each of cases.filter(({ body }) => body !== undefined)) {
      for (const field of fieldsOf(each)) {
        for (const foreign of new Set([theirs.organizationId, ...Object.values(theirs.ids)])) {
          const body = { ...each.body, [field]: field.endsWith('s') ? [foreign] : foreign };
          await ask(each, each.path(ours.ids), body);
        }
      }
      await ask(each, each.path(theirs.ids));
    }
    assert.equal(await snapshotOf(engine.console, theirs.organizationId), untouched);
  });

  it('is told of no foreign ticket that a key of every organization would tie to its own', async () => {
    const { apiKey } = await engine.issueKey();
    const [own, foreign] = [ours.ids['tickets']!, theirs.ids['tickets']!];
    const path = '/api/public/v1/tickets';
    const patched = await send(engine.url, `${path}/${own}`, {
      key: apiKey,
      method: 'PATCH',
      body: { parentId: foreign },
    });
    assert.equal(patched.status, 400);
    assert.match(patched.text, /parentId is a ticket of another organization/);
    assert.notEqual((await send(engine.url, `${path}/${own}`, { key })).json.data.parentId, foreign);
  });

  it('is told of no foreign ticket that is tied to its own from before that was refused', async () => {
    const [own, foreign] = [ours.ids['tickets']!, theirs.ids['tickets']!];
    const tie = new BetterSqlite3(path.join(engine.dataDir, 'techbench.db'));
    tie.prepare('UPDATE ticket SET parent_id = ? WHERE id = ?').run(foreign, own);
    tie.prepare('UPDATE ticket SET merged_into_id = ? WHERE id = ?').run(own, foreign);
    tie.prepare(`INSERT INTO ticket_link (from_id, to_id, kind) VALUES (?, ?, 'related')`).run(own, foreign);
    tie.close();
    // What was remembered counts until something is written through the engine.
    await engine.console.organizations.create({ name: 'Another' });
    const caller = { ...systemCaller, organizationId: ours.organizationId };
    const seen = await engine.engine.call(caller as Caller, 'tickets.get', { id: own });
    const { parentId, links, mergedTickets, messages } = seen as Ticket;
    assert.deepEqual([parentId, links, mergedTickets, messages], [null, [], [], []]);
    for (const each of cases.filter(({ route }) => route.method === 'GET' && route.path.includes('ticket'))) {
      const { text } = await ask(each, each.path(ours.ids));
      assert.doesNotMatch(text, new RegExp(`"parentId":${foreign}\\b`), each.name);
    }
    const open = await engine.console.tickets.get({ id: own });
    assert.deepEqual([open.parentId, open.links.length, open.mergedTickets.length], [foreign, 1, 1]);
  });

  it('would be caught: a key of every organization sees the other in every list', async () => {
    const { apiKey } = await engine.issueKey({ scopes: [...scopes] });
    for (const each of lists().filter(({ route }) => !/ping|users/.test(route.path))) {
      engine.clock.pass(5000);
      assert.match((await send(engine.url, each.path(ours.ids), { key: apiKey })).text, /globex/i, each.name);
    }
  });

  it('still has what it began with under all of its own addresses', async () => {
    for (const each of cases.filter(({ route }) => route.method === 'GET'))
      await ask(each, each.path(ours.ids));
  });
});

/** Fields of the body in which a record could be named. */
function fieldsOf({ route }: RouteCase): string[] {
  const shape = (route.schemas.body as { shape?: Record<string, unknown> } | null)?.shape ?? {};
  return Object.keys(shape).filter((name) =>
    /organi[sz]ation|Id$|Ids$|_id$|parent|asset|device|project/i.test(name),
  );
}

/** How many a list says there are, in any dialect. */
function countIn(json: {
  total?: number;
  count?: number;
  meta?: { totalCount: number };
  data?: unknown;
}): number {
  return json.total ?? json.count ?? json.meta?.totalCount ?? 0;
}
