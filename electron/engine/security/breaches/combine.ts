import { isSameBreach } from './same-breach.ts';
import type { BreachLookup, Found, FoundBreach, NotChecked, SourceAnswer } from './sources/source.ts';

export interface Told {
  readonly source: Pick<BreachLookup, 'kind' | 'name'>;
  readonly answer: SourceAnswer;
}

/** What all sources that are switched on say together. */
export type Combined =
  | (Found & {
      readonly sources: string;
      /** Who could not be asked besides, in words. */
      readonly missing: string | null;
    })
  | { readonly state: 'clean'; readonly sources: string }
  | (NotChecked & { readonly sources: string });

/**
 * Found is found, whoever else could not be asked. Clean is only what every source called clean: one that failed may
 * know of something.
 */
export function combine(told: readonly Told[]): Combined {
  const naming = (some: readonly Told[]): string => some.map(({ source }) => source.name).join(' and ');
  const failed = told.flatMap((each) =>
    each.answer.state === 'not_checked' ? [{ each, answer: each.answer }] : [],
  );
  const found = told.flatMap((each) =>
    each.answer.state === 'found' ? [{ each, answer: each.answer }] : [],
  );
  if (found.length > 0) {
    return {
      state: 'found',
      breaches: mergeBreaches(found.flatMap(({ answer }) => answer.breaches)),
      pastes: found.flatMap(({ answer }) => answer.pastes),
      sources: naming(found.map(({ each }) => each)),
      missing: failed.length === 0 ? null : failed.map(({ answer }) => answer.detail).join(' '),
    };
  }
  const [first] = failed;
  if (first) return { ...first.answer, sources: naming(failed.map(({ each }) => each)) };
  if (told.length === 0) {
    return {
      state: 'not_checked',
      failure: 'no_source',
      detail: 'No source is switched on that could be asked.',
      retryAfterMs: null,
      sources: 'nobody',
    };
  }
  return { state: 'clean', sources: naming(told) };
}

/** Each breach once, with all that any source knows of it. */
export function mergeBreaches(breaches: readonly FoundBreach[]): FoundBreach[] {
  const merged: FoundBreach[] = [];
  for (const breach of breaches) {
    const at = merged.findIndex((known) => isSameBreach(known, breach));
    const known = merged[at];
    if (!known) {
      merged.push(breach);
      continue;
    }
    merged[at] = {
      name: known.name,
      date: known.date ?? breach.date,
      dataTypes: [...new Set([...known.dataTypes, ...breach.dataTypes])],
      catalogueName: known.catalogueName ?? breach.catalogueName,
    };
  }
  return merged;
}
