import { z } from 'zod';
import { calendarDate, id, nullableId, requiredText, timestamp } from './identity.ts';
import { recordContract } from './records.ts';

export const projectStatus = z.enum(['planned', 'active', 'on_hold', 'completed', 'cancelled']);
export type ProjectStatus = z.infer<typeof projectStatus>;

const writable = {
  organizationId: id,
  name: requiredText(200),
  status: projectStatus,
  /** The technician who answers for it. */
  ownerId: nullableId,
  startDate: calendarDate.nullable(),
  dueDate: calendarDate.nullable(),
  description: z.string().max(100_000),
};

export const project = z.object({
  id,
  ...writable,
  /** Kept, not counted. */
  taskCount: z.int(),
  doneTaskCount: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Project = z.infer<typeof project>;

export const newProject = z.strictObject({
  ...writable,
  organizationId: id.optional(),
  status: projectStatus.default('active'),
  ownerId: nullableId.default(null),
  startDate: writable.startDate.default(null),
  dueDate: writable.dueDate.default(null),
  description: writable.description.default(''),
});
export type NewProject = z.infer<typeof newProject>;

export const projectPatch = z.strictObject(writable).partial();
export type ProjectPatch = z.infer<typeof projectPatch>;

export const projectField = project.keyof();
export type ProjectField = z.infer<typeof projectField>;

export const projectFilter = z.strictObject({
  organizationId: id.optional(),
  status: z.array(projectStatus).max(5).optional(),
  /** `null` asks for projects that nobody answers for. */
  ownerId: nullableId.optional(),
});
export type ProjectFilter = z.infer<typeof projectFilter>;

/** Removing a project removes its tasks; undoing that brings them back with it. */
export const projectsContract = recordContract({
  row: project,
  whole: project,
  created: newProject,
  patch: projectPatch,
  filter: projectFilter.default({}),
  field: projectField,
});
