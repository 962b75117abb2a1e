import type { DragEvent } from 'react';
import type { Task } from '../../../shared/task.ts';
import { Avatar } from '../../components/avatar.tsx';
import { ToneCell } from '../../components/data-table/cells.tsx';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { cx } from '../../lib/class-names.ts';
import { useNow } from '../../lib/clock.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { dueWords } from './project-words.ts';
import styles from './projects.module.css';

export const taskDomId = (id: number) => `task-${id}`;

/** When it is due and who has it: the end of a card and of a line. */
function DueAndAssignee({ task }: { task: Task }) {
  const { nameOf } = useTechnicians();
  const { text, tone, label } = dueWords(task.dueDate, task.status === 'done', useNow());
  return (
    <>
      {/* The place is kept, so that what follows stands in one line with its neighbours. */}
      {task.dueDate === null ? <span /> : <ToneCell text={text} tone={tone} label={label} />}
      <Avatar name={nameOf(task.assigneeId)} emptyLabel="nobody assigned" />
    </>
  );
}

interface TaskCardProps {
  task: Task;
  current: boolean;
  onOpen: () => void;
  /** Left out in lists that the mouse does not arrange. */
  drag?: {
    readonly over: boolean;
    readonly onOver: () => void;
    readonly onDrop: (draggedId: number) => void;
  };
}

/** What a dragged card says about itself to the card it is dropped on. */
const dragType = 'text/x-techbench-task';

export function draggedTask(event: DragEvent): number | null {
  const id = Number(event.dataTransfer.getData(dragType));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** One task on the board. The keyboard moves it by the screen's own keys, the mouse by dragging. */
export function TaskCard({ task, current, onOpen, drag }: TaskCardProps) {
  return (
    <div
      id={taskDomId(task.id)}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      className={cx(
        styles['card'],
        current && styles['current'],
        task.status === 'done' && styles['done'],
        drag?.over && styles['dropBefore'],
      )}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, String(task.id));
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        drag?.onOver();
      }}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const id = draggedTask(event);
        if (id !== null) drag?.onDrop(id);
      }}
      onClick={onOpen}
      onKeyDown={() => undefined}
    >
      <span className={styles['title']}>{task.title}</span>
      <span className={styles['facts']}>
        <PriorityBars priority={task.priority} />
        <DueAndAssignee task={task} />
      </span>
    </div>
  );
}

/** The same task as a line of a list. */
export function TaskLine({ task, current, onOpen }: Omit<TaskCardProps, 'drag'>) {
  return (
    <div
      id={taskDomId(task.id)}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      className={cx(
        styles['lineRow'],
        current && styles['current'],
        task.status === 'done' && styles['done'],
      )}
      onClick={onOpen}
      onKeyDown={() => undefined}
    >
      <PriorityBars priority={task.priority} />
      <span className={styles['title']} title={task.title}>
        {task.title}
      </span>
      <DueAndAssignee task={task} />
    </div>
  );
}
