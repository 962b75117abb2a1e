import { useSyncExternalStore } from 'react';

/** What every row of a list has: who it is, and how new this word about it is. */
export interface StoredRow {
  readonly id: number;
  readonly updatedAt: number;
}

/** What a change that is on its way makes of the rows it touches. */
export type RowPatch<Row> = { readonly [K in Exclude<keyof Row, 'id'>]?: Row[K] | undefined };

interface PendingChange<Row> {
  readonly token: number;
  readonly ids: ReadonlySet<number>;
  readonly patch: RowPatch<Row>;
}

/**
 * Rows as the technician sees them: what the engine said last, and on top every change that it has not
 * answered yet. A late page of a list cannot undo what was just typed, and a refused change leaves no trace.
 */
export interface RowStore<Row extends StoredRow> {
  get(id: number): Row | undefined;
  /** Counts up with every change, so that a view can tell that something is new. */
  version(): number;
  isPending(id: number): boolean;
  /** What the engine says about some rows now. */
  receive(rows: readonly Row[]): void;
  /** Changes what the engine said of a row by what it said since; rows that are not known stay so. */
  amend(id: number, change: (row: Row) => Row): void;
  /** Shows a change before it is made; the token ends it. */
  begin(ids: readonly number[], patch: RowPatch<Row>): number;
  /** Ends a change: the rows as the engine answered them, or nothing where it was refused. */
  end(token: number, rows?: readonly Row[]): void;
  /** Knows nothing any more, changes on their way included. */
  clear(): void;
  subscribe(listener: () => void): () => void;
}

export function createRowStore<Row extends StoredRow>(): RowStore<Row> {
  const told = new Map<number, Row>();
  const shown = new Map<number, Row>();
  const listeners = new Set<() => void>();
  let pending: readonly PendingChange<Row>[] = [];
  let lastToken = 0;
  let version = 0;

  const show = (id: number) => {
    const row = told.get(id);
    if (!row) return;
    const patches = pending.filter((change) => change.ids.has(id)).map((change) => change.patch);
    shown.set(id, patches.length === 0 ? row : Object.assign({}, row, ...patches));
  };
  const publish = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const take = (row: Row) => {
    const known = told.get(row.id);
    // An answer that was overtaken by a newer one says nothing; equal ones keep their identity, so no row repaints.
    if (known && (known.updatedAt > row.updatedAt || sameRow(known, row))) return;
    told.set(row.id, row);
    show(row.id);
  };

  return {
    get: (id) => shown.get(id),
    version: () => version,
    isPending: (id) => pending.some((change) => change.ids.has(id)),
    receive(rows) {
      for (const row of rows) take(row);
      publish();
    },
    amend(id, change) {
      const row = told.get(id);
      if (!row) return;
      told.set(id, change(row));
      show(id);
      publish();
    },
    begin(ids, patch) {
      lastToken += 1;
      pending = [...pending, { token: lastToken, ids: new Set(ids), patch }];
      for (const id of ids) show(id);
      publish();
      return lastToken;
    },
    end(token, rows = []) {
      const ended = pending.find((change) => change.token === token);
      // Everything was cleared while it was on its way.
      if (!ended) return;
      pending = pending.filter((change) => change !== ended);
      for (const row of rows) take(row);
      for (const id of ended.ids) show(id);
      publish();
    },
    clear() {
      told.clear();
      shown.clear();
      pending = [];
      publish();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function sameRow<Row extends StoredRow>(a: Row, b: Row): boolean {
  const keys = Object.keys(a) as (keyof Row)[];
  return keys.every((key) => a[key] === b[key]);
}

/** One row as it is shown now; undefined while it is not known. */
export function useRow<Row extends StoredRow>(store: RowStore<Row>, id: number | null): Row | undefined {
  return useSyncExternalStore(store.subscribe, () => (id === null ? undefined : store.get(id)));
}
