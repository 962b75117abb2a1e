import type { Count } from '../../shared/saved-filter.ts';

/** What a table knows of a list that is loaded piece by piece. */
export interface ListState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Places to show, loaded or not. */
  readonly count: number;
  readonly total: Count;
  /** Why the last request failed; what was loaded before stays. */
  readonly error: string | null;
  readonly warnings: readonly string[];
  /** More may follow: the search has not seen the whole database yet. */
  readonly more: boolean;
  /** Rows that came in above the ones being read, counted up with each arrival. */
  readonly inserted: { readonly version: number; readonly rows: number };
}

export interface RowList {
  state(): ListState;
  idAt(index: number): number | undefined;
  indexOf(id: number): number;
  subscribe(listener: () => void): () => void;
  /** Which places are on screen: what is missing there is asked for. */
  show(first: number, last: number): void;
  /** Asks again for what is on screen; `keep` names the row that must not move. */
  refresh(): void;
  /** Takes rows out at once, before the engine has answered. */
  drop(ids: ReadonlySet<number>): void;
  close(): void;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: Count;
}

export interface PagedListDeps<Row> {
  /** At most `pageSize` rows from there on. */
  readonly fetchPage: (offset: number) => Promise<Page<Row>>;
  /** Takes over rows; answers the ids of those that still belong here. */
  readonly receive: (rows: readonly Row[]) => number[];
  readonly errorText: (error: unknown) => string;
}

export const pageSize = 100;
const startState: ListState = {
  status: 'loading',
  count: 0,
  total: { value: 0, exact: true },
  error: null,
  warnings: [],
  more: false,
  inserted: { version: 0, rows: 0 },
};

/** A list by pages around what is on screen; the rest is only counted. */
export function createPagedList<Row>({ fetchPage, receive, errorText }: PagedListDeps<Row>): RowList {
  let ids: (number | undefined)[] = [];
  let state = startState;
  let visible = { first: 0, last: 0 };
  let generation = 0;
  let refreshing = false;
  let refreshAgain = false;
  let closed = false;
  const underway = new Set<number>();
  const listeners = new Set<() => void>();

  const publish = (patch: Partial<ListState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const pagesOnScreen = () => {
    const pages: number[] = [];
    const from = Math.floor(visible.first / pageSize);
    for (let page = from; page <= Math.floor(visible.last / pageSize); page += 1) pages.push(page);
    return pages;
  };
  const place = (into: (number | undefined)[], page: number, pageIds: readonly number[]) => {
    for (const [index, id] of pageIds.entries()) into[page * pageSize + index] = id;
  };
  /** An uncertain total grows as long as full pages come back. */
  const lengthFor = (total: Count, page: number, received: number) =>
    total.exact
      ? total.value
      : Math.max(
          total.value,
          ids.length,
          page * pageSize + received + (received === pageSize ? pageSize : 0),
        );

  const load = async (page: number) => {
    const mine = generation;
    underway.add(page);
    try {
      const { rows, total } = await fetchPage(page * pageSize);
      if (mine !== generation || closed) return;
      place(ids, page, receive(rows));
      ids.length = lengthFor(total, page, rows.length);
      publish({ status: 'ready', count: ids.length, total, error: null });
    } catch (error) {
      if (mine !== generation) return;
      publish({ status: state.status === 'ready' ? 'ready' : 'failed', error: errorText(error) });
    } finally {
      underway.delete(page);
    }
  };

  const refresh = async () => {
    if (refreshing) {
      refreshAgain = true;
      return;
    }
    refreshing = true;
    const pages = pagesOnScreen();
    try {
      const answers = await Promise.all(pages.map((page) => fetchPage(page * pageSize)));
      // What comes back now would only fill memory that was just emptied.
      if (closed) return;
      generation += 1;
      underway.clear();
      const before = ids;
      const next: (number | undefined)[] = [];
      for (const [index, answer] of answers.entries()) place(next, pages[index]!, receive(answer.rows));
      const total = answers.at(-1)!.total;
      ids = next;
      ids.length = lengthFor(total, pages.at(-1)!, answers.at(-1)!.rows.length);
      const moved = shiftOf(before, next, visible.first, visible.last);
      const inserted = moved === 0 ? state.inserted : { version: state.inserted.version + 1, rows: moved };
      publish({ status: 'ready', count: ids.length, total, error: null, inserted });
    } catch (error) {
      publish({ status: state.status === 'ready' ? 'ready' : 'failed', error: errorText(error) });
    } finally {
      refreshing = false;
    }
    if (closed) return;
    if (refreshAgain) {
      refreshAgain = false;
      await refresh();
      return;
    }
    // Who scrolled meanwhile sees places that the refresh did not ask for, and what came for them is gone with it.
    loadMissing();
  };

  const loadMissing = () => {
    for (const page of pagesOnScreen()) {
      const start = page * pageSize;
      const end = state.status === 'loading' ? start + 1 : Math.min(start + pageSize, ids.length);
      const complete = start >= end || isFilled(ids, start, end);
      if (!complete && !underway.has(page)) void load(page);
    }
  };

  return {
    state: () => state,
    idAt: (index) => ids[index],
    indexOf: (id) => ids.indexOf(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show(first, last) {
      visible = { first: Math.max(0, first), last: Math.max(first, last) };
      loadMissing();
    },
    refresh: () => void refresh(),
    drop(gone) {
      let dropped = 0;
      for (const id of gone) {
        const index = ids.indexOf(id);
        if (index < 0) continue;
        ids.splice(index, 1);
        dropped += 1;
      }
      if (dropped === 0) return;
      const total = { ...state.total, value: Math.max(0, state.total.value - dropped) };
      publish({ count: ids.length, total });
    },
    close() {
      closed = true;
      listeners.clear();
    },
  };
}

function isFilled(ids: readonly (number | undefined)[], start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) if (ids[index] === undefined) return false;
  return true;
}

/** By how many places the first row that is still there has moved. */
export function shiftOf(
  before: readonly (number | undefined)[],
  after: readonly (number | undefined)[],
  first: number,
  last: number,
): number {
  for (let index = first; index <= last; index += 1) {
    const id = before[index];
    if (id === undefined) continue;
    const now = after.indexOf(id);
    if (now >= 0) return now - index;
  }
  return 0;
}
