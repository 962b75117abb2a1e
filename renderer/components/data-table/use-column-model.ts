import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnSizingState,
  type Updater,
} from '@tanstack/react-table';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  currentLayout,
  fittingColumns,
  gridTemplate,
  type ColumnState,
  type TableColumn,
} from './columns.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
});
/** Rows come page by page from the engine and are virtualised; the table model only knows the columns. */
const noRows: never[] = [];
const cellGap = 10;

interface ColumnModelInput<Row> {
  columns: readonly TableColumn<Row>[];
  saved: readonly ColumnState[] | null;
  room: number;
  onLayout: (layout: ColumnState[]) => void;
}

/** Order, visibility and widths of the columns as they stand now, with the handlers that change them. */
export function useColumnModel<Row>({ columns, saved, room, onLayout }: ColumnModelInput<Row>) {
  const layout = useMemo(() => currentLayout(columns, saved), [columns, saved]);
  const [dragged, setDragged] = useState<ColumnSizingState>({});
  const sized = useMemo(
    () => layout.map((state) => ({ ...state, width: dragged[state.id] ?? state.width })),
    [layout, dragged],
  );
  const fitting = useMemo(() => fittingColumns(columns, sized, room, cellGap), [columns, sized, room]);
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.name,
        size: column.width,
        minSize: column.minWidth,
        maxSize: 1200,
        enableResizing: !column.fills,
      })),
    [columns],
  );
  const sizing = Object.fromEntries(sized.map((state) => [state.id, state.width]));
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: 'onChange',
    state: {
      columnOrder: layout.map((state) => state.id),
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, fitting.includes(column.id)])),
      columnSizing: sizing,
    },
    onColumnSizingChange: (updater: Updater<ColumnSizingState>) =>
      setDragged(typeof updater === 'function' ? updater(sizing) : updater),
  });

  const resizing = table.state.columnResizing.isResizingColumn !== false;
  const wasResizing = useRef(false);
  useEffect(() => {
    if (wasResizing.current && !resizing && Object.keys(dragged).length > 0) {
      onLayout(sized.map((state) => ({ ...state, width: Math.round(state.width) })));
      setDragged({});
    }
    wasResizing.current = resizing;
  }, [resizing, dragged, sized, onLayout]);

  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const order = headers.map((header) => header.id).join();
  const visible = useMemo(
    () =>
      order
        .split(',')
        .map((id) => columns.find((column) => column.id === id))
        .filter((column) => column !== undefined),
    [columns, order],
  );
  return { layout, headers, visible, template: gridTemplate(columns, sized, fitting) };
}

export type ColumnHeaders = ReturnType<typeof useColumnModel>['headers'];
