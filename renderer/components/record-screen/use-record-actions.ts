import { useActions, type Action } from '../../lib/actions.ts';
import { manyOf } from '../../lib/format.ts';
import { moveActions, selectActions } from '../../lib/cursor-actions.ts';
import type { RecordSession } from '../../lib/record-session.ts';
import type { StoredRow } from '../../lib/row-store.ts';
import { showToast, undoLast, useToast } from '../../lib/toasts.ts';
import type { TableColumn } from '../data-table/columns.ts';

export const detailId = 'record-detail';
export const searchId = 'record-search';

interface RecordActionsInput<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  columns: readonly TableColumn<Row>[];
  /** "Assets": the group of its actions in the palette and on the sheet. */
  group: string;
  /** Left out where nothing may be written. */
  onNew?: () => void;
  onSort: (by: string) => void;
  canSave: boolean;
  /** What this kind of record can do besides. */
  more: readonly Action[];
}

/** Takes back what the toast offers; where there is nothing, says where older changes are. */
export function undo(noun: string): void {
  if (undoLast() || useToast.getState().toast !== null) return;
  showToast(`Nothing to take back; older changes are in the history of their ${noun}`);
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

/** The keys that every list of records has. Each works on the selection, else on the open or current record. */
export function useRecordActions<Row extends StoredRow, Filter, Patch, Whole extends Row>({
  session,
  columns,
  group,
  onNew,
  onSort,
  canSave,
  more,
}: RecordActionsInput<Row, Filter, Patch, Whole>): void {
  const { cursor, kind, use } = session;
  const { noun } = kind;
  const hasTargets = () => cursor.targetIds().length > 0;
  const back = () => {
    const { selected, openId, query } = use.getState();
    if (selected.size > 0) cursor.clearSelection();
    else if (openId !== null) cursor.open(null);
    else if (query.search !== '') session.setQuery({ search: '' });
  };
  const open = () => {
    const { focusId, focusIndex, list } = use.getState();
    const id = focusId ?? list?.idAt(focusIndex) ?? null;
    if (id === null) return;
    cursor.open(id);
    requestAnimationFrame(() => focus(detailId));
  };
  const list = (id: string, name: string, run: () => void, extra: Partial<Action> = {}): Action => ({
    id: `list.${id}`,
    name,
    group: 'List',
    run,
    ...extra,
  });
  useActions([
    ...moveActions({ cursor, noun }),
    ...selectActions({ cursor, noun }),
    { id: `${noun}.open`, name: `Open ${noun}`, group, keys: ['enter'], when: hasTargets, run: open },
    ...(onNew
      ? [{ id: `${noun}.new`, name: `New ${noun}`, group, keys: ['w'], keywords: 'create add', run: onNew }]
      : []),
    ...more,
    ...(kind.client.remove
      ? [
          {
            id: `${noun}.remove`,
            name: `Delete ${noun}`,
            group,
            keys: ['delete'],
            keywords: 'remove',
            when: hasTargets,
            run: () => void session.remove(cursor.targetIds()),
          },
        ]
      : []),
    { id: `${noun}.undo`, name: 'Undo', group, keys: ['u', 'z', 'mod+z'], run: () => undo(noun) },
    list('back', 'Clear, close or go back', back, { keys: ['escape'], hidden: true }),
    list('search', `Find ${manyOf(noun)}`, () => focus(searchId), { keys: ['/'] }),
    list('filter', 'Filter…', () => session.ask('filter', []), { keys: ['f'] }),
    list('save', 'Save filter…', () => session.ask('saveFilter', []), { when: () => canSave }),
    list('columns', 'Columns…', () => session.ask('columns', []), { keys: ['o'] }),
    ...columns.flatMap(({ id, name, sortKey }) =>
      sortKey === undefined
        ? []
        : [list(`sort.${id}`, `Sort by ${name.toLowerCase()}`, () => onSort(sortKey))],
    ),
  ]);
}
