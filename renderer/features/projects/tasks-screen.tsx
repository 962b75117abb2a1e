import { ArrowLeft, Columns3, List, ListTodo, Search, SearchX, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListField } from '../../components/list-field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { numberText } from '../../lib/format.ts';
import { navigate, useNavigation } from '../../lib/navigation.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { useSessionText } from '../../lib/session-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Progress } from './progress.tsx';
import styles from './projects.module.css';
import { TaskBoardView, TaskListView } from './task-board-view.tsx';
import { boardOf, matchingTasks } from './task-board.ts';
import { TaskDetail } from './task-detail.tsx';
import { TaskOverlay } from './task-overlay.tsx';
import { moveTask, showTaskOverlay, useBoard } from './task-store.ts';
import { useTaskActions } from './use-task-actions.ts';
import { tasksShown, useTasks } from './use-tasks.ts';

const searchId = 'task-search';

/** The open task and the address say the same. */
function useOpenTaskInPlace(projectId: number, taskId: number | null): void {
  useEffect(() => {
    useBoard.setState(taskId === null ? { openId: null } : { openId: taskId, focusId: taskId });
  }, [taskId]);
  useEffect(
    () =>
      useBoard.subscribe(({ openId }, before) => {
        const { route } = useNavigation.getState();
        if (openId === before.openId || route.screen !== 'tasks' || route.projectId !== projectId) return;
        navigate({ ...route, taskId: openId }, { replace: true });
      }),
    [projectId],
  );
}

/** The tasks of one project: on a board or as a list, each beside its detail. */
export function TasksScreen({ projectId, taskId }: { projectId: number; taskId: number | null }) {
  const project = useAnswer('projects', 'get', { id: projectId });
  const { answer, tasks } = useTasks(projectId);
  const [search, setSearch] = useSessionText(`tasks.${projectId}`);
  const view = usePreference('taskView');
  const focusId = useBoard((board) => board.focusId);
  const openId = useBoard((board) => board.openId);
  const shown = matchingTasks(tasks, search);
  const board = boardOf(shown);
  useOpenTaskInPlace(projectId, taskId);
  useTaskActions({
    projectId,
    tasks,
    board,
    view,
    onSearch: () => document.getElementById(searchId)?.focus(),
  });
  const open = (id: number) => useBoard.setState({ openId: id, focusId: id });
  const newTask = () => showTaskOverlay('new');
  return (
    <Screen>
      <TopBar
        title={project.value?.name ?? ''}
        count={answer.value ? numberText(answer.value.total) : ''}
        lead={
          <IconButton
            icon={ArrowLeft}
            label="Back to the projects (Esc)"
            onClick={() => navigate({ screen: 'projects', projectId })}
          />
        }
        actions={
          <>
            <ListField
              id={searchId}
              icon={Search}
              label="Find tasks"
              keys="/"
              value={search}
              onChange={setSearch}
            />
            <Button
              icon={view === 'board' ? List : Columns3}
              keys="v"
              onClick={() => setPreferences({ taskView: view === 'board' ? 'list' : 'board' })}
            >
              {view === 'board' ? 'List' : 'Board'}
            </Button>
            <AddButton onAdd={newTask}>New task</AddButton>
          </>
        }
      >
        {project.value && <Progress done={project.value.doneTaskCount} total={project.value.taskCount} />}
      </TopBar>
      <DetailBody noun="task" detail={openId === null ? null : <TaskDetail key={openId} id={openId} />}>
        {answer.status === 'loading' && <Skeleton rows={10} label="Loading tasks" />}
        {answer.status === 'failed' && tasks.length === 0 && (
          <EmptyState icon={TriangleAlert} title="The tasks could not be read">
            {answer.error.message} Nothing was lost.
          </EmptyState>
        )}
        {answer.value && tasks.length === 0 && (
          <EmptyState
            icon={ListTodo}
            title="No tasks yet"
            action={<AddFirst onAdd={newTask}>New task</AddFirst>}
          >
            What has to be done for this project, in four columns. Shift with an arrow moves a task.
          </EmptyState>
        )}
        {tasks.length > 0 && shown.length === 0 && (
          <EmptyState icon={SearchX} title="Nothing found">
            Fewer words find more. Titles and descriptions of this project are searched.
          </EmptyState>
        )}
        {shown.length > 0 &&
          (view === 'board' ? (
            <TaskBoardView
              board={board}
              focusId={focusId}
              onOpen={open}
              onDrop={(id, drop) => moveTask(tasks, id, drop)}
            />
          ) : (
            <TaskListView board={board} focusId={focusId} onOpen={open} />
          ))}
        {answer.value && answer.value.total > tasks.length && (
          <p className={styles['note']}>
            The first {numberText(tasksShown)} of {numberText(answer.value.total)} tasks.
          </p>
        )}
      </DetailBody>
      <TaskOverlay projectId={projectId} onMove={(id, drop) => moveTask(tasks, id, drop)} />
    </Screen>
  );
}
