import { CalendarDays, CircleDot, UserRound } from 'lucide-react';
import { useEffect } from 'react';
import type { Task } from '../../../shared/task.ts';
import { DetailHead, EditableTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { EditableValue } from '../../components/detail/editable-value.tsx';
import { HistoryList } from '../../components/detail/history-list.tsx';
import { MissingRecord } from '../../components/detail/missing-record.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { detailId } from '../../components/record-screen/use-record-actions.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import { useNow } from '../../lib/clock.ts';
import { absoluteTime } from '../../lib/format.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { useRow } from '../../lib/row-store.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { describeTaskField, dueWords, taskFields, taskStatusLabels } from './project-words.ts';
import { patchTask, showTaskOverlay, taskChanges, taskRows, useBoard } from './task-store.ts';

const close = () => useBoard.setState({ openId: null });

export function TaskDetail({ id }: { id: number }) {
  const answer = useAnswer('tasks', 'get', { id });
  const told = answer.value;
  useEffect(() => {
    if (told) taskRows.receive([told]);
  }, [told]);
  const task = useRow(taskRows, id) ?? told;
  const part = useBoard((board) => board.part);
  if (answer.status === 'failed' && (!task || answer.error.code === 'not_found')) {
    return <MissingRecord noun="task" error={answer.error} onClose={close} />;
  }
  if (!task) return <Skeleton rows={5} label="Loading the task" />;
  return (
    <DetailPane
      id={detailId}
      label={task.title}
      of="the task"
      head={<TaskHead task={task} />}
      part={part}
      onPart={(next) => useBoard.setState({ part: next })}
      parts={[
        { id: 'details', label: 'Details', content: <TaskProperties key={id} task={task} /> },
        { id: 'history', label: 'History', content: <TaskHistory id={id} /> },
      ]}
    />
  );
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

function TaskHead({ task }: { task: Task }) {
  const { nameOf } = useTechnicians();
  const due = dueWords(task.dueDate, task.status === 'done', useNow());
  const ask = (kind: string) => () => showTaskOverlay(kind, task.id);
  return (
    <DetailHead
      noun="task"
      onClose={close}
      meta={<span>Task</span>}
      title={
        <EditableTitle
          draftKey={`task:${task.id}:title`}
          label="Title"
          value={task.title}
          maxLength={500}
          onKeep={(title) => void patchTask(task.id, { title }, 'renamed')}
        />
      }
    >
      <PropertyChip
        label="Status"
        value={taskStatusLabels[task.status]}
        keys="s"
        onClick={ask('status')}
        icon={<CircleDot {...icon} />}
      />
      <PropertyChip
        label="Priority"
        value={priorityLabels[task.priority]}
        keys="p"
        onClick={ask('priority')}
        icon={<PriorityBars priority={task.priority} decorative />}
      />
      <PropertyChip
        label="Assignee"
        value={nameOf(task.assigneeId) ?? 'Nobody'}
        keys="a"
        onClick={ask('assignee')}
        icon={<UserRound {...icon} />}
      />
      <PropertyChip
        label="Due"
        value={task.dueDate === null ? 'No day set' : `Due ${due.text}`}
        keys="d"
        onClick={ask('due')}
        icon={<CalendarDays {...icon} />}
      />
    </DetailHead>
  );
}

function TaskProperties({ task }: { task: Task }) {
  return (
    <Properties>
      <PropertyList>
        {taskFields.map((field) => {
          const value = field.read(task);
          return (
            <Property key={field.id} label={field.label}>
              <EditableValue
                draftKey={`task:${task.id}:${field.id}`}
                label={field.label}
                value={value}
                maxLength={field.maxLength}
                type={field.type === 'long' ? 'text' : field.type}
                multiline={field.type === 'long'}
                shown={value === null ? undefined : field.shown?.(value)}
                onKeep={(text) =>
                  patchTask(task.id, field.patch(text), `${field.label.toLowerCase()} changed`)
                }
              />
            </Property>
          );
        })}
        <Property label="Since">{absoluteTime(task.createdAt)}</Property>
        {task.completedAt !== null && <Property label="Finished">{absoluteTime(task.completedAt)}</Property>}
      </PropertyList>
    </Properties>
  );
}

function TaskHistory({ id }: { id: number }) {
  const lookup = { organizations: useOrganizations(), technicians: useTechnicians() };
  return (
    <HistoryList
      answer={useAnswer('tasks', 'history', { id })}
      describe={(field) => describeTaskField(field, lookup)}
      onUndo={(changeId) => void taskChanges.undoById([changeId], [id])}
    />
  );
}
