import { Plus, Search, type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';
import type { Action } from '../../lib/actions.ts';
import { recordsEmptyText } from '../../lib/empty-text.ts';
import { countText, manyOf } from '../../lib/format.ts';
import { placeWriter } from '../../lib/record-place.ts';
import type { RecordField } from '../../lib/record-field.ts';
import type { OwnedPatch, ListedRow, RecordQuery, RecordSession } from '../../lib/record-session.ts';
import { setTable, turnSort, useTable } from '../../lib/table-preferences.ts';
import { useListState } from '../../lib/use-list-state.ts';
import { useLiveRefresh, useOpenInPlace, useRecordList } from '../../lib/use-record-list.ts';
import { Button, narrowLabel } from '../button.tsx';
import type { TableColumn } from '../data-table/columns.ts';
import { RowTable, type GroupOf } from '../data-table/row-table.tsx';
import { FilterChips } from '../filter-chips.tsx';
import { ListField } from '../list-field.tsx';
import { ListNotices } from '../list-notices.tsx';
import { TopBar } from '../top-bar.tsx';
import { Beneath, DetailBody, Screen } from '../screen.tsx';
import type { FilterPart } from './filter-part.ts';
import { RecordOverlays, type RecordQuestions } from './record-overlays.tsx';
import { searchId, useRecordActions } from './use-record-actions.ts';

export interface RecordScreenProps<Row extends ListedRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  title: string;
  icon: LucideIcon;
  columns: readonly TableColumn<Row>[];
  filterParts: readonly FilterPart<Filter>[];
  /** The record that the place names. */
  placeId: number | null;
  /** Keeps what is listed under a name; left out where such filters are not kept. */
  onSaveFilter?: (name: string, query: RecordQuery<Filter>) => Promise<void>;
  /** Buttons before the one that makes a new record. */
  buttons?: ReactNode;
  /** What stands over the list: figures, what is wrong now. */
  lead?: ReactNode;
  /** Rows stand under the headings of what they belong to; the field that brings them together is sorted by first. */
  group?: { readonly field: string; readonly of: GroupOf<Row> } | null;
  /** In pixels, where it is not that of every list. */
  rowHeight?: number;
  /** What an empty list says while nothing narrows it. */
  empty: { readonly title: string; readonly text: string };
  /** Where a new one is written; left out where they come by themselves. */
  form?: (close: () => void) => ReactNode;
  actions: readonly Action[];
  detail: (id: number) => ReactNode;
  /** What this kind asks over the screen besides its organization, by the name under which it is asked. */
  questions?: RecordQuestions<Row, Filter, Patch, Whole>;
  /** The written fields that can be set for many at once; each is asked for by its id. */
  fields?: readonly RecordField<Row, Patch>[];
}

/** A table of records beside the open one: the frame that every kind of record has. */
export function RecordScreen<Row extends ListedRow, Filter, Patch extends OwnedPatch, Whole extends Row>(
  props: RecordScreenProps<Row, Filter, Patch, Whole>,
) {
  const { session, columns, filterParts, title } = props;
  const { use, cursor, rows, kind } = session;
  const newLabel = `New ${kind.noun}`;
  const askNew = () => session.ask('new', []);
  const query = use((state) => state.query);
  const list = use((state) => state.list);
  const openId = use((state) => state.openId);
  const focusIndex = use((state) => state.focusIndex);
  const selected = use((state) => state.selected);
  const table = useTable(kind.domain);
  const state = useListState(list);
  // An order by a column that is no more would be refused by the engine.
  const isKnown = columns.some(({ sortKey }) => sortKey !== undefined && sortKey === table.sort?.by);
  const sort = isKnown && table.sort ? table.sort : kind.firstSort;
  const sorts = props.group ? [{ by: props.group.field, descending: false }, sort] : [sort];
  const onSort = (by: string) => turnSort(kind.domain, by, sort);

  useOpenInPlace({ cursor, placeId: props.placeId, writePlace: placeWriter(kind.domain) });
  useRecordList({
    cursor,
    listKey: JSON.stringify([query.filter, query.search, sorts]),
    makeList: () => session.makeList(query, sorts),
    askedId: () => props.placeId,
    startsClosed: kind.startsClosed ?? false,
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
    ...(props.form ? { onNew: askNew } : {}),
    onSort,
    canSave,
    more: props.actions,
  });

  return (
    <Screen>
      <TopBar
        title={title}
        count={state && state.status === 'ready' ? countText(state.total) : ''}
        actions={
          <>
            <ListField
              id={searchId}
              icon={Search}
              label={`Find ${manyOf(kind.noun)}`}
              keys="/"
              value={query.search}
              onChange={(search) => session.setQuery({ search })}
            />
            {props.buttons}
            {props.form && (
              <Button variant="primary" icon={Plus} onClick={askNew} aria-keyshortcuts="w">
                <span className={narrowLabel}>{newLabel}</span>
              </Button>
            )}
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
      <DetailBody noun={kind.noun} detail={openId === null ? null : props.detail(openId)}>
        <Beneath lead={props.lead}>
          {list && (
            <RowTable
              label={title}
              nouns={manyOf(kind.noun)}
              icon={props.icon}
              list={list}
              rows={rows}
              cursor={cursor}
              focusIndex={focusIndex}
              selected={selected}
              columns={columns}
              {...(props.rowHeight === undefined ? {} : { rowHeight: props.rowHeight })}
              {...(props.group ? { groupOf: props.group.of } : {})}
              layout={table.columns}
              onLayout={(layout) => setTable(kind.domain, { columns: [...layout] })}
              sort={sort}
              onSort={onSort}
              empty={recordsEmptyText(props.empty, query.search, chips.length > 0)}
              emptyAction={
                props.form &&
                !isNarrowed && (
                  <Button variant="primary" keys="w" onClick={askNew}>
                    {newLabel}
                  </Button>
                )
              }
            />
          )}
        </Beneath>
      </DetailBody>
      <RecordOverlays
        session={session}
        columns={columns}
        filterParts={filterParts}
        {...(props.onSaveFilter ? { onSaveFilter: props.onSaveFilter } : {})}
        {...(props.form ? { form: props.form } : {})}
        questions={props.questions ?? {}}
        fields={props.fields ?? []}
      />
    </Screen>
  );
}
