import {
  keyTier,
  product,
  scope,
  scopes as allScopes,
  type NewApiKey,
  type Product,
  type Scope,
} from '../../../shared/api-key.ts';
import { text, UsageError, wholeNumber, word, type Given } from './command-line.ts';

export const keyOptions = {
  scopes: { type: 'string' },
  org: { type: 'string' },
  tier: { type: 'string' },
} as const;

/**
 * What a key is to be, from its options.
 * @throws UsageError
 */
export function readKeyOptions(given: Given, name: string): NewApiKey {
  if (name.trim() === '') throw new UsageError('A key needs a name.');
  return {
    name,
    ...readScopes(text(given, 'scopes')),
    organizationId: wholeNumber(given, 'org', 1, Number.MAX_SAFE_INTEGER) ?? null,
    projectId: wholeNumber(given, 'project', 1, Number.MAX_SAFE_INTEGER) ?? null,
    tier: word(given, 'tier', keyTier.options) ?? 'standard',
    ownLimit: null,
    expiresAt: readMoment(text(given, 'expires')),
  };
}

/** Fine scopes and product scopes may stand in one list: `psa,kb:read`. */
function readScopes(list: string | undefined): { scopes: Scope[]; products: Product[] } {
  if (list === undefined) throw new UsageError('--scopes must say none, all, or some of the scopes.');
  if (list === 'none') return { scopes: [], products: [] };
  if (list === 'all') return { scopes: [...allScopes], products: [] };
  const names = list.split(',');
  const known = [...allScopes, ...product.options];
  const unknown = names.find((name) => !known.some((each) => each === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no scope "${unknown}". Known are: ${known.join(', ')}.`);
  }
  return {
    scopes: names.flatMap((name) => scope.safeParse(name).data ?? []),
    products: names.flatMap((name) => product.safeParse(name).data ?? []),
  };
}

function readMoment(iso: string | undefined): number | null {
  if (iso === undefined) return null;
  const shape = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
  const moment = shape.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(moment)) throw new UsageError('--expires must be an ISO time, like 2027-01-31T00:00:00Z.');
  return moment;
}
