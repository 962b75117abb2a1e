import { FolderKanban } from 'lucide-react';
import { useMemo } from 'react';
import type { Project, ProjectFilter, ProjectPatch } from '../../../shared/project.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { manyPart, onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { WordPicker } from '../../components/record-screen/record-pickers.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import { TechnicianChoice } from '../../components/technician-choice.tsx';
import type { Action } from '../../lib/actions.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { NewProject } from './new-project.tsx';
import { projectColumns } from './project-columns.tsx';
import { ProjectDetail, showTasks } from './project-detail.tsx';
import { projects } from './project-session.ts';
import { optionsOf, projectFields, projectStatusLabels } from './project-words.ts';

const group = 'Projects';
const actions: readonly Action[] = [
  {
    id: 'project.board',
    name: 'Open the board',
    group,
    keys: ['b'],
    keywords: 'tasks kanban list',
    when: () => projects.cursor.targetIds().length > 0,
    run() {
      const [id] = projects.cursor.targetIds();
      if (id !== undefined) showTasks(id);
    },
  },
  asks(projects, group, 'status', 'Set status…', 's'),
  asks(projects, group, 'owner', 'Set the owner…', 'a'),
  asks(projects, group, 'dueDate', 'Set the due day…', 'd'),
  asks(projects, group, 'organization', 'Move to organization…', 'c'),
  asks(projects, group, 'field', 'Set any field…', 'e'),
];

const questions: RecordQuestions<Project, ProjectFilter, ProjectPatch, Project> = {
  status: (asked) => (
    <WordPicker
      {...asked}
      label="Status"
      options={optionsOf(projectStatusLabels)}
      read={({ status }) => status}
      patch={(status) => ({ status })}
    />
  ),
  owner: ({ ids, onClose }) => (
    <TechnicianChoice
      title={`Owner of ${projects.nameOf(ids)}`}
      placeholder="Who answers for it…"
      now={projects.shared(ids, ({ ownerId }) => ownerId)}
      onPick={(technician) =>
        void projects.patch(
          ids,
          { ownerId: technician?.id ?? null },
          technician ? `now with ${technician.name}` : 'without owner',
        )
      }
      onClose={onClose}
    />
  ),
};

export function ProjectsScreen({ projectId }: { projectId: number | null }) {
  const organizations = useOrganizations();
  const technicians = useTechnicians();
  const columns = useMemo(() => projectColumns(organizations, technicians), [organizations, technicians]);
  const filterParts = useMemo(
    () => [
      manyPart<ProjectFilter, 'status'>('status', 'Status', optionsOf(projectStatusLabels)),
      organizationPart<ProjectFilter>(organizations),
      onePart<ProjectFilter, 'ownerId'>('ownerId', 'Owner', [
        { value: null, label: 'Nobody' },
        ...technicians.all.map(({ id, name }) => ({ value: id, label: name })),
      ]),
    ],
    [organizations, technicians],
  );
  return (
    <RecordScreen
      session={projects}
      title={group}
      icon={FolderKanban}
      columns={columns}
      filterParts={filterParts}
      placeId={projectId}
      empty={{
        title: 'No projects yet',
        text: 'Work that is more than a ticket: a migration, a new office. A project has tasks, on a board or in a list.',
      }}
      form={(onClose) => <NewProject onClose={onClose} />}
      actions={actions}
      detail={(id) => <ProjectDetail id={id} />}
      questions={questions}
      fields={projectFields}
    />
  );
}
