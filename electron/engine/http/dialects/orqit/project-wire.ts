import { newProject, project, projectPatch, projectStatus } from '../../../../../shared/project.ts';
import { newTask, task, taskPatch, taskStatus } from '../../../../../shared/task.ts';
import { ticketPriority } from '../../../../../shared/ticket.ts';
import { moment, numeric, wireTable, words, type Spelling } from '../../wire-table.ts';
import { capital, fromCapitals, toCapitals } from './capitals.ts';

/** Words of ours, written in capitals. */
export function inCapitals<W extends string>(options: readonly W[]): Spelling {
  return words(toCapitals(options), fromCapitals(options), capital);
}

const times = { createdAt: moment('always'), updatedAt: moment('always') };

export const projectTable = wireTable({
  title: 'OrqitProject',
  record: project,
  created: newProject,
  patch: projectPatch,
  unknown: 'refused',
  names: {
    id: 'id',
    organizationId: 'organizationId',
    name: 'name',
    description: 'description',
    status: 'status',
    ownerId: 'ownerId',
    startDate: 'startDate',
    dueDate: 'dueDate',
    taskCount: 'taskCount',
    doneTaskCount: 'doneTaskCount',
    createdAt: 'createdAt',
    updatedAt: 'updatedAt',
  },
  spelled: {
    id: numeric(project.shape.id),
    organizationId: numeric(project.shape.organizationId),
    status: inCapitals(projectStatus.options),
    ...times,
  },
});

export const taskTable = wireTable({
  title: 'OrqitTask',
  record: task,
  // The path names the project.
  created: newTask.omit({ projectId: true }),
  patch: taskPatch,
  unknown: 'refused',
  names: {
    id: 'id',
    projectId: 'projectId',
    title: 'title',
    description: 'description',
    status: 'status',
    priority: 'priority',
    assigneeId: 'assigneeId',
    dueDate: 'dueDate',
    completedAt: 'completedAt',
    createdAt: 'createdAt',
    updatedAt: 'updatedAt',
  },
  spelled: {
    id: numeric(task.shape.id),
    projectId: numeric(task.shape.projectId),
    status: inCapitals(taskStatus.options),
    priority: inCapitals(ticketPriority.options),
    completedAt: moment('nullable'),
    ...times,
  },
});
