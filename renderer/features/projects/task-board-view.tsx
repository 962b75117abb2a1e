import { useEffect, useState } from 'react';
import { cx } from '../../lib/class-names.ts';
import { numberText } from '../../lib/format.ts';
import { taskStatusLabels } from './project-words.ts';
import styles from './projects.module.css';
import type { BoardColumn, Drop } from './task-board.ts';
import { draggedTask, TaskCard, taskDomId, TaskLine } from './task-card.tsx';

interface TaskViewProps {
  board: readonly BoardColumn[];
  focusId: number | null;
  onOpen: (id: number) => void;
}

/** Keeps the task under the cursor in sight. */
function useCursorInSight(focusId: number | null): void {
  useEffect(() => {
    if (focusId !== null) document.getElementById(taskDomId(focusId))?.scrollIntoView({ block: 'nearest' });
  }, [focusId]);
}

function ColumnName({ column, id }: { column: BoardColumn; id: string }) {
  return (
    <>
      <span id={id}>{taskStatusLabels[column.status]}</span>
      <span>{numberText(column.tasks.length)}</span>
    </>
  );
}

/** Tasks in columns by their status. */
export function TaskBoardView({
  board,
  focusId,
  onOpen,
  onDrop,
}: TaskViewProps & { onDrop: (id: number, drop: Drop) => void }) {
  const [over, setOver] = useState<Drop | null>(null);
  useCursorInSight(focusId);
  const dropOn = (drop: Drop) => (id: number) => {
    setOver(null);
    onDrop(id, drop);
  };
  return (
    <div
      className={styles['board']}
      role="listbox"
      aria-label="Board"
      tabIndex={0}
      aria-activedescendant={focusId === null ? undefined : taskDomId(focusId)}
      onDragEnd={() => setOver(null)}
    >
      {board.map((column) => {
        const { status, tasks } = column;
        const end: Drop = { status, beforeId: null };
        return (
          <div key={status} role="group" className={styles['column']} aria-labelledby={`column-${status}`}>
            <div className={styles['columnHead']} role="presentation">
              <ColumnName column={column} id={`column-${status}`} />
            </div>
            <div
              role="none"
              className={cx(styles['cards'], over?.status === status && styles['over'])}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(end);
              }}
              onDrop={(event) => {
                event.preventDefault();
                const id = draggedTask(event);
                if (id !== null) dropOn(end)(id);
              }}
            >
              {tasks.map((task) => {
                const before: Drop = { status, beforeId: task.id };
                return (
                  <TaskCard
                    key={task.id}
                    task={task}
                    current={task.id === focusId}
                    onOpen={() => onOpen(task.id)}
                    drag={{
                      over: over?.beforeId === task.id,
                      onOver: () => setOver(before),
                      onDrop: dropOn(before),
                    }}
                  />
                );
              })}
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** The columns one beneath the other. */
export function TaskListView({ board, focusId, onOpen }: TaskViewProps) {
  useCursorInSight(focusId);
  return (
    <div
      className={styles['lines']}
      role="listbox"
      aria-label="Tasks"
      tabIndex={0}
      aria-activedescendant={focusId === null ? undefined : taskDomId(focusId)}
    >
      {board
        .filter(({ tasks }) => tasks.length > 0)
        .map((column) => (
          <div key={column.status} role="group" aria-labelledby={`column-${column.status}`}>
            <div className={styles['lineHead']} role="presentation">
              <ColumnName column={column} id={`column-${column.status}`} />
            </div>
            {column.tasks.map((task) => (
              <TaskLine
                key={task.id}
                task={task}
                current={task.id === focusId}
                onOpen={() => onOpen(task.id)}
              />
            ))}
          </div>
        ))}
    </div>
  );
}
