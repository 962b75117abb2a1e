import { keyTier, scope, scopes as allScopes, type NewApiKey, type Scope } from '../../../shared/api-key.ts';
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
    scopes: readScopes(text(given, 'scopes')),
    organizationId: wholeNumber(given, 'org', 1, Number.MAX_SAFE_INTEGER) ?? null,
    projectId: wholeNumber(given, 'project', 1, Number.MAX_SAFE_INTEGER) ?? null,
    tier: word(given, 'tier', keyTier.options) ?? 'standard',
    expiresAt: readMoment(text(given, 'expires')),
  };
}

function readScopes(list: string | undefined): Scope[] {
  if (list === undefined) throw new UsageError('--scopes must say none, all, or some of the scopes.');
  if (list === 'none') return [];
  if (list === 'all') return [...allScopes];
  return list.split(',').map((name) => {
    const known = scope.safeParse(name);
    if (known.success) return known.data;
    throw new UsageError(`There is no scope "${name}". Known are: ${allScopes.join(', ')}.`);
  });
}

function readMoment(iso: string | undefined): number | null {
  if (iso === undefined) return null;
  const shape = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
  const moment = shape.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(moment)) throw new UsageError('--expires must be an ISO time, like 2027-01-31T00:00:00Z.');
  return moment;
}
