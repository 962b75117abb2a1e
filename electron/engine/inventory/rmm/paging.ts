import type { Page } from './connector.ts';
import { RmmError } from './rmm-error.ts';

interface AfterOptions<T> {
  /** Of whom, in words: "NinjaOne". */
  readonly service: string;
  readonly noun: string;
  readonly ask: (after: string | null) => Promise<readonly T[]>;
  readonly idOf: (row: T) => string;
}

/**
 * Lists that go on after the id of their last row. The end is an empty page: one that is shorter than asked for may
 * be the last, and one more call proves it. A list that does not go on is never taken for a whole one.
 */
export async function* pagesAfter<T>(options: AfterOptions<T>): AsyncGenerator<Page<T>> {
  const { service, noun, ask, idOf } = options;
  const seen = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const rows: readonly T[] = await ask(after);
    if (rows.length === 0) return;
    for (const row of rows) {
      const id = idOf(row);
      if (seen.has(id))
        throw new RmmError('incomplete', `${service} listed ${noun} ${id} twice: its list does not go on.`);
      seen.add(id);
    }
    after = idOf(rows.at(-1)!);
    yield { rows, expected: null };
  }
}

export interface NumberedPage<T> {
  readonly rows: readonly T[];
  readonly expected: number | null;
  /** The vendor's own word for it; null where only an empty page is the end. */
  readonly isLast: boolean | null;
}

interface NumberedOptions<T> {
  readonly service: string;
  readonly noun: string;
  readonly first: number;
  readonly ask: (page: number) => Promise<NumberedPage<T>>;
  readonly idOf: (row: T) => string;
}

/** A list of which rows came or went while it was read; reading it again helps. */
class Moved extends Error {}

/**
 * Lists by page number. Rows that come or go meanwhile move all others: a row that is met twice, or a sum that is not
 * the vendor's, and it is read once more from the start; then it is incomplete. A page that is the one before it means
 * that the page number is not heard.
 */
export async function* numberedPages<T>(options: NumberedOptions<T>): AsyncGenerator<Page<T>> {
  const seen = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      yield* onePass(options, seen, attempt > 1);
      return;
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
      if (attempt > 1) throw new RmmError('incomplete', `${options.service}: ${error.message}`);
    }
  }
}

/** @param seen rows that were given already, which a second pass leaves out */
async function* onePass<T>(
  { service, noun, first, ask, idOf }: NumberedOptions<T>,
  seen: Set<string>,
  isAgain: boolean,
): AsyncGenerator<Page<T>> {
  const inPass = new Set<string>();
  let before: string | undefined;
  for (let number = first; ; number += 1) {
    const { rows, expected, isLast } = await ask(number);
    const start = rows[0] && idOf(rows[0]);
    if (start !== undefined && start === before)
      throw new RmmError(
        'incomplete',
        `${service} answered page ${number} of ${noun} with the one before it.`,
      );
    before = start;
    const ids = rows.map(idOf);
    const isRepeated = ids.some((id) => inPass.has(id)) || new Set(ids).size < ids.length;
    for (const id of ids) inPass.add(id);
    const fresh = isAgain ? rows.filter((row) => !seen.has(idOf(row))) : rows;
    if (isRepeated) throw new Moved(`its list of ${noun} moved while it was read.`);
    for (const id of ids) seen.add(id);
    if (rows.length > 0) yield { rows: fresh, expected };
    if (isLast ?? rows.length === 0) {
      if (expected !== null && inPass.size !== expected)
        throw new Moved(`it says that there are ${expected} ${noun}, and listed ${inPass.size}.`);
      return;
    }
    if (rows.length === 0)
      throw new Moved(`its list of ${noun} ended on page ${number}, before the end that it announced.`);
  }
}

interface CursorOptions<T> {
  readonly service: string;
  readonly noun: string;
  readonly ask: (
    cursor: string | null,
  ) => Promise<{ readonly rows: readonly T[]; readonly cursor: string | null }>;
}

/** Lists that name where they go on: over when a page is empty or names nothing. */
export async function* cursorPages<T>({
  service,
  noun,
  ask,
}: CursorOptions<T>): AsyncGenerator<readonly T[]> {
  let cursor: string | null = null;
  let before = '';
  for (;;) {
    const page: Awaited<ReturnType<typeof ask>> = await ask(cursor);
    if (page.rows.length === 0) return;
    const text = JSON.stringify(page.rows);
    if (text === before)
      throw new RmmError('incomplete', `${service} answered the same page of ${noun} twice.`);
    before = text;
    yield page.rows;
    if (page.cursor === null) return;
    cursor = page.cursor;
  }
}
