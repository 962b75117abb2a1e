import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received, type Sent } from '../support/http.ts';

const scopes = ['projects:read', 'projects:write'] as const;

describe('Orqit projects and tasks', () => {
  let engine: TestEngine;
  let key: string;
  let projectId: number;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey({ scopes: [...scopes] })).apiKey;
    projectId = (
      await engine.console.projects.create({
        name: 'Rollout',
        description: 'Windows 11',
        dueDate: '2026-05-01',
      })
    ).record.id;
  });
  after(() => engine.stop());

  async function call(path: string, sent: Sent = {}): Promise<Received> {
    const received = await send(engine.url, `/api/public/v1${path}`, { key, ...sent });
    assertHygiene(received);
    return received;
  }

  it('lists and gets projects', async () => {
    const listed = await call('/projects');
    assert.deepEqual(listed.json.meta, { page: 1, perPage: 20, totalCount: 1 });
    const project = {
      id: projectId,
      organizationId: 1,
      name: 'Rollout',
      description: 'Windows 11',
      status: 'ACTIVE',
      ownerId: null,
      startDate: null,
      dueDate: '2026-05-01',
      taskCount: 0,
      doneTaskCount: 0,
      createdAt: '2026-03-23T10:30:00Z',
      updatedAt: '2026-03-23T10:30:00Z',
    };
    assert.deepEqual(listed.json.data, [project]);
    assert.deepEqual((await call(`/projects/${projectId}`)).json, { success: true, data: project });
    assert.equal((await call('/projects?status=ON_HOLD')).json.meta.totalCount, 0);
    assert.equal((await call('/projects?status=on_hold')).status, 400);
    assert.equal((await call('/projects?search=windows&sort=-dueDate,name')).json.meta.totalCount, 1);
    const missing = await call('/projects/999');
    assert.deepEqual([missing.status, missing.json.error.code], [404, 'NOT_FOUND']);
    assert.equal((await call('/projects', { body: {} })).status, 405);
  });

  it("creates a task from the vendor's own example, and changes it by PATCH or PUT", async () => {
    const created = await call(`/projects/${projectId}/tasks`, {
      body: { title: 'API task', description: 'Optional details', priority: 'MEDIUM' },
    });
    assert.equal(created.status, 201, created.text);
    const { id } = created.json.data as { id: number };
    assert.deepEqual(created.json, {
      success: true,
      data: {
        id,
        projectId,
        title: 'API task',
        description: 'Optional details',
        status: 'TODO',
        priority: 'MEDIUM',
        assigneeId: null,
        dueDate: null,
        completedAt: null,
        createdAt: '2026-03-23T10:30:00Z',
        updatedAt: '2026-03-23T10:30:00Z',
      },
    });
    assert.deepEqual((await call(`/projects/${projectId}/tasks`)).json.data, [created.json.data]);
    const done = await call(`/tasks/${id}`, { method: 'PATCH', body: { status: 'DONE' } });
    assert.deepEqual([done.json.data.status, done.json.data.completedAt], ['DONE', '2026-03-23T10:30:00Z']);
    const put = await call(`/tasks/${id}`, { method: 'PUT', body: { status: 'IN_PROGRESS', assigneeId: 1 } });
    const { title, status, completedAt, assigneeId } = put.json.data;
    assert.deepEqual([title, status, completedAt, assigneeId], ['API task', 'IN_PROGRESS', null, 1]);
    assert.equal((await call(`/projects/${projectId}/tasks?status=DONE`)).json.meta.totalCount, 0);
    assert.equal((await call(`/projects/${projectId}/tasks?assigneeId=1`)).json.meta.totalCount, 1);
    assert.equal((await call(`/projects/${projectId}`)).json.data.taskCount, 1);
  });

  it('refuses tasks that are none', async () => {
    for (const [body, field] of [
      [{}, 'title'],
      [{ title: 'x', priority: 'medium' }, 'priority'],
      [{ title: 'x', colour: 1 }, 'colour'],
      [{ title: 'x', projectId: 1 }, 'projectId'],
      [{ title: 'x', dueDate: 'soon' }, 'dueDate'],
      [{ title: 'x', assigneeId: 99 }, 'assigneeId'],
    ] as const) {
      const { status, json } = await call(`/projects/${projectId}/tasks`, { body });
      assert.deepEqual([status, json.error.details.fields[0].field], [400, field]);
    }
    assert.equal((await call('/projects/999/tasks', { body: { title: 'x' } })).status, 404);
    assert.equal((await call('/projects/999/tasks')).status, 404);
    assert.equal((await call('/tasks/999', { method: 'PATCH', body: { title: 'x' } })).status, 404);
  });

  it('holds a project token to its project and its tasks', async () => {
    const other = (await engine.console.projects.create({ name: 'Other' })).record.id;
    const otherTask = (await engine.console.tasks.create({ projectId: other, title: 'hidden' })).record.id;
    const all = ['projects:read', 'projects:write', 'tickets:read', 'assets:read', 'users:read'] as const;
    const token = (await engine.issueKey({ scopes: [...all], projectId })).apiKey;
    const as = (path: string, sent: Sent = {}) => call(path, { key: token, ...sent });
    const listed = (await as('/projects')).json;
    assert.deepEqual([listed.meta.totalCount, listed.data[0].id], [1, projectId]);
    assert.equal((await as('/projects?search=other')).json.meta.totalCount, 0);
    assert.equal((await as(`/projects/${projectId}`)).status, 200);
    assert.equal((await as(`/projects/${other}`)).status, 404);
    assert.equal((await as(`/projects/${other}/tasks`)).status, 404);
    assert.equal((await as(`/projects/${other}/tasks`, { body: { title: 'x' } })).status, 404);
    assert.equal((await as(`/tasks/${otherTask}`, { method: 'PATCH', body: { title: 'x' } })).status, 404);
    assert.equal((await as(`/projects/${projectId}/tasks`, { body: { title: 'own' } })).status, 201);
    for (const path of ['/tickets', '/assets', '/users']) assert.equal((await as(path)).status, 403, path);
  });

  it('asks for its scopes, and keeps to one organization', async () => {
    const reader = (await engine.issueKey({ scopes: ['projects:read'] })).apiKey;
    assert.equal(
      (await call(`/projects/${projectId}/tasks`, { key: reader, body: { title: 'x' } })).status,
      403,
    );
    const organizationId = (await engine.console.organizations.create({ name: 'Elsewhere' })).id;
    const bound = (await engine.issueKey({ scopes: [...scopes], organizationId })).apiKey;
    assert.equal((await call('/projects', { key: bound })).json.meta.totalCount, 0);
    assert.equal((await call(`/projects/${projectId}`, { key: bound })).status, 404);
    assert.equal((await call(`/projects/${projectId}/tasks`, { key: bound })).status, 404);
    assert.equal((await call('/projects?organizationId=1', { key: bound })).json.meta.totalCount, 0);
  });
});
