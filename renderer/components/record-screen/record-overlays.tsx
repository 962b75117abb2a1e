import type { ReactNode } from 'react';
import type { RecordQuery, RecordSession } from '../../lib/record-session.ts';
import type { StoredRow } from '../../lib/row-store.ts';
import { setTable, useTable } from '../../lib/table-preferences.ts';
import { ColumnEditor } from '../data-table/column-editor.tsx';
import { currentLayout, type TableColumn } from '../data-table/columns.ts';
import { PartsPicker } from '../parts-picker.tsx';
import { SaveFilter } from '../save-filter.tsx';
import type { FilterPart } from './filter-part.ts';

interface RecordOverlaysProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  columns: readonly TableColumn<Row>[];
  filterParts: readonly FilterPart<Filter>[];
  onSaveFilter?: (name: string, query: RecordQuery<Filter>) => Promise<void>;
  more: (kind: string, ids: readonly number[], close: () => void) => ReactNode;
}

/** Whatever is asked over a list of records: columns, filter, a name for the filter, and what the kind itself asks. */
export function RecordOverlays<Row extends StoredRow, Filter, Patch, Whole extends Row>(
  props: RecordOverlaysProps<Row, Filter, Patch, Whole>,
) {
  const { session, columns, filterParts, onSaveFilter } = props;
  const { use, kind, closeOverlay } = session;
  const overlay = use((state) => state.overlay);
  const query = use((state) => state.query);
  const table = useTable(kind.domain);
  if (!overlay) return null;
  switch (overlay.kind) {
    case 'columns':
      return (
        <ColumnEditor
          columns={columns}
          layout={currentLayout(columns, table.columns)}
          onLayout={(layout) => setTable(kind.domain, { columns: layout })}
          onReset={() => setTable(kind.domain, { columns: null })}
          onClose={closeOverlay}
        />
      );
    case 'filter': {
      const isFiltered = filterParts.some((part) => part.words(query.filter) !== null);
      return (
        <PartsPicker
          parts={filterParts}
          optionsOf={(id) => filterParts.find((part) => part.id === id)?.choices(query.filter) ?? []}
          onChoose={({ next }) => session.setQuery({ filter: next })}
          onClear={isFiltered ? () => session.setQuery({ filter: kind.wholeFilter }) : undefined}
          onClose={closeOverlay}
        />
      );
    }
    case 'saveFilter':
      return (
        onSaveFilter && (
          <SaveFilter
            draftKey={`new-filter:${kind.domain}`}
            onSave={(name) => onSaveFilter(name, query)}
            onClose={closeOverlay}
          />
        )
      );
    default:
      return props.more(overlay.kind, overlay.ids, closeOverlay);
  }
}
