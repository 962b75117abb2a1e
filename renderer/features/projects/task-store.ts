import { create } from 'zustand';
import type { Task, TaskPatch, TaskStatus } from '../../../shared/task.ts';
import { createRowChanges } from '../../lib/change-rows.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { createRowStore } from '../../lib/row-store.ts';
import { showFailure, showUndo } from '../../lib/toasts.ts';
import { invalidate } from '../../lib/answers.ts';
import { boardOf, positionFor, type Drop } from './task-board.ts';
import { taskStatusLabels } from './project-words.ts';

interface Board {
  /** The task under the cursor. */
  readonly focusId: number | null;
  /** The task in the pane, null while the pane is closed. */
  readonly openId: number | null;
  readonly overlay: { readonly kind: string; readonly id: number | null; readonly status: TaskStatus } | null;
  readonly part: string;
}

export const useBoard = create<Board>(() => ({
  focusId: null,
  openId: null,
  overlay: null,
  part: 'details',
}));

/** The tasks of this window as the technician sees them, changes on their way included. */
export const taskRows = createRowStore<Task>();

const nameOf = (ids: readonly number[]) => {
  const only = ids.length === 1 ? taskRows.get(ids[0]!) : undefined;
  return only ? `“${only.title}”` : plural(ids.length, 'task');
};
const refresh = () => invalidate((path) => path === 'tasks.list');

export const taskChanges = createRowChanges<Task>({
  rows: taskRows,
  cursor: { goTo: (id) => useBoard.setState({ focusId: id }) },
  refresh,
  nameOf,
  async undo(changeId) {
    const { records, kept } = await client.tasks.undo({ changeId });
    return { rows: records, kept };
  },
});

export function showTaskOverlay(kind: string, id: number | null = null, status: TaskStatus = 'todo'): void {
  useBoard.setState({ overlay: { kind, id, status } });
}
export const closeTaskOverlay = () => useBoard.setState({ overlay: null });

/** Moves the cursor; an open pane follows it. */
export function focusTask(id: number | null): void {
  useBoard.setState(({ openId }) => ({ focusId: id, openId: openId === null ? null : (id ?? openId) }));
}

export function patchTask(id: number, patch: TaskPatch, done: string): Promise<boolean> {
  return taskChanges.change({
    ids: [id],
    patch,
    done,
    async send() {
      const { changeId, records } = await client.tasks.update({ ids: [id], patch });
      return { changeIds: [changeId], rows: records };
    },
  });
}

/** Puts a task where it was dropped, in the same frame. */
export function moveTask(tasks: readonly Task[], id: number, drop: Drop): void {
  const task = tasks.find((each) => each.id === id);
  if (!task || drop.beforeId === id) return;
  const done =
    task.status === drop.status ? 'moved' : `is now ${taskStatusLabels[drop.status].toLowerCase()}`;
  void taskChanges.change({
    ids: [id],
    patch: { status: drop.status, position: positionFor(boardOf(tasks), id, drop) },
    done,
    async send() {
      const { changeId, records } = await client.tasks.move({ ids: [id], ...drop });
      return { changeIds: [changeId], rows: records };
    },
  });
}

export async function removeTask(id: number): Promise<void> {
  const name = nameOf([id]);
  useBoard.setState(({ openId }) => ({ openId: openId === id ? null : openId }));
  try {
    const { changeId } = await client.tasks.remove({ ids: [id] });
    showUndo(`${name} deleted`, () => void taskChanges.undoById([changeId], [id]));
  } catch (error) {
    showFailure(`${name} not deleted: ${errorMessage(error)}`);
  }
}
