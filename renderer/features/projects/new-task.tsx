import type { TaskStatus } from '../../../shared/task.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { RecordFormFields, WordField } from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { emptyTexts, filledIn } from '../../lib/record-field.ts';
import { showUndo } from '../../lib/toasts.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { optionsOf, taskFields, taskStatusLabels } from './project-words.ts';
import { focusTask, taskChanges, taskRows } from './task-store.ts';

interface NewTaskProps {
  projectId: number;
  /** The column it is made in. */
  status: TaskStatus;
  onClose: () => void;
}

/** Writes a task. Whatever was typed is still there after Escape, a crash or a restart, until it is made. */
export function NewTask({ projectId, status, onClose }: NewTaskProps) {
  const { active } = useTechnicians();
  const initial: Record<string, string> = {
    ...emptyTexts(taskFields),
    title: '',
    status,
    priority: 'medium',
    assigneeId: '',
  };
  const { draft, submit, field } = useFormDraft(`new-task:${projectId}`, initial);
  const { title = '', assigneeId = '' } = draft.values;
  const chosen = <K extends string>(labels: Record<K, string>, value: string | undefined) =>
    optionsOf(labels).find((option) => option.value === value)?.value;
  const create = () =>
    void submit.run(async () => {
      const taskStatus = chosen(taskStatusLabels, draft.values['status']);
      const priority = chosen(priorityLabels, draft.values['priority']);
      const { dueDate = null, description = '' } = filledIn(taskFields, draft.values);
      const { record, changeId } = await client.tasks.create({
        projectId,
        title,
        description,
        dueDate,
        assigneeId: assigneeId === '' ? null : Number(assigneeId),
        ...(taskStatus ? { status: taskStatus } : {}),
        ...(priority ? { priority } : {}),
      });
      draft.clear();
      onClose();
      taskRows.receive([record]);
      focusTask(record.id);
      showUndo(`“${record.title}” created`, () => void taskChanges.undoById([changeId], []));
    });
  return (
    <FormDialog
      title="New task"
      action="Create task"
      ready={title.trim() !== ''}
      submit={submit}
      refusedTitle="The task was not created"
      draft={draft}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField label="Title" className={wideField} maxLength={500} required {...field('title')} />
      <WordField label="Status" options={optionsOf(taskStatusLabels)} {...field('status')} />
      <WordField label="Priority" options={optionsOf(priorityLabels)} {...field('priority')} />
      <SelectField label="Assignee" {...field('assigneeId')}>
        <option value="">Nobody</option>
        {active.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <RecordFormFields fields={taskFields} field={field} />
    </FormDialog>
  );
}
