import type { ReactNode } from 'react';
import type { RecordField } from '../../lib/record-field.ts';
import type { OwnedPatch, ListedRow, RecordQuery, RecordSession } from '../../lib/record-session.ts';
import { setTable, useTable } from '../../lib/table-preferences.ts';
import { ColumnEditor } from '../data-table/column-editor.tsx';
import { currentLayout, type TableColumn } from '../data-table/columns.ts';
import { PartsPicker } from '../parts-picker.tsx';
import { SaveFilter } from '../save-filter.tsx';
import { FieldSetter } from './field-setter.tsx';
import type { FilterPart } from './filter-part.ts';
import { OrganizationPicker, type RecordPickerProps } from './record-pickers.tsx';

/** What a kind asks of its own, by the name under which it is asked. */
export type RecordQuestions<Row extends ListedRow, Filter, Patch, Whole extends Row> = Readonly<
  Record<string, (asked: RecordPickerProps<Row, Filter, Patch, Whole>) => ReactNode>
>;

interface RecordOverlaysProps<Row extends ListedRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  columns: readonly TableColumn<Row>[];
  filterParts: readonly FilterPart<Filter>[];
  onSaveFilter?: (name: string, query: RecordQuery<Filter>) => Promise<void>;
  form?: (close: () => void) => ReactNode;
  questions: RecordQuestions<Row, Filter, Patch, Whole>;
  fields: readonly RecordField<Row, Patch>[];
}

/** Whatever is asked over a list of records: columns, filter, a name for the filter, and what the kind itself asks. */
export function RecordOverlays<Row extends ListedRow, Filter, Patch extends OwnedPatch, Whole extends Row>(
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
    case 'new':
      return props.form?.(closeOverlay);
    default: {
      const asked = { session, ids: overlay.ids, onClose: closeOverlay };
      const ask = props.questions[overlay.kind];
      if (ask) return ask(asked);
      if (overlay.kind === 'organization') return <OrganizationPicker {...asked} />;
      return <FieldSetter {...asked} fields={props.fields} fieldId={overlay.kind} />;
    }
  }
}
