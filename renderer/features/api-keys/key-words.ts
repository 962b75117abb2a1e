import { keyEndsAt, keyWarnings, tierLimits, type ApiKey, type KeyWarning } from '../../../shared/api-key.ts';
import { expiryWords } from '../../../shared/expiry-words.ts';
import type { StateShape } from '../../lib/state-shape.ts';
import { numberText, plural } from '../../lib/format.ts';
import { productNames, stateWords } from './scope-words.ts';

const shapes: Record<ApiKey['state'], StateShape> = {
  active: 'good',
  rotating: 'warn',
  expired: 'gone',
  revoked: 'gone',
};

function warningText({ kind, days }: KeyWarning): string {
  switch (kind) {
    case 'expires':
      return expiryWords(days);
    case 'rotate':
      return `${days} days old: rotate it`;
    case 'unused':
      return `unused for ${days} days`;
  }
}

/** The one thing to say of a key in a line: what should be done about it, else its state. */
export function stateOf(key: ApiKey, now: number): { text: string; shape: StateShape; warns: boolean } {
  const [warning] = keyWarnings(key, now);
  if (warning) return { text: warningText(warning), shape: 'warn', warns: true };
  return { text: stateWords[key.state], shape: shapes[key.state], warns: false };
}

export function warningsOf(key: ApiKey, now: number): string[] {
  return keyWarnings(key, now).map(warningText);
}

export function scopeText({ scopes, products }: Pick<ApiKey, 'scopes' | 'products'>): string {
  const names = [...products.map((product) => productNames[product]), ...scopes];
  const [first, second, ...more] = names;
  if (first === undefined) return 'none: ping only';
  return [first, second].filter(Boolean).join(', ') + (more.length > 0 ? ` and ${more.length} more` : '');
}

export function limitText({ tier, ownLimit }: Pick<ApiKey, 'tier' | 'ownLimit'>): string {
  const { perMinute, burst } = ownLimit ?? tierLimits[tier];
  return `${numberText(perMinute)} a minute, ${numberText(burst)} at once (${ownLimit ? 'set by hand' : tier})`;
}

/** Share of requests that failed, in percent: `0 %`, `0.4 %`, `12 %`; a dash where there was none. */
export function errorRateText(requests: number, errors: number): string {
  if (requests === 0) return '—';
  const percent = (errors / requests) * 100;
  return `${percent === 0 || percent >= 10 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

/** Keys that want something done, in words; null where none does. */
export function attentionText(keys: readonly ApiKey[], now: number): string | null {
  const count = keys.filter((key) => keyWarnings(key, now).length > 0).length;
  return count === 0 ? null : `${plural(count, 'key')} to look at`;
}

export function endText(key: ApiKey): { at: number | null; text: string } {
  const at = keyEndsAt(key);
  if (at !== null) return { at, text: '' };
  return { at, text: key.state === 'rotating' ? 'when it is revoked' : 'never' };
}
