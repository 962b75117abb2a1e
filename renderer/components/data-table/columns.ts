import type { ReactNode } from 'react';

/** One column of a table; widths in CSS pixels. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly name: string;
  /** The head shows nothing: the cells are glyphs that explain themselves. */
  readonly quietHead?: boolean;
  readonly width: number;
  readonly minWidth: number;
  /** Takes the room that the others leave; where several do, each in proportion to its width. */
  readonly fills?: boolean;
  readonly align?: 'start' | 'end';
  /** The name of the order that its head switches on. */
  readonly sortKey?: string;
  readonly shown: boolean;
  /** Where room is short columns leave in this order, lowest first; without a number a column stays. */
  readonly leaves?: number;
  readonly render: (row: Row) => ReactNode;
}

export interface ColumnState {
  readonly id: string;
  readonly width: number;
  readonly visible: boolean;
}

type Shape = Pick<TableColumn<never>, 'id' | 'width' | 'minWidth' | 'shown' | 'fills' | 'leaves'>;

/** The remembered layout brought up to the columns that exist: unknown ones dropped, new ones at their place. */
export function currentLayout(
  columns: readonly Shape[],
  saved: readonly ColumnState[] | null,
): ColumnState[] {
  const known = new Map(columns.map((column) => [column.id, column]));
  const layout = (saved ?? [])
    .filter((state, index, all) => known.has(state.id) && all.findIndex((s) => s.id === state.id) === index)
    .map((state) => ({ ...state, width: Math.max(known.get(state.id)!.minWidth, state.width) }));
  for (const [index, column] of columns.entries()) {
    if (layout.some((state) => state.id === column.id)) continue;
    const visible = saved === null ? column.shown : false;
    layout.splice(index, 0, { id: column.id, width: column.width, visible });
  }
  return layout;
}

/** Ids of the columns that fit into `room`, in order; those that may leave go until the rest fits. */
export function fittingColumns(
  columns: readonly Shape[],
  layout: readonly ColumnState[],
  room: number,
  gap: number,
): string[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const shown = layout.filter((state) => state.visible && byId.has(state.id));
  const need = (state: ColumnState) => {
    const column = byId.get(state.id)!;
    return (column.fills ? column.minWidth : state.width) + gap;
  };
  let total = shown.reduce((sum, state) => sum + need(state), 0);
  const leavers = shown
    .filter((state) => byId.get(state.id)!.leaves !== undefined)
    .toSorted((a, b) => byId.get(a.id)!.leaves! - byId.get(b.id)!.leaves!);
  const gone = new Set<string>();
  for (const state of leavers) {
    if (total <= room) break;
    gone.add(state.id);
    total -= need(state);
  }
  return shown.map((state) => state.id).filter((id) => !gone.has(id));
}

/** The grid's template: fixed widths, and columns that fill; where those have left, the widest does. */
export function gridTemplate(
  columns: readonly Shape[],
  layout: readonly ColumnState[],
  ids: readonly string[],
): string {
  const shown = ids.map((id) => {
    const column = columns.find((each) => each.id === id);
    const width = layout.find((state) => state.id === id)?.width ?? column?.width ?? 80;
    const fills = column?.fills ?? false;
    // By its built-in width: whatever was remembered of a column that could be resized once has no say.
    return { least: fills ? column!.minWidth : width, width, fills, share: column?.width ?? 1 };
  });
  const widest = shown.toSorted((one, other) => other.width - one.width)[0];
  const filling = shown.some(({ fills }) => fills) ? shown.filter(({ fills }) => fills) : [widest];
  return shown
    .map((each) => (filling.includes(each) ? `minmax(${each.least}px, ${each.share}fr)` : `${each.width}px`))
    .join(' ');
}

/** Moves one column by steps; other columns keep their order. */
export function moveColumn(layout: readonly ColumnState[], id: string, steps: number): ColumnState[] {
  const from = layout.findIndex((state) => state.id === id);
  const to = Math.min(layout.length - 1, Math.max(0, from + steps));
  const moved = layout[from];
  if (!moved || from === to) return [...layout];
  return layout.toSpliced(from, 1).toSpliced(to, 0, moved);
}

export function updateColumn(
  layout: readonly ColumnState[],
  id: string,
  patch: Partial<Omit<ColumnState, 'id'>>,
): ColumnState[] {
  return layout.map((state) => (state.id === id ? { ...state, ...patch } : state));
}
