import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { PushEvent } from '../../shared/events.ts';
import { createRowChanges, type RowChanges } from './change-rows.ts';
import { errorMessage } from './client.ts';
import { plural } from './format.ts';
import { keep, kept } from './crash-store.ts';
import { createListCursor, startCursor, type CursorState, type ListCursor } from './list-cursor.ts';
import { createPagedList, pageSize, type RowList } from './paged-list.ts';
import { placeWriter } from './record-place.ts';
import type { RecordDomain } from './route.ts';
import { createRowStore, type RowStore, type StoredRow } from './row-store.ts';
import { showFailure, showUndo } from './toasts.ts';

/** What is listed: everything, narrowed by a filter and by words. */
export interface RecordQuery<Filter> {
  readonly filter: Filter;
  readonly search: string;
  /** Where it came from: a saved filter keeps its name in the head. */
  readonly savedFilterId: number | null;
}

export interface RecordSort {
  readonly by: string;
  readonly descending: boolean;
}

export interface RecordState<Filter> extends CursorState {
  readonly query: RecordQuery<Filter>;
  /** What is asked over the screen, and for which records. */
  readonly overlay: { readonly kind: string; readonly ids: readonly number[] } | null;
  /** Which part of the open record is shown. */
  readonly part: string;
}

/** A line of a list of records: each belongs to an organization. */
export interface OwnedRow extends StoredRow {
  readonly organizationId: number;
}

/** A line of any list of records; those of the whole workspace belong to no organization. */
export interface ListedRow extends StoredRow {
  readonly organizationId?: number;
}

/** A change of records of any kind may give them to another organization. */
export interface OwnedPatch {
  organizationId?: number | undefined;
}

/** The calls that every kind of record has; `Row` is a line of its list. */
export interface RecordClient<Row, Filter, Patch, Whole extends Row = Row> {
  list(input: {
    filter: Filter;
    search: string;
    sort: { field: string; descending: boolean }[];
    offset: number;
    limit: number;
  }): Promise<{ rows: readonly Row[]; total: number }>;
  get(input: { id: number }): Promise<Whole>;
  /** Left out, with the two that follow, where records of this kind only come and go by themselves. */
  update?(input: { ids: number[]; patch: Patch }): Promise<{ changeId: string; records: readonly Row[] }>;
  remove?(input: { ids: number[] }): Promise<{ changeId: string }>;
  undo?(input: {
    changeId: string;
  }): Promise<{ records: readonly Row[]; kept: readonly { id: number; field: string }[] }>;
}

export interface RecordKind<Row, Filter, Patch, Whole extends Row = Row> {
  /** Its room in the contract, in pushed events and in the preferences. */
  readonly domain: RecordDomain;
  /** What one is, in lower case: "asset". */
  readonly noun: string;
  readonly client: RecordClient<Row, Filter, Patch, Whole>;
  readonly nameOf: (row: Row) => string;
  readonly wholeFilter: Filter;
  readonly firstSort: RecordSort;
  /** The part of a record that opens first. */
  readonly firstPart: string;
  /** The first row is not opened by itself: the list wants the room. */
  readonly startsClosed?: boolean;
  /** What is looked for is nobody's business: the browser's store on the disk never hears of it. */
  readonly confidential?: boolean;
}

export interface RecordSession<Row extends StoredRow, Filter, Patch, Whole extends Row = Row> {
  readonly kind: RecordKind<Row, Filter, Patch, Whole>;
  readonly use: UseBoundStore<StoreApi<RecordState<Filter>>>;
  readonly rows: RowStore<Row>;
  readonly cursor: ListCursor;
  readonly changes: RowChanges<Row>;
  /** Ordered by the first of `sorts`, then by the next. */
  makeList(query: RecordQuery<Filter>, sorts: readonly RecordSort[]): RowList;
  isAbout(event: PushEvent): boolean;
  setQuery(query: Partial<RecordQuery<Filter>>): void;
  ask(kind: string, ids?: readonly number[]): void;
  closeOverlay(): void;
  /** `FS01`, or `3 assets`. */
  nameOf(ids: readonly number[]): string;
  /** What all of some records share; undefined where they differ. */
  shared<T>(ids: readonly number[], read: (row: Row) => T): T | undefined;
  /** One patch to every record named, shown at once. */
  patch(ids: readonly number[], patch: Patch, done: string): Promise<boolean>;
  /** Takes records away, with the way back. */
  remove(ids: readonly number[]): Promise<void>;
  /** Shows a record that was just made, with the way back. */
  receiveNew(record: Row, changeId: string): void;
  /** Drops every row and what was looked for; only the ids of where one was stay. */
  forget(): void;
}

const storageKey = (domain: string) => `list.${domain}`;

/** What was listed when it crashed; a start in order lists everything. */
function storedQuery<Filter>(domain: string): RecordQuery<Filter> | null {
  const text = kept(storageKey(domain));
  // Only this file writes it.
  return text === '' ? null : (JSON.parse(text) as RecordQuery<Filter>);
}

/** Everything that the screen of one kind of record keeps: its rows, its list, its cursor, and the ways to change them. */
export function createRecordSession<
  Row extends StoredRow,
  Filter,
  Patch extends object,
  Whole extends Row = Row,
>(kind: RecordKind<Row, Filter, Patch, Whole>): RecordSession<Row, Filter, Patch, Whole> {
  const { client, noun, domain, confidential = false } = kind;
  const whole: RecordQuery<Filter> = { filter: kind.wholeFilter, search: '', savedFilterId: null };
  const use = create<RecordState<Filter>>(() => ({
    ...startCursor,
    query: (confidential ? null : storedQuery<Filter>(domain)) ?? whole,
    overlay: null,
    part: kind.firstPart,
  }));
  use.subscribe(({ query }, before) => {
    if (query !== before.query && !confidential) keep(storageKey(domain), JSON.stringify(query));
  });
  const rows = createRowStore<Row>();
  const cursor = createListCursor(use);
  const refresh = () => use.getState().list?.refresh();
  const nameOf = (ids: readonly number[]) => {
    const only = ids.length === 1 ? rows.get(ids[0]!) : undefined;
    return only ? kind.nameOf(only) : plural(ids.length, noun);
  };
  const changes = createRowChanges<Row>({
    rows,
    cursor,
    refresh,
    nameOf,
    async undo(changeId) {
      const { records, kept } = await given(client.undo)({ changeId });
      return { rows: records, kept };
    },
  });

  return {
    kind,
    use,
    rows,
    cursor,
    changes,
    makeList: ({ filter, search }, sorts) =>
      createPagedList<Row>({
        async fetchPage(offset) {
          const sort = sorts.map(({ by, descending }) => ({ field: by, descending }));
          const page = await client.list({ filter, search, sort, offset, limit: pageSize });
          return { rows: page.rows, total: { value: page.total, exact: true } };
        },
        receive(page) {
          rows.receive(page);
          return page.map(({ id }) => id);
        },
        errorText: errorMessage,
      }),
    isAbout: (event) => event.type === domain,
    setQuery(query) {
      // What was open need not be in the list that comes; a saved filter brings its own place with it.
      if (!('savedFilterId' in query)) placeWriter(domain)(null);
      use.setState((state) => ({
        query: { ...state.query, savedFilterId: null, ...query },
        selected: new Set(),
        anchorIndex: null,
      }));
    },
    ask: (overlay, ids = cursor.targetIds()) => use.setState({ overlay: { kind: overlay, ids } }),
    closeOverlay: () => use.setState({ overlay: null }),
    nameOf,
    shared(ids, read) {
      const values = new Set(
        ids.map((id) => {
          const row = rows.get(id);
          return row && read(row);
        }),
      );
      return values.size === 1 ? [...values][0] : undefined;
    },
    patch: (ids, patch, done) =>
      changes.change({
        ids,
        // A patch holds fields of the record by their own names.
        patch,
        done,
        async send() {
          const { changeId, records } = await given(client.update)({ ids: [...ids], patch });
          return { changeIds: [changeId], rows: records };
        },
      }),
    async remove(ids) {
      if (ids.length === 0) return;
      const name = nameOf(ids);
      const { openId } = use.getState();
      cursor.drop(new Set(ids), true);
      try {
        const { changeId } = await given(client.remove)({ ids: [...ids] });
        showUndo(`${name} deleted`, () => void changes.undoById([changeId], ids));
      } catch (error) {
        refresh();
        use.setState({ openId });
        showFailure(`${name} not deleted: ${errorMessage(error)}`);
      }
    },
    receiveNew(record, changeId) {
      rows.receive([record]);
      use.setState({ openId: record.id, focusId: record.id });
      showUndo(`${kind.nameOf(record)} created`, () => {
        if (use.getState().openId === record.id) use.setState({ openId: null });
        void changes.undoById([changeId], []);
      });
    },
    forget() {
      use.getState().list?.close();
      rows.clear();
      const { openId, focusId } = use.getState();
      use.setState({ ...startCursor, openId, focusId, query: whole, overlay: null });
    },
  };
}

/** What a kind without this call was asked to do is a mistake of its screen. */
function given<Call>(call: Call | undefined): Call {
  if (call === undefined) throw new Error('Records of this kind cannot be changed');
  return call;
}
