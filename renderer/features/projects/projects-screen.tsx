import { FolderKanban } from 'lucide-react';
import { useMemo } from 'react';
import type { ProjectFilter } from '../../../shared/project.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { FieldSetter } from '../../components/record-screen/field-setter.tsx';
import { manyPart, onePart } from '../../components/record-screen/filter-part.ts';
import { OrganizationPicker, WordPicker } from '../../components/record-screen/record-pickers.tsx';
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

export function ProjectsScreen({ projectId }: { projectId: number | null }) {
  const organizations = useOrganizations();
  const technicians = useTechnicians();
  const columns = useMemo(() => projectColumns(organizations, technicians), [organizations, technicians]);
  const filterParts = useMemo(
    () => [
      manyPart<ProjectFilter, 'status'>('status', 'Status', optionsOf(projectStatusLabels)),
      onePart<ProjectFilter, 'organizationId'>(
        'organizationId',
        'Organization',
        organizations.all.map(({ id, name }) => ({ value: id, label: name })),
      ),
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
      newLabel="New project"
      onNew={() => projects.ask('new', [])}
      actions={actions}
      detail={(id) => <ProjectDetail id={id} />}
      overlay={(kind, ids, onClose) => <Overlay kind={kind} ids={ids} onClose={onClose} />}
    />
  );
}

interface OverlayProps {
  kind: string;
  ids: readonly number[];
  onClose: () => void;
}

function Overlay({ kind, ids, onClose }: OverlayProps) {
  const asked = { session: projects, ids, onClose };
  switch (kind) {
    case 'new':
      return <NewProject onClose={onClose} />;
    case 'status':
      return (
        <WordPicker
          {...asked}
          label="Status"
          options={optionsOf(projectStatusLabels)}
          read={({ status }) => status}
          patch={(status) => ({ status })}
        />
      );
    case 'owner':
      return (
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
      );
    case 'organization':
      return <OrganizationPicker {...asked} />;
    default:
      return <FieldSetter {...asked} fields={projectFields} fieldId={kind} />;
  }
}
