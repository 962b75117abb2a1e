import { Building2, CircleDot, Columns3, UserRound } from 'lucide-react';
import type { Project } from '../../../shared/project.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, EditableTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { RecordProperties } from '../../components/record-screen/record-properties.tsx';
import { cx } from '../../lib/class-names.ts';
import { absoluteTime } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { Progress } from './progress.tsx';
import { projects } from './project-session.ts';
import { describeProjectField, projectFields, projectStatusLabels } from './project-words.ts';
import styles from './projects.module.css';
import { TaskListView } from './task-board-view.tsx';
import { boardOf } from './task-board.ts';
import { useTasks } from './use-tasks.ts';

export const showTasks = (projectId: number, taskId: number | null = null) =>
  navigate({ screen: 'tasks', projectId, taskId });

/** The open project: its tasks at a glance, its properties, its history. */
export function ProjectDetail({ id }: { id: number }) {
  const lookup = { organizations: useOrganizations(), technicians: useTechnicians() };
  return (
    <RecordDetail
      session={projects}
      id={id}
      label={({ name }) => name}
      head={(project) => <ProjectHead project={project} />}
      parts={(project) => [
        { id: 'tasks', label: 'Tasks', content: <ProjectTasks project={project} /> },
        { id: 'details', label: 'Details', content: <ProjectProperties key={id} project={project} /> },
      ]}
      describe={(field) => describeProjectField(field, lookup)}
    />
  );
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

function ProjectHead({ project }: { project: Project }) {
  const organizations = useOrganizations();
  const technicians = useTechnicians();
  const ask = (kind: string) => () => projects.ask(kind, [project.id]);
  return (
    <DetailHead
      noun="project"
      onClose={() => projects.cursor.open(null)}
      meta={<Progress done={project.doneTaskCount} total={project.taskCount} />}
      title={
        <EditableTitle
          draftKey={`project:${project.id}:name`}
          label="Name"
          value={project.name}
          maxLength={200}
          onKeep={(name) => void projects.patch([project.id], { name }, 'renamed')}
        />
      }
    >
      <PropertyChip
        label="Status"
        value={projectStatusLabels[project.status]}
        keys="s"
        onClick={ask('status')}
        icon={<CircleDot {...icon} />}
      />
      <PropertyChip
        label="Owner"
        value={technicians.nameOf(project.ownerId) ?? 'Nobody'}
        keys="a"
        onClick={ask('owner')}
        icon={<UserRound {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(project.organizationId) ?? '…'}
        keys="c"
        onClick={ask('organization')}
        icon={<Building2 {...icon} />}
      />
    </DetailHead>
  );
}

function ProjectTasks({ project }: { project: Project }) {
  const { answer, tasks } = useTasks(project.id);
  return (
    <div className={cx(styles['inPane'])}>
      <div className={styles['paneActions']}>
        <Button icon={Columns3} keys="b" onClick={() => showTasks(project.id)}>
          Open the board
        </Button>
      </div>
      {answer.value && tasks.length === 0 && (
        <p className={styles['note']}>No tasks yet. They are made on the board.</p>
      )}
      {answer.status === 'failed' && (
        <p className={styles['note']}>The tasks could not be read: {answer.error.message}</p>
      )}
      <TaskListView
        board={boardOf(tasks)}
        focusId={null}
        onOpen={(taskId) => showTasks(project.id, taskId)}
      />
    </div>
  );
}

function ProjectProperties({ project }: { project: Project }) {
  return (
    <Properties>
      <PropertyList>
        <RecordProperties session={projects} record={project} fields={projectFields} />
        <Property label="Since">{absoluteTime(project.createdAt)}</Property>
        <Property label="Last change">{absoluteTime(project.updatedAt)}</Property>
      </PropertyList>
    </Properties>
  );
}
