import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scopes } from '../../shared/api-key.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { buildEstate, type Estate } from '../support/estate.ts';
import { send } from '../support/http.ts';
import { routeCases } from '../support/route-cases.ts';

const projects = '/api/public/v1/projects';

describe('a project token', () => {
  let engine: TestEngine;
  let token: string;
  let estate: Estate;
  let other: number;
  before(async () => {
    engine = await startEngine();
    estate = await buildEstate(engine.console, 'Acme');
    const { organizationId } = estate;
    other = (await engine.console.projects.create({ organizationId, name: 'Another' })).record.id;
    token = (await engine.issueKey({ projectId: estate.ids['projects']!, scopes: [...scopes] })).apiKey;
  });
  after(() => engine.stop());

  const ask = (path: string, method = 'GET', body?: object) => {
    engine.clock.pass(5000);
    return send(engine.url, path, { key: token, method, ...(body && { body }) });
  };

  it('is refused by every route that does not say that it keeps to the project', async () => {
    const closed = routeCases(engine.engine.dialects).filter(({ route }) => !route.projectTokens);
    assert.ok(closed.length > 25);
    for (const each of closed) {
      const { status, text } = await ask(each.path(estate.ids), each.route.method, each.body);
      assert.equal(status, 403, each.name);
      assert.match(text, /project token/, each.name);
    }
  });

  it('reaches its project and its tasks', async () => {
    const id = estate.ids['projects']!;
    const list = await ask(projects);
    assert.deepEqual(
      [list.status, list.json.meta.totalCount, list.json.data.map((each: { id: number }) => each.id)],
      [200, 1, [id]],
    );
    assert.equal((await ask(`${projects}/${id}`)).status, 200);
    assert.equal((await ask(`${projects}/${id}/tasks`)).json.meta.totalCount, 1);
    const made = await ask(`${projects}/${id}/tasks`, 'POST', { title: 'By token' });
    assert.equal(made.status, 201, made.text);
    const task = `/api/public/v1/tasks/${made.json.data.id}`;
    assert.equal((await ask(task, 'PATCH', { title: 'Changed' })).status, 200);
  });

  it('goes where its project goes, and knows of nothing else there either', async () => {
    const id = estate.ids['projects']!;
    const { console: client } = engine;
    const globex = await client.organizations.create({ name: 'Globex' });
    await client.projects.create({ organizationId: globex.id, name: 'Foreign' });
    await client.projects.update({ ids: [id], patch: { organizationId: globex.id } });
    const list = await ask(projects);
    assert.deepEqual([list.status, list.json.meta.totalCount, list.json.data[0].id], [200, 1, id]);
    assert.equal((await ask(`${projects}/${id}/tasks`)).json.meta.totalCount, 2);
    assert.equal((await ask('/api/public/v1/ping')).json.data.key.organizationId, globex.id);
    const shown = (await client.keys.list({})).find(({ projectId }) => projectId === id);
    assert.equal(shown!.organizationId, globex.id);
    await client.projects.update({ ids: [id], patch: { organizationId: estate.organizationId } });
  });

  it('would be caught: a key of the organization knows of the other project and reaches other routes', async () => {
    const { organizationId } = estate;
    const { apiKey } = await engine.issueKey({ organizationId, scopes: [...scopes] });
    assert.equal((await send(engine.url, `${projects}/${other}`, { key: apiKey })).status, 200);
    const closed = routeCases(engine.engine.dialects).filter(({ route }) => !route.projectTokens);
    for (const each of closed.filter(({ route }) => route.method === 'GET')) {
      engine.clock.pass(5000);
      const { status } = await send(engine.url, each.path(estate.ids), { key: apiKey });
      assert.equal(status, 200, each.name);
    }
  });

  it('knows of no other project of the same organization', async () => {
    assert.equal((await ask(`${projects}/${other}`)).status, 404);
    assert.equal((await ask(`${projects}/${other}/tasks`)).status, 404);
    assert.equal((await ask(`${projects}/${other}/tasks`, 'POST', { title: 'Intruder' })).status, 404);
    const { record } = await engine.console.tasks.create({ projectId: other, title: 'Theirs' });
    assert.equal((await ask(`/api/public/v1/tasks/${record.id}`, 'PATCH', { title: 'Mine' })).status, 404);
  });
});
