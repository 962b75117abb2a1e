import { z } from 'zod';
import { withoutGuard } from '../../platform/formula-guard.ts';
import { codeBeside } from './code-beside.ts';
import { draftOf, momentOf, textOrNull } from './draft.ts';
import { tableImporter } from './table-importer.ts';
import { cellSeparator, techbenchColumns, techbenchOrder, type TechbenchColumn } from './techbench-table.ts';

const heads = Object.fromEntries(
  techbenchOrder.map((column) => [column, [techbenchColumns[column].toLowerCase()]]),
) as Partial<Record<TechbenchColumn, string[]>> as Record<TechbenchColumn, string[]>;
const fields = z.array(
  z.object({ name: z.string(), value: z.string(), kind: z.enum(['text', 'hidden', 'boolean']) }),
);
const history = z.array(z.object({ password: z.string(), replacedAt: z.number() }));
const other = z.record(z.string(), z.unknown());

/** Our own export, read back without loss. */
export const techbenchCsv = tableImporter(heads, {
  recognises: ({ columns }) => techbenchOrder.every((column) => columns.has(column)),
  cell: withoutGuard,
  read(row) {
    const title = textOrNull(row.cell('title'));
    if (title === null) return { refused: 'has no title' };
    const parsed = {
      fields: parse(row.cell('fields'), fields, []),
      history: parse(row.cell('history'), history, []),
      raw: parse(row.cell('raw'), other, {}),
    };
    const broken = Object.entries(parsed).find(([, value]) => value === undefined);
    if (broken) return { refused: `has ${broken[0]} that cannot be read` };
    const beside = codeBeside(row.cell('oneTimeCode'), { issuer: '', account: '' });
    const list = (column: TechbenchColumn) =>
      row
        .cell(column)
        .split(cellSeparator)
        .filter((part) => part !== '');
    const draft = draftOf({
      title,
      organization: textOrNull(row.cell('organization')),
      folder: textOrNull(row.cell('folder')),
      tags: list('tags'),
      username: textOrNull(row.cell('username')),
      password: row.cell('password') || null,
      urls: list('urls'),
      notes: textOrNull(row.cell('notes')),
      fields: parsed.fields ?? [],
      oneTimeCode: beside.oneTimeCode,
      expiresAt: momentOf(row.cell('expiresAt')),
      pinned: row.cell('pinned') === 'yes',
      reprompt: row.cell('reprompt') === 'yes',
      history: parsed.history ?? [],
      createdAt: momentOf(row.cell('createdAt')),
      raw: { ...parsed.raw, ...(beside.rest === undefined ? {} : { code: beside.rest }) },
    });
    return { draft, ...beside.note };
  },
});

/** Undefined where the cell holds something else than what belongs there. */
function parse<S extends z.ZodType>(cell: string, schema: S, empty: z.output<S>): z.output<S> | undefined {
  if (cell === '') return empty;
  try {
    return schema.safeParse(JSON.parse(cell)).data;
  } catch {
    return undefined;
  }
}
