interface Matchable {
  readonly label: string;
  readonly keywords?: string;
}

/** 3: the label starts so, 2: a word of it starts so, 1: it is somewhere inside, 0: not at all. */
function rank(option: Matchable, query: string): number {
  const label = option.label.toLowerCase();
  if (label.startsWith(query)) return 3;
  const words = `${label} ${option.keywords?.toLowerCase() ?? ''}`;
  if (words.split(/[\s·,/-]+/).some((word) => word.startsWith(query))) return 2;
  return words.includes(query) ? 1 : 0;
}

/** Those that hold the text, best first; equals keep their order. Every word of the query must match. */
export function matchOptions<T extends Matchable>(options: readonly T[], query: string): readonly T[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return options;
  const words = wanted.split(/\s+/);
  return options
    .map((option, index) => ({
      option,
      index,
      score: rank(option, wanted) || Math.min(...words.map((word) => rank(option, word))),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .map(({ option }) => option);
}

/** Where the highlight goes for a key, or null where the key does not move it. */
export function moveHighlight(key: string, current: number, length: number): number | null {
  if (length === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % length;
    case 'ArrowUp':
      return (current - 1 + length) % length;
    case 'PageDown':
      return Math.min(length - 1, current + 8);
    case 'PageUp':
      return Math.max(0, current - 8);
    default:
      return null;
  }
}
