import type { CsvTable } from '../../platform/importer.ts';
import { mapColumns, readCells, type ColumnMap, type RowCells } from '../../platform/csv-columns.ts';
import { readRows, type RowOutcome } from './read-rows.ts';
import type { VaultImporter } from './vault-importer.ts';

/** A format that is told by the heads of its columns, each field under the heads that it is known by. */
export function tableImporter<F extends string>(
  heads: Readonly<Record<F, readonly string[]>>,
  format: {
    readonly recognises: (map: ColumnMap<F>, table: CsvTable) => boolean;
    readonly read: (row: RowCells<F>) => RowOutcome;
    /** What the writer of the format did to a cell, taken back. */
    readonly cell?: (cell: string) => string;
  },
): VaultImporter {
  const { cell } = format;
  return {
    recognises: (file) =>
      file.notation === 'csv' && format.recognises(mapColumns(file.table, heads), file.table),
    read(file) {
      if (file.notation !== 'csv') return readRows([], format.read);
      const { table } = file;
      const map = mapColumns(table, heads);
      return readRows(table.rows, (row) => {
        const cells = readCells(table, map, cell ? row.map(cell) : row);
        return cells.refused === null ? format.read(cells) : { refused: cells.refused };
      });
    },
  };
}
