import type { Project, ProjectPatch, ProjectStatus } from '../../../shared/project.ts';
import type { Task, TaskPatch, TaskStatus } from '../../../shared/task.ts';
import { dayText } from '../../../shared/day-words.ts';
import { daysUntil } from '../../lib/calendar-date.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { plural } from '../../lib/format.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { fieldLabels, fieldsOf, type RecordField } from '../../lib/record-field.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import type { Technicians } from '../../lib/use-technicians.ts';
import type { Tone } from '../../lib/tone.ts';

export const projectStatusLabels: Record<ProjectStatus, string> = {
  planned: 'Planned',
  active: 'Active',
  on_hold: 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

export const taskStatusLabels: Record<TaskStatus, string> = {
  todo: 'To do',
  in_progress: 'In progress',
  blocked: 'Blocked',
  done: 'Done',
};

/** The options of a closed set of words, in the order of its record. */
export function optionsOf<K extends string>(labels: Record<K, string>): { value: K; label: string }[] {
  // Keys of a closed record are its words.
  return (Object.keys(labels) as K[]).map((value) => ({ value, label: labels[value] }));
}

const project = fieldsOf<Project, ProjectPatch>();
export const projectFields: readonly RecordField<Project, ProjectPatch>[] = [
  project.date('startDate', 'Start'),
  project.date('dueDate', 'Due'),
  project.long('description', 'Description', 100_000),
];

const task = fieldsOf<Task, TaskPatch>();
export const taskFields: readonly RecordField<Task, TaskPatch>[] = [
  task.date('dueDate', 'Due'),
  task.long('description', 'Description', 100_000),
];

export interface DueWords {
  readonly text: string;
  readonly tone: Tone;
  readonly label: string;
}

const soonDays = 3;

/** When something is due, in words; what is finished is no longer late. */
export function dueWords(dueDate: string | null, finished: boolean, now: number): DueWords {
  if (dueDate === null) return { text: '—', tone: 'plain', label: 'no day is set' };
  const label = `due ${dayText(dueDate)}`;
  const days = daysUntil(dueDate, now);
  if (finished) return { text: dayText(dueDate), tone: 'plain', label };
  if (days < 0) return { text: `${plural(-days, 'day')} late`, tone: 'overdue', label };
  if (days === 0) return { text: 'today', tone: 'soon', label };
  if (days <= soonDays) return { text: plural(days, 'day'), tone: 'soon', label };
  return { text: dayText(dueDate), tone: 'plain', label };
}

type Lookup = {
  organizations: Pick<OrganizationNames, 'nameOf'>;
  technicians: Pick<Technicians, 'nameOf'>;
};

const person =
  ({ technicians }: Lookup) =>
  (value: unknown) =>
    technicians.nameOf(Number(value)) ?? `technician ${String(value)}`;

const wordIn = (labels: Readonly<Record<string, string>>) => (value: unknown) =>
  labels[String(value)] ?? String(value);

/** One changed field of a project in the technician's words. */
export function describeProjectField(field: ChangedField, lookup: Lookup): FieldWords {
  return recordWords(
    field,
    { ...fieldLabels(projectFields), ownerId: 'Owner' },
    {
      status: wordIn(projectStatusLabels),
      ownerId: person(lookup),
      organizationId: (value) =>
        lookup.organizations.nameOf(Number(value)) ?? `organization ${String(value)}`,
    },
  );
}

/** One changed field of a task in the technician's words. */
export function describeTaskField(field: ChangedField, lookup: Lookup): FieldWords {
  return recordWords(
    field,
    {
      ...fieldLabels(taskFields),
      assigneeId: 'Assignee',
      completedAt: 'Finished',
      position: 'Place on the board',
    },
    { status: wordIn(taskStatusLabels), priority: wordIn(priorityLabels), assigneeId: person(lookup) },
  );
}
