import type { TaskStatus } from '../../../shared/task.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';

/** A place below everything in a column of a project's board. */
export function endOfColumn(db: ReadableDb, projectId: number, status: TaskStatus): number {
  const last = db.get<{ position: number }>(
    'SELECT position FROM task WHERE project_id = ? AND status = ? ORDER BY position DESC LIMIT 1',
    [projectId, status],
  );
  return (last?.position ?? 0) + 1;
}

/** Below this the gap between two neighbours is too small to be halved much longer. */
const smallestStep = 1e-6;

/**
 * Places for tasks above another one of the column, or at its end: the first, and the distance of each from
 * the next. Where there is too little room the column is numbered anew first.
 */
export function roomBefore(
  db: WritableDb,
  place: {
    readonly projectId: number;
    readonly status: TaskStatus;
    readonly beforeId: number | null;
    /** Those that are to be placed; they are not in their own way. */
    readonly ids: readonly number[];
  },
): { first: number; step: number } {
  const column = db
    .all<{ id: number; position: number }>(
      'SELECT id, position FROM task WHERE project_id = ? AND status = ? ORDER BY position, id',
      [place.projectId, place.status],
    )
    .filter(({ id }) => !place.ids.includes(id));
  const index = column.findIndex(({ id }) => id === place.beforeId);
  const above = (index === -1 ? column.at(-1) : column[index - 1])?.position ?? 0;
  if (index === -1) return { first: above + 1, step: 1 };
  const step = (column[index]!.position - above) / (place.ids.length + 1);
  if (step >= smallestStep) return { first: above + step, step };
  for (const [order, { id }] of column.entries()) {
    db.run('UPDATE task SET position = ? WHERE id = ?', [order + 1, id]);
  }
  return { first: index + 1 / (place.ids.length + 1), step: 1 / (place.ids.length + 1) };
}
