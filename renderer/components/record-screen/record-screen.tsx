import { Plus, Search, type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';
import type { Action } from '../../lib/actions.ts';
import { recordsEmptyText } from '../../lib/empty-text.ts';
import { countText } from '../../lib/format.ts';
import { placeWriter } from '../../lib/record-place.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import type { RecordQuery, RecordSession } from '../../lib/record-session.ts';
import type { StoredRow } from '../../lib/row-store.ts';
import { setTable, turnSort, useTable } from '../../lib/table-preferences.ts';
import { useListState } from '../../lib/use-list-state.ts';
import { useLiveRefresh, useOpenInPlace, useRecordList } from '../../lib/use-record-list.ts';
import { Button, narrowLabel } from '../button.tsx';
import type { TableColumn } from '../data-table/columns.ts';
import { RowTable } from '../data-table/row-table.tsx';
import { FilterChips } from '../filter-chips.tsx';
import { ListField } from '../list-field.tsx';
import { ListNotices } from '../list-notices.tsx';
import { SplitPane } from '../split-pane.tsx';
import { TopBar } from '../top-bar.tsx';
import type { FilterPart } from './filter-part.ts';
import { RecordOverlays } from './record-overlays.tsx';
import styles from './record-screen.module.css';
import { searchId, useRecordActions } from './use-record-actions.ts';

export interface RecordScreenProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  title: string;
  icon: LucideIcon;
  columns: readonly TableColumn<Row>[];
  filterParts: readonly FilterPart<Filter>[];
  /** The record that the place names. */
  placeId: number | null;
  /** Keeps what is listed under a name; left out where such filters are not kept. */
  onSaveFilter?: (name: string, query: RecordQuery<Filter>) => Promise<void>;
  /** What an empty list says while nothing narrows it. */
  empty: { readonly title: string; readonly text: string };
  newLabel: string;
  onNew: () => void;
  actions: readonly Action[];
  detail: (id: number) => ReactNode;
  /** What this kind asks over the screen, by the name under which it was asked. */
  overlay: (kind: string, ids: readonly number[], close: () => void) => ReactNode;
}

/** A table of records beside the open one: the frame that every kind of record has. */
export function RecordScreen<Row extends StoredRow, Filter, Patch, Whole extends Row>(
  props: RecordScreenProps<Row, Filter, Patch, Whole>,
) {
  const { session, columns, filterParts, title } = props;
  const { use, cursor, rows, kind } = session;
  const query = use((state) => state.query);
  const list = use((state) => state.list);
  const openId = use((state) => state.openId);
  const focusIndex = use((state) => state.focusIndex);
  const selected = use((state) => state.selected);
  const table = useTable(kind.domain);
  const width = usePreference('detailWidth');
  const state = useListState(list);
  // An order by a column that is no more would be refused by the engine.
  const isKnown = columns.some(({ sortKey }) => sortKey !== undefined && sortKey === table.sort?.by);
  const sort = isKnown && table.sort ? table.sort : kind.firstSort;
  const onSort = (by: string) => turnSort(kind.domain, by, sort);

  useOpenInPlace({ cursor, placeId: props.placeId, writePlace: placeWriter(kind.domain) });
  useRecordList({
    cursor,
    listKey: JSON.stringify([query.filter, query.search, sort]),
    makeList: () => session.makeList(query, sort),
    askedId: () => props.placeId,
  });
  useLiveRefresh(cursor, session.isAbout);

  const chips = filterParts.flatMap((part) => {
    const text = part.words(query.filter);
    const onRemove = () => session.setQuery({ filter: part.without(query.filter) });
    return text === null ? [] : [{ key: part.id, text, onRemove }];
  });
  const isNarrowed = chips.length > 0 || query.search.trim() !== '';
  const canSave = props.onSaveFilter !== undefined && isNarrowed && query.savedFilterId === null;
  useRecordActions({
    session,
    columns,
    group: title,
    onNew: props.onNew,
    onSort,
    canSave,
    more: props.actions,
  });

  return (
    <div className={styles['screen']}>
      <TopBar
        title={title}
        count={state && state.status === 'ready' ? countText(state.total) : ''}
        actions={
          <>
            <ListField
              id={searchId}
              icon={Search}
              label={`Find ${kind.noun}s`}
              keys="/"
              value={query.search}
              onChange={(search) => session.setQuery({ search })}
            />
            <Button variant="primary" icon={Plus} onClick={props.onNew} aria-keyshortcuts="w">
              <span className={narrowLabel}>{props.newLabel}</span>
            </Button>
          </>
        }
      >
        <FilterChips
          chips={chips}
          onFilter={() => session.ask('filter', [])}
          onSave={canSave ? () => session.ask('saveFilter', []) : undefined}
        />
      </TopBar>
      <ListNotices noun={kind.noun} selected={selected.size} onClear={cursor.clearSelection} state={state} />
      <div className={styles['body']}>
        <SplitPane
          label={`Width of the open ${kind.noun}`}
          sideWidth={width}
          minWidth={320}
          maxWidth={1200}
          onResizeEnd={(detailWidth) => setPreferences({ detailWidth })}
          side={openId === null ? null : props.detail(openId)}
        >
          {list && (
            <RowTable
              label={title}
              nouns={`${kind.noun}s`}
              icon={props.icon}
              list={list}
              rows={rows}
              cursor={cursor}
              focusIndex={focusIndex}
              selected={selected}
              columns={columns}
              layout={table.columns}
              onLayout={(layout) => setTable(kind.domain, { columns: [...layout] })}
              sort={sort}
              onSort={onSort}
              empty={recordsEmptyText(props.empty, query.search, chips.length > 0)}
              emptyAction={
                !isNarrowed && (
                  <Button variant="primary" keys="w" onClick={props.onNew}>
                    {props.newLabel}
                  </Button>
                )
              }
            />
          )}
        </SplitPane>
      </div>
      <RecordOverlays
        session={session}
        columns={columns}
        filterParts={filterParts}
        {...(props.onSaveFilter ? { onSaveFilter: props.onSaveFilter } : {})}
        more={props.overlay}
      />
    </div>
  );
}
