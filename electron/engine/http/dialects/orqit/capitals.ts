import { z } from 'zod';

/** Orqit writes every word in capitals. */
export function capital<W extends string>(word: W): Uppercase<W> {
  return word.toUpperCase() as Uppercase<W>;
}

/** `{ IN_PROGRESS: 'in_progress', … }` */
export function capitals<W extends string>(words: readonly W[]) {
  return Object.fromEntries(words.map((word) => [capital(word), word])) as Readonly<Record<Uppercase<W>, W>>;
}

/** Reads IN_PROGRESS as in_progress. */
export function fromCapitals<W extends string>(words: readonly W[]) {
  const known: Readonly<Record<string, W>> = capitals(words);
  return z.enum(Object.keys(known)).transform((word) => known[word]!);
}

/** What is served: IN_PROGRESS. */
export function toCapitals<W extends string>(words: readonly W[]) {
  return z.enum(words.map(capital));
}
