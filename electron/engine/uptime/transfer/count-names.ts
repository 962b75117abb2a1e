/** How many of the same words came before, for each time that they come; names are compared as the database does. */
export function countNames(): (...words: readonly (string | null)[]) => number {
  const seen = new Map<string, number>();
  return (...words) => {
    const key = JSON.stringify(words).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  };
}
