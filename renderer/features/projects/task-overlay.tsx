import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Picker } from '../../components/picker.tsx';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { TechnicianChoice } from '../../components/technician-choice.tsx';
import { dayText } from '../../../shared/day-words.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { useRow } from '../../lib/row-store.ts';
import { NewTask } from './new-task.tsx';
import { optionsOf, taskStatusLabels } from './project-words.ts';
import type { Drop } from './task-board.ts';
import { closeTaskOverlay, patchTask, taskRows, useBoard } from './task-store.ts';

interface TaskOverlayProps {
  projectId: number;
  onMove: (id: number, drop: Drop) => void;
}

/** What is asked over the tasks of a project. */
export function TaskOverlay({ projectId, onMove }: TaskOverlayProps) {
  const overlay = useBoard((board) => board.overlay);
  const task = useRow(taskRows, overlay?.id ?? null);
  if (!overlay) return null;
  if (overlay.kind === 'new') {
    return <NewTask projectId={projectId} status={overlay.status} onClose={closeTaskOverlay} />;
  }
  if (!task) return null;
  const whose = `“${task.title}”`;
  switch (overlay.kind) {
    case 'status':
      return (
        <Picker
          title={`Status of ${whose}`}
          placeholder="Set status…"
          options={optionsOf(taskStatusLabels).map(({ value, label }) => ({
            id: value,
            label,
            checked: value === task.status,
          }))}
          onPick={({ id }) => {
            const chosen = optionsOf(taskStatusLabels).find(({ value }) => value === id);
            if (chosen) onMove(task.id, { status: chosen.value, beforeId: null });
          }}
          onClose={closeTaskOverlay}
        />
      );
    case 'priority':
      return (
        <Picker
          title={`Priority of ${whose}`}
          placeholder="Set priority…"
          options={optionsOf(priorityLabels).map(({ value, label }) => ({
            id: value,
            label,
            icon: <PriorityBars priority={value} decorative />,
            checked: value === task.priority,
          }))}
          onPick={({ id, label }) => {
            const chosen = optionsOf(priorityLabels).find(({ value }) => value === id);
            if (chosen)
              void patchTask(task.id, { priority: chosen.value }, `set to ${label.toLowerCase()} priority`);
          }}
          onClose={closeTaskOverlay}
        />
      );
    case 'assignee':
      return (
        <TechnicianChoice
          title={`Assignee of ${whose}`}
          placeholder="Assign to…"
          now={task.assigneeId}
          onPick={(technician) =>
            void patchTask(
              task.id,
              { assigneeId: technician?.id ?? null },
              `assigned to ${technician?.name ?? 'nobody'}`,
            )
          }
          onClose={closeTaskOverlay}
        />
      );
    case 'due':
      return <DuePicker key={task.id} id={task.id} title={`Due day of ${whose}`} dueDate={task.dueDate} />;
    default:
      return null;
  }
}

function DuePicker({ id, title, dueDate }: { id: number; title: string; dueDate: string | null }) {
  const [day, setDay] = useState(dueDate ?? '');
  const set = () => {
    closeTaskOverlay();
    void patchTask(id, { dueDate: day || null }, day === '' ? 'due no longer' : `due ${dayText(day)}`);
  };
  return (
    <Dialog title={title} onClose={closeTaskOverlay} size="small">
      <Form label={title} onSubmit={set}>
        <DialogBody>
          <TextField
            label="Due"
            type="date"
            hint="Empty takes it away."
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </DialogBody>
        <DialogActions>
          <Button onClick={closeTaskOverlay}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter">
            Set
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
