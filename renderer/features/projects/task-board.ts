import type { Task, TaskStatus } from '../../../shared/task.ts';

/** The columns of the board, from left to right. */
export const boardStatuses: readonly TaskStatus[] = ['todo', 'in_progress', 'blocked', 'done'];

export interface BoardColumn {
  readonly status: TaskStatus;
  readonly tasks: readonly Task[];
}

/** Tasks by column, each column from top to bottom. */
export function boardOf(tasks: readonly Task[]): BoardColumn[] {
  return boardStatuses.map((status) => ({
    status,
    tasks: tasks
      .filter((task) => task.status === status)
      .toSorted((a, b) => a.position - b.position || a.id - b.id),
  }));
}

export type Direction = 'up' | 'down' | 'left' | 'right';

function placeOf(board: readonly BoardColumn[], id: number): { column: number; row: number } | null {
  for (const [column, { tasks }] of board.entries()) {
    const row = tasks.findIndex((task) => task.id === id);
    if (row >= 0) return { column, row };
  }
  return null;
}

const at = <T>(items: readonly T[], index: number): T | undefined =>
  items[Math.max(0, Math.min(items.length - 1, index))];

/** The task that the cursor goes to; empty columns are passed by. The first of all where nothing has it yet. */
export function neighbourOf(
  board: readonly BoardColumn[],
  id: number | null,
  direction: Direction,
): number | null {
  const place = id === null ? null : placeOf(board, id);
  if (!place) return board.find(({ tasks }) => tasks.length > 0)?.tasks[0]?.id ?? null;
  const { column, row } = place;
  if (direction === 'up' || direction === 'down') {
    return at(board[column]!.tasks, row + (direction === 'down' ? 1 : -1))?.id ?? id;
  }
  const step = direction === 'right' ? 1 : -1;
  for (let next = column + step; board[next]; next += step) {
    const found = at(board[next]!.tasks, row);
    if (found) return found.id;
  }
  return id;
}

/** The same in a list that shows the columns one beneath the other. */
export function lineNeighbourOf(
  board: readonly BoardColumn[],
  id: number | null,
  steps: number,
): number | null {
  const lines = board.flatMap(({ tasks }) => tasks);
  const now = lines.findIndex((task) => task.id === id);
  return (now < 0 ? lines[0] : at(lines, now + steps))?.id ?? null;
}

/** Where a task is to stand: before another one of a column, or at the column's end. */
export interface Drop {
  readonly status: TaskStatus;
  readonly beforeId: number | null;
}

/** What moving a task by one place comes to; null where it stands at the edge already. */
export function dropFor(board: readonly BoardColumn[], id: number, direction: Direction): Drop | null {
  const place = placeOf(board, id);
  if (!place) return null;
  const { column, row } = place;
  const { status, tasks } = board[column]!;
  switch (direction) {
    case 'up':
      return row === 0 ? null : { status, beforeId: tasks[row - 1]!.id };
    case 'down':
      return row === tasks.length - 1 ? null : { status, beforeId: tasks[row + 2]?.id ?? null };
    case 'left':
    case 'right': {
      const next = board[column + (direction === 'right' ? 1 : -1)];
      return next ? { status: next.status, beforeId: next.tasks[row]?.id ?? null } : null;
    }
  }
}

/** The place that a drop gives, so that the card stands there before the engine has answered. */
export function positionFor(board: readonly BoardColumn[], id: number, { status, beforeId }: Drop): number {
  const others =
    board.find((column) => column.status === status)?.tasks.filter((task) => task.id !== id) ?? [];
  const before = others.findIndex((task) => task.id === beforeId);
  if (before < 0) return (others.at(-1)?.position ?? 0) + 1;
  const below = others[before]!.position;
  const above = others[before - 1]?.position ?? below - 2;
  return (above + below) / 2;
}

/** Tasks that hold every word in their title or description. */
export function matchingTasks(tasks: readonly Task[], query: string): readonly Task[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return tasks;
  return tasks.filter(({ title, description }) => {
    const text = `${title} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
