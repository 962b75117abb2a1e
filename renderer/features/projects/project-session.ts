import type { Project, ProjectField, ProjectFilter, ProjectPatch } from '../../../shared/project.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

const session = createRecordSession<Project, ProjectFilter, ProjectPatch>({
  domain: 'projects',
  noun: 'project',
  client: {
    get: client.projects.get,
    update: client.projects.update,
    remove: client.projects.remove,
    undo: client.projects.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.projects.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as ProjectField })),
      }),
  },
  nameOf: ({ name }) => name,
  wholeFilter: {},
  firstSort: { by: 'name', descending: false },
  firstPart: 'tasks',
});

/** What the projects screen keeps. Its rows hold the numbers of their tasks. */
export const projects: typeof session = {
  ...session,
  isAbout: ({ type }) => type === 'projects' || type === 'tasks',
};
