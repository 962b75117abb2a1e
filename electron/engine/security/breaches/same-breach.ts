import { foldName } from './data-types.ts';

interface Named {
  readonly name: string;
  readonly date: string | null;
  readonly catalogueName: string | null;
}

/**
 * Whether two sources tell of one breach: they agree on the catalogue's name or on the title; or they name the same
 * day, and one title is the other with something added, as a year is.
 */
export function isSameBreach(a: Named, b: Named): boolean {
  if (a.catalogueName !== null && a.catalogueName === b.catalogueName) return true;
  if (breachKey(a) === breachKey(b)) return true;
  const [one, other] = [foldName(a.name), foldName(b.name)];
  if (one === other) return one !== '' || a.name === b.name;
  if (a.date === null || a.date !== b.date || one === '' || other === '') return false;
  return one.startsWith(other) || other.startsWith(one);
}

/** Names a breach for as long as it is kept, whoever told of it. */
export function breachKey({ name, catalogueName }: Named): string {
  return foldName(catalogueName ?? name) || name;
}
