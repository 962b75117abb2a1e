import type { RowList } from './paged-list.ts';

/** Where the technician is in a list: the cursor, the record beside it, and what is selected. */
export interface CursorState {
  readonly list: RowList | null;
  /** What is listed, in text; null before anything is. */
  readonly listKey: string | null;
  readonly focusIndex: number;
  readonly focusId: number | null;
  /** The record in the pane, null while the pane is closed. */
  readonly openId: number | null;
  readonly selected: ReadonlySet<number>;
  /** Where a range selection starts. */
  readonly anchorIndex: number | null;
}

export const startCursor: CursorState = {
  list: null,
  listKey: null,
  focusIndex: 0,
  focusId: null,
  openId: null,
  selected: new Set(),
  anchorIndex: null,
};

/** The part of a screen's store that its cursor moves. */
export interface CursorStore {
  getState(): CursorState;
  setState(patch: Partial<CursorState>): void;
  subscribe(listener: (now: CursorState, before: CursorState) => void): () => void;
}

/** As many as the engine takes in one call. */
export const selectionLimit = 1000;

/** Every way to move through a list and to select in it; each store of a list has one. */
export interface ListCursor {
  readonly store: CursorStore;
  rowCount(): number;
  /** Moves the cursor; an open pane follows it. */
  focusRow(index: number): void;
  moveFocus(steps: number): void;
  open(id: number | null): void;
  /** Opens another record beside the same list. */
  goTo(id: number): void;
  /** Brings the cursor back to its record after rows came or went; where that is gone, to what took its place. */
  settle(): void;
  /** Takes rows out at once; the cursor goes to what follows, and with `openNext` the open pane too. */
  drop(leavers: ReadonlySet<number>, openNext: boolean): void;
  toggleSelected(index: number): void;
  /** A range selection starts under the cursor, unless one has started already. */
  anchor(): void;
  /** Selects everything between the anchor and here. */
  selectRange(index: number): void;
  selectAll(): void;
  clearSelection(): void;
  /** What an action is about: the selection, else the open record, else the one under the cursor. */
  targetIds(): number[];
}

export function clampFocus(index: number, count: number): number {
  return count === 0 ? 0 : Math.min(count - 1, Math.max(0, index));
}

/** The row that the cursor goes to when others leave: the first that stays below it, else above. */
export function survivorNear(
  list: Pick<RowList, 'idAt' | 'state'>,
  index: number,
  leavers: ReadonlySet<number>,
): number | null {
  const { count } = list.state();
  const stays = (id: number | undefined): id is number => id !== undefined && !leavers.has(id);
  for (let at = index; at < count; at += 1) {
    const id = list.idAt(at);
    if (stays(id)) return id;
    if (id === undefined) break;
  }
  for (let at = index - 1; at >= 0; at -= 1) {
    const id = list.idAt(at);
    if (stays(id)) return id;
  }
  return null;
}

export function createListCursor(store: CursorStore): ListCursor {
  const getState = () => store.getState();
  const setState = (patch: Partial<CursorState>) => store.setState(patch);
  const rowCount = () => getState().list?.state().count ?? 0;

  /** The cursor went to a row that is not loaded yet: the open pane follows when it is. */
  let paneFollows = false;

  function focusRow(index: number): void {
    const { list, openId } = getState();
    if (!list) return;
    const focusIndex = clampFocus(index, list.state().count);
    const focusId = list.idAt(focusIndex) ?? null;
    paneFollows = focusId === null && openId !== null;
    setState({ focusIndex, focusId, openId: openId === null ? null : (focusId ?? openId) });
  }

  function selectRange(index: number): void {
    const { list, selected, anchorIndex, focusIndex } = getState();
    if (!list) return;
    const anchor = anchorIndex ?? focusIndex;
    const next = new Set(selected);
    const last = Math.max(anchor, index);
    for (let at = Math.min(anchor, index); at <= last && next.size < selectionLimit; at += 1) {
      const id = list.idAt(at);
      if (id !== undefined) next.add(id);
    }
    setState({ selected: next, anchorIndex: anchor });
  }

  const clearSelection = () => setState({ selected: new Set(), anchorIndex: null });

  return {
    store,
    rowCount,
    focusRow,
    selectRange,
    clearSelection,
    moveFocus: (steps) => focusRow(getState().focusIndex + steps),
    open: (openId) => setState({ openId }),
    goTo(id) {
      const index = getState().list?.indexOf(id) ?? -1;
      setState({ openId: id, ...(index >= 0 ? { focusIndex: index, focusId: id } : {}) });
    },
    settle() {
      const { list, focusId, focusIndex } = getState();
      if (!list || list.state().status === 'loading') return;
      const found = focusId === null ? -1 : list.indexOf(focusId);
      if (found >= 0) {
        if (found !== focusIndex) setState({ focusIndex: found });
        return;
      }
      const index = clampFocus(focusIndex, list.state().count);
      const id = list.idAt(index) ?? null;
      setState({ focusIndex: index, focusId: id, ...(paneFollows && id !== null ? { openId: id } : {}) });
      if (id !== null) paneFollows = false;
    },
    drop(leavers, openNext) {
      const { list, selected, openId, focusIndex } = getState();
      if (!list || leavers.size === 0) return;
      const next = survivorNear(list, focusIndex, leavers);
      list.drop(leavers);
      if (selected.size > 0) clearSelection();
      const leftOpen = openId !== null && leavers.has(openId);
      setState({
        focusId: next,
        focusIndex: next === null ? 0 : Math.max(0, list.indexOf(next)),
        ...(leftOpen && openNext ? { openId: next } : {}),
      });
    },
    toggleSelected(index) {
      const { list, selected } = getState();
      const id = list?.idAt(index);
      if (id === undefined) return;
      const next = new Set(selected);
      if (!next.delete(id) && next.size < selectionLimit) next.add(id);
      setState({ selected: next, anchorIndex: index });
    },
    anchor() {
      const { anchorIndex, focusIndex } = getState();
      setState({ anchorIndex: anchorIndex ?? focusIndex });
    },
    selectAll() {
      setState({ anchorIndex: 0 });
      selectRange(rowCount() - 1);
    },
    targetIds() {
      const { selected, openId, focusId } = getState();
      if (selected.size > 0) return [...selected];
      const one = openId ?? focusId;
      return one === null ? [] : [one];
    },
  };
}
