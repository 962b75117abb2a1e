import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { task, type Task, type TaskField, type tasksContract } from '../../../shared/task.ts';
import { entriesOfChange } from '../database/history.ts';
import { newChangeId } from '../database/journal.ts';
import { recordTable } from '../database/records/record-table.ts';
import { createRecords } from '../database/records/records.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import type { ProjectDeps, ProjectTasks } from './projects.ts';
import { endOfColumn, roomBefore } from './task-positions.ts';

export interface TaskDeps extends ProjectDeps {
  /** The project, if the caller may know of it; throws `not_found` else. */
  readonly reachProject: (
    caller: Caller,
    id: number,
  ) => { readonly id: number; readonly organizationId: number };
}

export const taskTable = recordTable<Task>({
  name: 'task',
  fields: Object.keys(task.shape) as TaskField[],
  organization: 'organizationId',
  project: 'projectId',
  counted: ['projectId', 'status'],
  unordered: ['projectId', 'description', 'position', 'completedAt'],
});

/** The steps of projects, as cards of a board. */
export function createTasks(deps: TaskDeps) {
  const { db, clock } = deps;
  const records = createRecords<Task>(deps, {
    table: taskTable,
    noun: 'task',
    pushed: 'tasks',
    check(_caller, { assigneeId }) {
      if (assigneeId != null && !deps.technicianExists(assigneeId)) {
        throw invalidField('assigneeId', 'names no user');
      }
    },
    follow(before, patch, _caller, now, isUndo) {
      // What the change brought with it is taken back with it; a place that it left alone is still the right one.
      if (isUndo) return {};
      if (patch.status === undefined || patch.status === before.status) return {};
      return {
        completedAt: patch.completedAt ?? (patch.status === 'done' ? now : null),
        position: patch.position ?? endOfColumn(db, before.projectId, patch.status),
      };
    },
  });

  const handlers: SyncDomainHandlers<typeof tasksContract, Caller> = {
    list(caller, { filter: { projectId, assigneeId, status, priority }, ...page }) {
      return records.list(caller, {
        ...page,
        equals: {
          ...(projectId !== undefined && { projectId }),
          ...(assigneeId !== undefined && { assigneeId }),
        },
        among: { ...(status && { status }), ...(priority && { priority }) },
        conditions: [],
      });
    },
    ...records.handlers,
    create(caller, input) {
      const { organizationId } = deps.reachProject(caller, input.projectId);
      const { projectId, status } = input;
      return records.create(caller, {
        ...input,
        organizationId,
        position: endOfColumn(db, projectId, status),
        completedAt: status === 'done' ? clock.now() : null,
      });
    },
    move(caller, input) {
      requireWriter(caller);
      return db.transaction(() => {
        const moved = [...new Set(input.ids)].map((id) => records.reach(caller, id));
        const { projectId } = moved[0]!;
        if (moved.some((each) => each.projectId !== projectId)) {
          throw new AppError('conflict', 'Only tasks of one project can be moved together.');
        }
        const before = input.beforeId === null ? null : records.reach(caller, input.beforeId);
        if (before && (before.projectId !== projectId || before.status !== input.status)) {
          throw invalidField('beforeId', 'stands in another column');
        }
        const ids = moved.map(({ id }) => id);
        const room = roomBefore(db, { projectId, status: input.status, beforeId: input.beforeId, ids });
        const changeId = newChangeId();
        const changed = moved.map((each, index) => {
          const patch = { status: input.status, position: room.first + index * room.step };
          return records.apply(caller, each, patch, changeId);
        });
        records.tellChanges(changed);
        return { changeId, records: changed.map(({ record }) => record) };
      });
    },
  };

  const ofProjects: ProjectTasks = {
    removeAll(caller, projectIds, changeId) {
      for (const projectId of projectIds) {
        const ids = db.all<{ id: number }>('SELECT id FROM task WHERE project_id = ?', [projectId]);
        if (ids.length > 0)
          records.remove(
            caller,
            ids.map(({ id }) => id),
            changeId,
          );
      }
    },
    undoRemoval(caller, changeId) {
      if (entriesOfChange(db, taskTable.name, changeId).length > 0)
        records.handlers.undo(caller, { changeId });
    },
  };

  return { handlers, ofProjects };
}
