import { z } from 'zod';
import { calendarDate, id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { recordContract } from './records.ts';
import { ticketPriority } from './ticket.ts';

/** The columns of a project's board, from left to right. */
export const taskStatus = z.enum(['todo', 'in_progress', 'blocked', 'done']);
export type TaskStatus = z.infer<typeof taskStatus>;

const writable = {
  title: requiredText(500),
  description: z.string().max(100_000),
  status: taskStatus,
  priority: ticketPriority,
  assigneeId: nullableId,
  dueDate: calendarDate.nullable(),
};

export const task = z.object({
  id,
  /** Its project's. */
  organizationId: id,
  projectId: id,
  ...writable,
  /** Where it stands in its column: smaller is higher. */
  position: z.number(),
  completedAt: nullableTimestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Task = z.infer<typeof task>;

export const newTask = z.strictObject({
  projectId: id,
  title: writable.title,
  description: writable.description.default(''),
  status: taskStatus.default('todo'),
  priority: ticketPriority.default('medium'),
  assigneeId: nullableId.default(null),
  dueDate: writable.dueDate.default(null),
});
export type NewTask = z.infer<typeof newTask>;

export const taskPatch = z.strictObject(writable).partial();
export type TaskPatch = z.infer<typeof taskPatch>;

export const taskField = task.keyof();
export type TaskField = z.infer<typeof taskField>;

export const taskFilter = z.strictObject({
  projectId: id.optional(),
  status: z.array(taskStatus).max(4).optional(),
  priority: z.array(ticketPriority).max(4).optional(),
  /** `null` asks for tasks that nobody has. */
  assigneeId: nullableId.optional(),
});
export type TaskFilter = z.infer<typeof taskFilter>;

const tasks = recordContract({
  row: task,
  whole: task,
  created: newTask,
  patch: taskPatch,
  filter: taskFilter.default({}),
  field: taskField,
});

export const tasksContract = {
  ...tasks,
  /**
   * Puts tasks of one project into a column, in the order given, before another of its tasks, or at the
   * column's end.
   */
  move: procedure(
    z.strictObject({
      ids: z.array(id).min(1).max(200),
      status: taskStatus,
      beforeId: nullableId.default(null),
    }),
    tasks.update.output,
  ),
};
