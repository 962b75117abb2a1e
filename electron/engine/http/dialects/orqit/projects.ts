import { projectStatus } from '../../../../../shared/project.ts';
import { taskStatus } from '../../../../../shared/task.ts';
import { defineRoute, type Shape, type TypedRequest } from '../../define-route.ts';
import { integerId, oneOf, wholeNumber } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { capitals } from './capitals.ts';
import { envelope, wrap } from './envelope.ts';
import { listRoute } from './list.ts';
import { projectTable, taskTable } from './project-wire.ts';

const path = '/api/public/v1/projects';
const params = { id: integerId('There is no such project.') };
const taskParams = { taskId: integerId('There is no such task.') };
const read = { scope: 'projects:read', group: 'projects', projectTokens: true } as const;
const write = { scope: 'projects:write', group: 'projects', projectTokens: true } as const;
const { patchBody } = taskTable;

export function projectRoutes({ projects, tasks }: ServedHandlers): Route[] {
  const oneTask = envelope(taskTable.served);
  const changeTask = {
    ...write,
    path: '/api/public/v1/tasks/:taskId',
    params: taskParams,
    body: patchBody,
    status: 200,
    reply: oneTask,
    handle({
      caller,
      params: { taskId },
      body: patch,
    }: TypedRequest<typeof taskParams, Shape, typeof patchBody>) {
      return wrap(taskTable.toWire(tasks.update(caller, { ids: [taskId], patch }).records[0]!));
    },
  };
  return [
    listRoute({
      ...read,
      path,
      summary: 'List projects',
      query: {
        status: oneOf(capitals(projectStatus.options)).optional(),
        organizationId: wholeNumber().optional(),
        ownerId: wholeNumber().optional(),
      },
      names: projectTable.names,
      entry: projectTable.served,
      page(caller, { asked: { status, organizationId, ownerId }, ...page }) {
        const filter = {
          ...(status !== undefined && { status: [status] }),
          ...(organizationId !== undefined && { organizationId }),
          ...(ownerId !== undefined && { ownerId }),
        };
        const { rows, total } = projects.list(caller, { ...page, filter });
        return { rows: rows.map(projectTable.toWire), total };
      },
    }),
    defineRoute({
      ...read,
      method: 'GET',
      path: `${path}/:id`,
      summary: 'Get a project',
      kept: true,
      params,
      status: 200,
      reply: envelope(projectTable.served),
      handle: ({ caller, params }) => wrap(projectTable.toWire(projects.get(caller, params))),
    }),
    listRoute({
      ...read,
      path: `${path}/:id/tasks`,
      summary: 'List the tasks of a project',
      params,
      query: {
        status: oneOf(capitals(taskStatus.options)).optional(),
        assigneeId: wholeNumber().optional(),
      },
      names: taskTable.names,
      entry: taskTable.served,
      page(caller, { asked: { status, assigneeId }, ...page }, named) {
        const project = projects.get(caller, { id: Number(named['id']) });
        const filter = {
          projectId: project.id,
          ...(status !== undefined && { status: [status] }),
          ...(assigneeId !== undefined && { assigneeId }),
        };
        const { rows, total } = tasks.list(caller, { ...page, filter });
        return { rows: rows.map(taskTable.toWire), total };
      },
    }),
    defineRoute({
      ...write,
      method: 'POST',
      path: `${path}/:id/tasks`,
      summary: 'Create a task',
      creates: true,
      params,
      body: taskTable.newBody,
      status: 201,
      reply: oneTask,
      handle({ caller, params: { id }, body }) {
        return wrap(taskTable.toWire(tasks.create(caller, { ...body, projectId: id }).record));
      },
    }),
    defineRoute({ ...changeTask, method: 'PATCH', summary: 'Change a task' }),
    defineRoute({ ...changeTask, method: 'PUT', summary: 'Change a task, as PATCH does' }),
  ];
}
