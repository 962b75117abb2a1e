import { useEffect, useSyncExternalStore } from 'react';
import type { Task } from '../../../shared/task.ts';
import type { Answer } from '../../lib/answers.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { taskRows } from './task-store.ts';

/** As many as one answer holds; a project with more is to be divided. */
export const tasksShown = 500;

const none: readonly Task[] = [];

interface ProjectTasks {
  readonly answer: Answer<{ rows: readonly Task[]; total: number }>;
  /** As the technician sees them: with the changes that are on their way. */
  readonly tasks: readonly Task[];
}

export function useTasks(projectId: number): ProjectTasks {
  const answer = useAnswer('tasks', 'list', {
    filter: { projectId },
    sort: [{ field: 'position' }],
    limit: tasksShown,
  });
  const told = answer.value?.rows ?? none;
  useSyncExternalStore(taskRows.subscribe, taskRows.version);
  useEffect(() => taskRows.receive(told), [told]);
  return { answer, tasks: told.map((task) => taskRows.get(task.id) ?? task) };
}
