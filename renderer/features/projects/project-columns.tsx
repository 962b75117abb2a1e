import type { Project, ProjectField, ProjectStatus } from '../../../shared/project.ts';
import { Avatar } from '../../components/avatar.tsx';
import { MutedCell, NameCell, ToneCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn, updatedColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import type { StateShape } from '../../lib/state-shape.ts';
import { useNow } from '../../lib/clock.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import type { Technicians } from '../../lib/use-technicians.ts';
import { Progress } from './progress.tsx';
import { dueWords, projectStatusLabels } from './project-words.ts';

type ProjectColumn = TableColumn<Project> & { readonly sortKey?: ProjectField };

const shapes: Record<ProjectStatus, StateShape> = {
  planned: 'plain',
  active: 'good',
  on_hold: 'warn',
  completed: 'ours',
  cancelled: 'gone',
};

export const isFinished = ({ status }: Project) => status === 'completed' || status === 'cancelled';

function Due({ project }: { project: Project }) {
  const { text, tone, label } = dueWords(project.dueDate, isFinished(project), useNow());
  return <ToneCell text={text} tone={tone} label={label} />;
}

/** Every column of the projects table, in the built-in order. */
export function projectColumns(organizations: OrganizationNames, technicians: Technicians): ProjectColumn[] {
  return [
    {
      id: 'name',
      name: 'Name',
      width: 240,
      minWidth: 160,
      fills: true,
      shown: true,
      sortKey: 'name',
      render: (row) => <NameCell text={row.name} />,
    },
    {
      id: 'status',
      name: 'Status',
      width: 90,
      minWidth: 60,
      shown: true,
      leaves: 6,
      sortKey: 'status',
      render: ({ status }) => <StateDot shape={shapes[status]}>{projectStatusLabels[status]}</StateDot>,
    },
    {
      id: 'progress',
      name: 'Tasks done',
      width: 110,
      minWidth: 70,
      shown: true,
      leaves: 5,
      sortKey: 'doneTaskCount',
      render: (row) => <Progress done={row.doneTaskCount} total={row.taskCount} />,
    },
    organizationColumn(organizations, 4),
    {
      id: 'start',
      name: 'Start',
      width: 90,
      minWidth: 60,
      shown: false,
      leaves: 1,
      sortKey: 'startDate',
      render: (row) => <MutedCell text={row.startDate} />,
    },
    {
      id: 'due',
      name: 'Due',
      width: 84,
      minWidth: 60,
      align: 'end',
      shown: true,
      sortKey: 'dueDate',
      render: (row) => <Due project={row} />,
    },
    updatedColumn(),
    {
      id: 'owner',
      name: 'Owner',
      quietHead: true,
      width: 20,
      minWidth: 20,
      shown: true,
      render: (row) => <Avatar name={technicians.nameOf(row.ownerId)} emptyLabel="nobody answers for it" />,
    },
  ];
}
