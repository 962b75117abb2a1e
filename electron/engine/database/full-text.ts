import type { WritableDb } from './db.ts';

/**
 * One term of an FTS5 expression, or undefined where nothing in the text can be searched for. FTS5 takes
 * anything between double quotes as text; a word matches every word that starts with it.
 */
export function matchTerm(text: string, isPhrase: boolean): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  // A NUL would end the expression in the middle of the text.
  const quoted = `"${text.replaceAll('\0', ' ').replaceAll('"', '""')}"`;
  return isPhrase ? quoted : `${quoted}*`;
}

/** Everything in `include` and nothing in `exclude`; undefined where nothing is to be included. */
export function matchAll(include: readonly string[], exclude: readonly string[]): string | undefined {
  if (include.length === 0) return undefined;
  const wanted = include.map((term) => `(${term})`).join(' AND ');
  return exclude.length === 0 ? wanted : `(${wanted}) NOT (${exclude.join(' OR ')})`;
}

const token = /(-?)(?:"([^"]*)"?|([^\s"]+))/g;

/** Plain words as an FTS5 expression: words match from their start, `"…"` is a phrase, a leading `-` excludes. */
export function matchWords(query: string): string | undefined {
  const include: string[] = [];
  const exclude: string[] = [];
  for (const [, minus, phrase, word] of query.matchAll(token)) {
    const term = matchTerm(phrase ?? word ?? '', phrase !== undefined);
    if (term) (minus ? exclude : include).push(term);
  }
  return matchAll(include, exclude);
}

/** Lets a full-text index grow without tidying itself while very many documents come at once. */
export function duringBulkIndexing(
  db: WritableDb,
  index: 'ticket_search' | 'asset_search',
  work: () => void,
): void {
  const configure = (option: string, value: number): void => {
    db.run(`INSERT INTO ${index} (${index}, rank) VALUES (?, CAST(? AS INTEGER))`, [option, value]);
  };
  configure('automerge', 0);
  configure('crisismerge', 1000);
  configure('hashsize', 64 * 1024 * 1024);
  try {
    work();
  } finally {
    configure('hashsize', 1024 * 1024);
    configure('crisismerge', 16);
    configure('automerge', 4);
    db.run(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
  }
}
