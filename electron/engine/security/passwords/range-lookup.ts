import { baseUrl } from '../../platform/base-url.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Clock } from '../../platform/clock.ts';
import { askService, type Asked } from '../../egress/ask-service.ts';

export interface RangeDeps {
  readonly egress: Egress;
  readonly clock: Clock;
  readonly version: string;
  readonly url: () => string;
}

interface Kept {
  readonly at: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** A few hundred kilobytes at most: what is asked for again is mostly what was asked for just now. */
const keptPrefixes = 64;
const keptMs = 24 * 3_600_000;
const row = /^([0-9A-F]{35}):(\d{1,12})$/i;

export const rangeName = 'Pwned Passwords';

/**
 * Pwned Passwords by range: five of the forty characters of a hash leave this machine, and the answer is padded so that
 * its length tells nothing. Answers are kept in memory by their prefix, never on the disk, where they would tell of
 * the vault. https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
export function createRangeLookup({ egress, clock, version, url }: RangeDeps) {
  const kept = new Map<string, Kept>();

  async function ask(prefix: string): Promise<Asked<ReadonlyMap<string, number>>> {
    const base = baseUrl(url());
    return askService(
      egress,
      {
        service: rangeName,
        url: `${base}/range/${prefix}`,
        headers: { 'user-agent': `Techbench/${version}`, 'add-padding': 'true' },
      },
      ({ status, body }) => (status === 200 ? readRange(body.toString('latin1')) : undefined),
    );
  }

  return {
    /** @param hash SHA-1 in 40 hexadecimal capitals. @returns in how many leaks it was met, 0 for none */
    async count(hash: string): Promise<Asked<number>> {
      const prefix = hash.slice(0, 5).toUpperCase();
      const suffix = hash.slice(5).toUpperCase();
      const known = kept.get(prefix);
      const age = clock.monotonic() - (known?.at ?? 0);
      if (known && age < keptMs) return { ok: true, value: known.counts.get(suffix) ?? 0 };
      const asked = await ask(prefix);
      if (!asked.ok) return asked;
      kept.delete(prefix);
      kept.set(prefix, { at: clock.monotonic(), counts: asked.value });
      const [oldest] = kept.keys();
      if (kept.size > keptPrefixes && oldest !== undefined) kept.delete(oldest);
      return { ok: true, value: asked.value.get(suffix) ?? 0 };
    },
    /** What the vault's passwords were asked by goes with the vault. */
    forget: (): void => kept.clear(),
  };
}

/** Undefined where any line is none; padding, which has a count of 0, is no hit. */
function readRange(text: string): ReadonlyMap<string, number> | undefined {
  const counts = new Map<string, number>();
  let lines = 0;
  for (const each of text.split('\n')) {
    const plain = each.trim();
    if (plain === '') continue;
    const [, suffix, count] = row.exec(plain) ?? [];
    if (suffix === undefined) return undefined;
    lines += 1;
    if (Number(count) > 0) counts.set(suffix.toUpperCase(), Number(count));
  }
  // A real answer is never empty: each of the million prefixes has hundreds of hashes.
  return lines === 0 ? undefined : counts;
}
