import { createProjects, type ProjectDeps } from './projects.ts';
import { createTasks } from './tasks.ts';

/** Projects and their tasks, which know of each other. */
export function createProjectWork(deps: ProjectDeps) {
  const projects = createProjects(deps, () => tasks.ofProjects);
  const tasks = createTasks({ ...deps, reachProject: projects.records.reach });
  return { projects: projects.handlers, tasks: tasks.handlers };
}
