import type { EntryCard } from './entry-contents.ts';

/** Small letters and digits without accents, one blank before and after each word: a word's start is ` word`. */
export function searchableText(parts: readonly string[]): string {
  return ` ${wordsOf(parts.join(' ')).join(' ')} `;
}

export function searchableCard(card: EntryCard): string {
  const { title, username, urls, folder, tags, fields, code } = card;
  return searchableText([
    title,
    username ?? '',
    folder ?? '',
    ...tags,
    ...urls,
    ...fields.flatMap(({ name, value }) => [name, value ?? '']),
    code ? `${code.issuer} ${code.account}` : '',
  ]);
}

const token = /(-?)(?:"([^"]*)"?|([^\s"]+))/g;

/**
 * Whether a searchable text has what a query asks for: words match from their start, `"…"` is a phrase, a
 * leading `-` excludes. Null where the query asks for nothing, `nothing` where nothing can match it.
 */
export function searchFor(query: string): ((text: string) => boolean) | 'nothing' | null {
  if (query.trim() === '') return null;
  const include: string[] = [];
  const exclude: string[] = [];
  for (const [, minus, phrase, word] of query.matchAll(token)) {
    const words = wordsOf(phrase ?? word ?? '');
    if (words.length === 0) continue;
    (minus ? exclude : include).push(` ${words.join(' ')}${phrase === undefined ? '' : ' '}`);
  }
  if (include.length === 0) return 'nothing';
  return (text) =>
    include.every((part) => text.includes(part)) && !exclude.some((part) => text.includes(part));
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
