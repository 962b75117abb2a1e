import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { Task, TaskStatus } from '../../shared/task.ts';
import {
  boardOf,
  boardStatuses,
  dropFor,
  lineNeighbourOf,
  matchingTasks,
  neighbourOf,
  positionFor,
  type Direction,
} from '../../renderer/features/projects/task-board.ts';

function task(id: number, status: TaskStatus, position: number, title = `Task ${id}`): Task {
  return {
    id,
    organizationId: 1,
    projectId: 1,
    title,
    description: '',
    status,
    priority: 'medium',
    assigneeId: null,
    dueDate: null,
    position,
    completedAt: null,
    createdAt: 1000,
    updatedAt: 1000,
  };
}

const tasks = [
  task(1, 'todo', 2),
  task(2, 'todo', 1),
  task(3, 'todo', 3),
  task(4, 'blocked', 1),
  task(5, 'done', 1),
  task(6, 'done', 2),
];
const board = boardOf(tasks);
const ids = (of = board) => of.map((column) => column.tasks.map(({ id }) => id));

describe('a board of tasks', () => {
  it('has a column for each status, its tasks by their place', () => {
    assert.deepEqual(ids(), [[2, 1, 3], [], [4], [5, 6]]);
  });

  it('lets the cursor pass by empty columns and stop at the edges', () => {
    assert.equal(neighbourOf(board, 2, 'right'), 4);
    assert.equal(neighbourOf(board, 4, 'left'), 2);
    assert.equal(neighbourOf(board, 6, 'right'), 6);
    assert.equal(neighbourOf(board, 2, 'up'), 2);
    assert.equal(neighbourOf(board, 1, 'down'), 3);
    assert.equal(neighbourOf(board, null, 'down'), 2);
    assert.equal(neighbourOf(boardOf([]), null, 'down'), null);
  });

  it('is one list when its columns stand one beneath the other', () => {
    assert.equal(lineNeighbourOf(board, 3, 1), 4);
    assert.equal(lineNeighbourOf(board, 4, -1), 3);
    assert.equal(lineNeighbourOf(board, 6, 1), 6);
    assert.equal(lineNeighbourOf(board, 99, 1), 2);
  });

  it('moves a task by one place, into an empty column too, and never over the edge', () => {
    assert.deepEqual(dropFor(board, 2, 'down'), { status: 'todo', beforeId: 3 });
    assert.deepEqual(dropFor(board, 1, 'down'), { status: 'todo', beforeId: null });
    assert.deepEqual(dropFor(board, 3, 'up'), { status: 'todo', beforeId: 1 });
    assert.deepEqual(dropFor(board, 1, 'right'), { status: 'in_progress', beforeId: null });
    assert.deepEqual(dropFor(board, 4, 'right'), { status: 'done', beforeId: 5 });
    assert.equal(dropFor(board, 2, 'up'), null);
    assert.equal(dropFor(board, 3, 'down'), null);
    assert.equal(dropFor(board, 6, 'right'), null);
  });

  it('shows a moved task where it was dropped, whatever was dropped before', () => {
    const directions: Direction[] = ['up', 'down', 'left', 'right'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...directions)), { maxLength: 30 }),
        (moves) => {
          let now: Task[] = tasks;
          for (const [id, direction] of moves) {
            const before = boardOf(now);
            const drop = dropFor(before, id, direction);
            if (!drop) continue;
            const position = positionFor(before, id, drop);
            now = now.map((each) => (each.id === id ? { ...each, status: drop.status, position } : each));
            const column = boardOf(now).find(({ status }) => status === drop.status)!;
            const at = column.tasks.findIndex((each) => each.id === id);
            assert.equal(column.tasks[at + 1]?.id ?? null, drop.beforeId);
          }
          assert.equal(boardOf(now).flatMap((column) => column.tasks).length, tasks.length);
        },
      ),
    );
  });

  it('finds tasks that hold every word, whatever its case', () => {
    const found = matchingTasks(
      [task(1, 'todo', 1, 'Order licences'), task(2, 'done', 1, 'Order pizza')],
      'ORDER lic',
    );
    assert.deepEqual(
      found.map(({ id }) => id),
      [1],
    );
    assert.equal(boardStatuses.length, 4);
  });
});
