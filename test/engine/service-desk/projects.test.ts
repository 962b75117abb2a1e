import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Task } from '../../../shared/task.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('projects and their tasks', () => {
  let test: TestEngine;
  let projectId: number;
  before(async () => {
    test = await startEngine();
    projectId = (await test.console.projects.create({ name: 'Office move', description: 'New floor by May' }))
      .record.id;
  });
  after(() => test.stop());

  const add = async (title: string, more: object = {}): Promise<Task> =>
    (await test.console.tasks.create({ projectId, title, ...more })).record;
  const column = async (status: Task['status']): Promise<string[]> =>
    (
      await test.console.tasks.list({
        filter: { projectId, status: [status] },
        sort: [{ field: 'position' }],
      })
    ).rows.map(({ title }) => title);

  it('keep the numbers of their tasks', async () => {
    const one = await add('Order lines');
    await add('Pack racks', { status: 'done' });
    const numbers = async (): Promise<number[]> => {
      const { taskCount, doneTaskCount } = await test.console.projects.get({ id: projectId });
      return [taskCount, doneTaskCount];
    };
    assert.deepEqual(await numbers(), [2, 1]);
    await test.console.tasks.update({ ids: [one.id], patch: { status: 'done' } });
    assert.deepEqual(await numbers(), [2, 2]);
    assert.equal((await test.console.tasks.get({ id: one.id })).completedAt, test.clock.now());
    const { changeId } = await test.console.tasks.remove({ ids: [one.id] });
    assert.deepEqual(await numbers(), [1, 1]);
    await test.console.tasks.undo({ changeId });
    assert.deepEqual(await numbers(), [2, 2]);
  });

  it('move between columns and within them, and stay where they were put', async () => {
    const [a, b, , d] = [await add('a'), await add('b'), await add('c'), await add('d')];
    assert.deepEqual(await column('todo'), ['a', 'b', 'c', 'd']);
    await test.console.tasks.move({ ids: [d.id], status: 'todo', beforeId: a.id });
    assert.deepEqual(await column('todo'), ['d', 'a', 'b', 'c']);
    await test.console.tasks.move({ ids: [d.id, b.id], status: 'in_progress' });
    assert.deepEqual(
      [await column('todo'), await column('in_progress')],
      [
        ['a', 'c'],
        ['d', 'b'],
      ],
    );
    const { changeId } = await test.console.tasks.move({
      ids: [a.id],
      status: 'in_progress',
      beforeId: b.id,
    });
    assert.deepEqual(await column('in_progress'), ['d', 'a', 'b']);
    await test.console.tasks.undo({ changeId });
    assert.deepEqual(
      [await column('todo'), await column('in_progress')],
      [
        ['a', 'c'],
        ['d', 'b'],
      ],
    );
    await assert.rejects(
      test.console.tasks.move({ ids: [a.id], status: 'todo', beforeId: b.id }),
      { code: 'validation' },
      'b stands in another column',
    );
  });

  it('come back to where they stood, even where the new column had the same place for them', async () => {
    const { record } = await test.console.projects.create({ name: 'Same places' });
    const [first] = await Promise.all(
      ['one', 'two'].map((title) => test.console.tasks.create({ projectId: record.id, title })),
    );
    const { id, position } = first!.record;
    const { changeId } = await test.console.tasks.move({ ids: [id], status: 'blocked', beforeId: null });
    assert.equal((await test.console.tasks.get({ id })).position, position, 'the first of both columns');
    await test.console.tasks.undo({ changeId });
    const back = await test.console.tasks.get({ id });
    assert.deepEqual([back.status, back.position], ['todo', position]);
  });

  it('find room between two neighbours however often they are parted', async () => {
    const top = await add('top', { status: 'blocked' });
    const bottom = await add('bottom', { status: 'blocked' });
    for (let round = 0; round < 60; round += 1) {
      const { id } = await add(`between ${round}`);
      await test.console.tasks.move({ ids: [id], status: 'blocked', beforeId: bottom.id });
      await test.console.tasks.move({ ids: [top.id], status: 'blocked', beforeId: id });
      const titles = await column('blocked');
      assert.deepEqual(titles.slice(-3), ['top', `between ${round}`, 'bottom']);
    }
  });

  it('go with their tasks and come back with them', async () => {
    const { record } = await test.console.projects.create({ name: 'Short' });
    await test.console.tasks.create({ projectId: record.id, title: 'only', status: 'done' });
    const whole = await test.console.projects.get({ id: record.id });
    const { changeId } = await test.console.projects.remove({ ids: [record.id] });
    assert.equal((await test.console.tasks.list({ filter: { projectId: record.id } })).total, 0);
    await assert.rejects(test.console.projects.get({ id: record.id }), { code: 'not_found' });
    const { records } = await test.console.projects.undo({ changeId });
    assert.deepEqual(records, [whole]);
    assert.equal(
      (await test.console.tasks.list({ filter: { projectId: record.id } })).rows[0]!.title,
      'only',
    );
  });

  it('belong to the organization of their project, and follow it', async () => {
    const acme = await test.console.organizations.create({ name: 'Acme' });
    const { record } = await test.console.projects.create({ name: 'Moves over' });
    const { record: one } = await test.console.tasks.create({ projectId: record.id, title: 'one' });
    assert.equal(one.organizationId, 1);
    await test.console.projects.update({ ids: [record.id], patch: { organizationId: acme.id } });
    assert.equal((await test.console.tasks.get({ id: one.id })).organizationId, acme.id);
    assert.equal((await test.console.projects.list({ filter: { organizationId: acme.id } })).total, 1);
  });

  it('name only technicians and projects that are there', async () => {
    await assert.rejects(test.console.projects.create({ name: 'x', ownerId: 99 }), { code: 'validation' });
    await assert.rejects(add('x', { assigneeId: 99 }), { code: 'validation' });
    await assert.rejects(test.console.tasks.create({ projectId: 999, title: 'x' }), { code: 'not_found' });
  });

  it('are found by their words', async () => {
    assert.deepEqual(
      (await test.console.projects.list({ search: 'floor' })).rows.map(({ name }) => name),
      ['Office move'],
    );
    await add('Label patch panel', { description: 'third rack' });
    assert.deepEqual(
      (await test.console.tasks.list({ search: 'third patch' })).rows.map(({ title }) => title),
      ['Label patch panel'],
    );
  });
});
