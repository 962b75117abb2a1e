import type { z } from 'zod';
import { maxImportRows } from '../../platform/csv-table.ts';
import type { VaultDraft } from '../vault-draft.ts';
import { invalidFile } from './file-trouble.ts';
import type { DraftRow, RefusedRow, VaultReading } from './vault-importer.ts';

/** What became of one row: an entry, a refusal in words, or nothing because it was left out on purpose. */
export type RowOutcome =
  | { readonly draft: VaultDraft; readonly warning?: string }
  | { readonly refused: string }
  | { readonly leftOut: string };

/**
 * Reads rows one by one. Those left out are counted by why, and named once.
 * @throws AppError `validation` where there are too many
 */
export function readRows<T>(rows: readonly T[], read: (row: T) => RowOutcome): VaultReading {
  if (rows.length > maxImportRows) throw invalidFile(`The file has more than ${maxImportRows} rows.`);
  const drafts: DraftRow[] = [];
  const refused: RefusedRow[] = [];
  const warnings: string[] = [];
  const leftOut = new Map<string, number>();
  for (const [index, item] of rows.entries()) {
    const row = index + 1;
    const outcome = read(item);
    if ('refused' in outcome) refused.push({ row, reason: outcome.refused });
    else if ('leftOut' in outcome) leftOut.set(outcome.leftOut, (leftOut.get(outcome.leftOut) ?? 0) + 1);
    else {
      drafts.push({ row, draft: outcome.draft });
      if (outcome.warning !== undefined) warnings.push(`Row ${row} ${outcome.warning}.`);
    }
  }
  const counted = [...leftOut].map(([why, count]) => `${count} left out: ${why}.`);
  return { drafts, refused, warnings: [...counted, ...warnings] };
}

/** Rows of a format are told by the first of them; a list of millions is not searched for one. */
export function anyOf(items: readonly unknown[], schema: z.ZodType): boolean {
  return items.slice(0, 1000).some((item) => schema.safeParse(item).success);
}

/** The same for items whose shape is checked first; one of another shape is a bad row and no more. */
export function readItems<S extends z.ZodType>(
  items: readonly unknown[],
  schema: S,
  read: (item: z.output<S>) => RowOutcome,
): VaultReading {
  return readRows(items, (item) => {
    const checked = schema.safeParse(item);
    if (checked.success) return read(checked.data);
    // Zod's own words may quote the value; the field's name says enough.
    const field = checked.error.issues[0]?.path.join('.') ?? '';
    return { refused: field === '' ? 'is no entry' : `has no “${field}” that can be read` };
  });
}
