import type { Task } from '../../../shared/task.ts';
import { undo } from '../../components/record-screen/use-record-actions.ts';
import { useActions, type Action } from '../../lib/actions.ts';
import { navigate } from '../../lib/navigation.ts';
import { setPreferences } from '../../lib/preferences.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { dropFor, lineNeighbourOf, neighbourOf, type BoardColumn, type Direction } from './task-board.ts';
import { focusTask, moveTask, patchTask, removeTask, showTaskOverlay, useBoard } from './task-store.ts';

interface TaskActionsInput {
  projectId: number;
  tasks: readonly Task[];
  board: readonly BoardColumn[];
  view: 'list' | 'board';
  onSearch: () => void;
}

const directions: Record<Direction, { arrow: string; letter: string; words: string }> = {
  up: { arrow: 'up', letter: 'k', words: 'up' },
  down: { arrow: 'down', letter: 'j', words: 'down' },
  left: { arrow: 'left', letter: 'h', words: 'to the column before' },
  right: { arrow: 'right', letter: 'l', words: 'to the next column' },
};

/** Every key of the tasks of a project: arrows or h j k l go, with Shift the task comes along. */
export function useTaskActions({ projectId, tasks, board, view, onSearch }: TaskActionsInput): void {
  const { me, nameOf } = useTechnicians();
  const target = () => {
    const { openId, focusId } = useBoard.getState();
    return tasks.find(({ id }) => id === (openId ?? focusId));
  };
  const has = () => target() !== undefined;
  const task = (id: string, name: string, key: string, run: (task: Task) => void): Action => ({
    id: `task.${id}`,
    name,
    group: 'Tasks',
    keys: [key],
    when: has,
    run() {
      const found = target();
      if (found) run(found);
    },
  });
  const ask = (id: string, name: string, key: string) =>
    task(id, name, key, (found) => showTaskOverlay(id, found.id));
  const move = (steps: number) => focusTask(lineNeighbourOf(board, useBoard.getState().focusId, steps));
  const go = (direction: Direction) => {
    if (view === 'list' && (direction === 'up' || direction === 'down')) move(direction === 'down' ? 1 : -1);
    else focusTask(neighbourOf(board, useBoard.getState().focusId, direction));
  };
  useActions([
    ...(Object.keys(directions) as Direction[]).flatMap((direction): Action[] => {
      const { arrow, letter, words } = directions[direction];
      return [
        {
          id: `tasks.go.${direction}`,
          name: `Go ${words}`,
          group: 'Move',
          keys: [letter, arrow],
          hidden: true,
          run: () => go(direction),
        },
        {
          ...task(`move.${direction}`, `Move task ${words}`, `shift+${arrow}`, ({ id }) => {
            const drop = dropFor(board, id, direction);
            if (drop) moveTask(tasks, id, drop);
          }),
          keys: [`shift+${arrow}`, `shift+${letter}`],
        },
      ];
    }),
    task('open', 'Open task', 'enter', ({ id }) => useBoard.setState({ openId: id, focusId: id })),
    ask('status', 'Set status…', 's'),
    ask('priority', 'Set priority…', 'p'),
    ask('assignee', 'Assign to…', 'a'),
    ask('due', 'Set the due day…', 'd'),
    task('take', 'Assign to me', 'i', ({ id }) => {
      if (me !== null) void patchTask(id, { assigneeId: me }, `assigned to ${nameOf(me) ?? 'you'}`);
    }),
    task('finish', 'Finish, or open again', 'e', ({ id, status }) =>
      moveTask(tasks, id, { status: status === 'done' ? 'todo' : 'done', beforeId: null }),
    ),
    task('remove', 'Delete task', 'delete', ({ id }) => void removeTask(id)),
    {
      id: 'task.new',
      name: 'New task',
      group: 'Tasks',
      keys: ['w'],
      keywords: 'create add',
      run: () => showTaskOverlay('new', null, target()?.status ?? 'todo'),
    },
    { id: 'task.undo', name: 'Undo', group: 'Tasks', keys: ['u', 'z', 'mod+z'], run: () => undo('task') },
    {
      id: 'tasks.view',
      name: view === 'board' ? 'Show tasks as a list' : 'Show tasks as a board',
      group: 'List',
      keys: ['v'],
      run: () => setPreferences({ taskView: view === 'board' ? 'list' : 'board' }),
    },
    { id: 'tasks.search', name: 'Find tasks', group: 'List', keys: ['/'], run: onSearch },
    {
      id: 'tasks.back',
      name: 'Close the task, or back to the projects',
      group: 'Move',
      keys: ['escape'],
      hidden: true,
      run() {
        if (useBoard.getState().openId !== null) useBoard.setState({ openId: null });
        else navigate({ screen: 'projects', projectId });
      },
    },
  ]);
}
