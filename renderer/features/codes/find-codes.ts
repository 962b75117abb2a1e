import type { ShownCode } from '../../../shared/one-time-code.ts';

export interface CodeFilter {
  readonly search: string;
  readonly organizationId: number | null;
  readonly tag: string | null;
}

export const noFilter: CodeFilter = { search: '', organizationId: null, tag: null };

/** What one calls a code: the service before the entry. */
export function nameOfCode({ issuer, title }: ShownCode): string {
  return issuer || title;
}

/** Whose it is, in as few words as tell it from the others of the same service. */
export function accountOfCode(code: ShownCode): string {
  return code.account || code.username || (code.issuer === '' ? '' : code.title);
}

/**
 * The codes that a filter lets through, in their order. Each word that was typed must stand somewhere in what one
 * knows of a code; its client counts, the code itself does not.
 */
export function findCodes(
  codes: readonly ShownCode[],
  { search, organizationId, tag }: CodeFilter,
  clientName: (organizationId: number) => string | undefined,
): readonly ShownCode[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return codes.filter((code) => {
    if (organizationId !== null && code.organizationId !== organizationId) return false;
    if (tag !== null && !code.tags.includes(tag)) return false;
    if (words.length === 0) return true;
    const { issuer, title, account, username, folder, tags } = code;
    const known = [issuer, title, account, username, folder, ...tags, clientName(code.organizationId)];
    const text = known.filter(Boolean).join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Where the cursor goes from one place of a grid; it stays where there is nothing further. */
export function moveInGrid(
  at: number,
  step: 'next' | 'previous' | 'up' | 'down' | 'first' | 'last',
  columns: number,
  count: number,
): number {
  const last = count - 1;
  switch (step) {
    case 'next':
      return Math.min(at + 1, last);
    case 'previous':
      return Math.max(at - 1, 0);
    case 'down': {
      // From above a short last row it goes to that row's end, not nowhere.
      const below = Math.min(at + columns, last);
      return Math.floor(below / columns) > Math.floor(at / columns) ? below : at;
    }
    case 'up':
      return at - columns >= 0 ? at - columns : at;
    case 'first':
      return 0;
    case 'last':
      return last;
  }
}

/** From when on the next code stands beside the one that ends. */
export function isLate(secondsLeft: number, period: number): boolean {
  return secondsLeft <= Math.min(7, Math.max(1, Math.floor(period / 4)));
}
