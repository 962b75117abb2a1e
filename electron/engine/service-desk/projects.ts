import type { Caller } from '../../../shared/caller.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { project, type Project, type ProjectField, type projectsContract } from '../../../shared/project.ts';
import { newChangeId } from '../database/journal.ts';
import { recordTable } from '../database/records/record-table.ts';
import { createRecords, type RecordDeps } from '../database/records/records.ts';
import { invalidField } from '../database/tenancy.ts';

export interface ProjectDeps extends RecordDeps {
  readonly technicianExists: (id: number) => boolean;
}

/** The tasks of projects that go and come back. */
export interface ProjectTasks {
  removeAll(caller: Caller, projectIds: readonly number[], changeId: string): void;
  undoRemoval(caller: Caller, changeId: string): void;
}

export const projectTable = recordTable<Project>({
  name: 'project',
  fields: Object.keys(project.shape) as ProjectField[],
  organization: 'organizationId',
  project: 'id',
  counted: ['status'],
  unordered: ['description', 'taskCount', 'doneTaskCount'],
  derived: ['taskCount', 'doneTaskCount'],
});

/** What is done for a client over weeks, in tasks. */
export function createProjects(deps: ProjectDeps, tasks: () => ProjectTasks) {
  const { db } = deps;
  const records = createRecords<Project>(deps, {
    table: projectTable,
    noun: 'project',
    pushed: 'projects',
    check(_caller, { ownerId }) {
      if (ownerId != null && !deps.technicianExists(ownerId)) throw invalidField('ownerId', 'names no user');
    },
  });

  const handlers: SyncDomainHandlers<typeof projectsContract, Caller> = {
    list(caller, { filter: { organizationId, ownerId, status }, ...page }) {
      return records.list(caller, {
        ...page,
        equals: {
          ...(organizationId !== undefined && { organizationId }),
          ...(ownerId !== undefined && { ownerId }),
        },
        among: { ...(status && { status }) },
        conditions: [],
      });
    },
    ...records.handlers,
    create: (caller, input) => records.create(caller, { ...input, taskCount: 0, doneTaskCount: 0 }),
    remove: (caller, input) =>
      db.transaction(() => {
        const changeId = newChangeId();
        tasks().removeAll(caller, input.ids, changeId);
        return records.remove(caller, input.ids, changeId);
      }),
    undo: (caller, input) =>
      db.transaction(() => {
        const undone = records.handlers.undo(caller, input);
        tasks().undoRemoval(caller, input.changeId);
        // With their tasks back, their numbers are other ones.
        return { ...undone, records: undone.records.map(({ id }) => records.reach(caller, id)) };
      }),
  };
  return { handlers, records };
}
