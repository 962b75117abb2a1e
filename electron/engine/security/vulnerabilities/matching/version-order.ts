/** One part of a version: a number, or letters between numbers. */
type Part = bigint | string;

/** Marks of what came before a release. */
const before = new Set(['alpha', 'beta', 'pre', 'preview', 'rc', 'dev', 'snapshot', 'm']);
/** Words in front of a number that say nothing by themselves. */
const silent = new Set(['v', 'version', 'build', 'release', 'r']);

/**
 * Compares two versions as their makers count: number by number, however many there are (`1.10` > `1.9`, `1.0` is
 * `1.0.0`), letters behind a number later than without (`1.0.2k` > `1.0.2`), marks of a test version earlier
 * (`2.0-rc1` < `2.0`), what follows a `+` not at all.
 * @returns below, at or above zero; undefined where one of them is no version (`23H2`, `latest`, nothing)
 */
export function compareVersions(left: string, right: string): number | undefined {
  const a = partsOf(left);
  const b = partsOf(right);
  if (!a || !b) return undefined;
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = compareParts(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Undefined where it does not begin with a number that could be counted on. */
function partsOf(text: string): Part[] | undefined {
  const trimmed = text.trim().toLowerCase().split('+', 1)[0]!;
  // Names of half-years that Windows has beside its numbers.
  if (/^\d\dh\d$/.test(trimmed)) return undefined;
  const words = trimmed.match(/\d+|[a-z]+/g) ?? [];
  const parts: Part[] = [];
  for (const [at, word] of words.entries()) {
    if (/^\d/.test(word)) parts.push(BigInt(word));
    else if (!(silent.has(word) && /^\d/.test(words[at + 1] ?? ''))) parts.push(word);
  }
  return typeof parts[0] === 'bigint' ? parts : undefined;
}

function compareParts(a: Part | undefined, b: Part | undefined): number {
  const left = a ?? 0n;
  const right = b ?? 0n;
  if (typeof left === 'bigint' && typeof right === 'bigint')
    return Number(left > right) - Number(left < right);
  if (typeof left === 'string' && typeof right === 'string') {
    const early = Number(before.has(right)) - Number(before.has(left));
    return early === 0 ? Number(left > right) - Number(left < right) : early;
  }
  // Letters against a number, or against nothing more: a test version is earlier, any other letter later than
  // nothing and earlier than one number more.
  if (typeof left === 'string') return before.has(left) ? -1 : b === undefined ? 1 : -1;
  return -compareParts(b, a);
}

/** Which versions are meant; without both ends, all of them. */
export interface Range {
  readonly from: string | null;
  readonly fromIncluded: boolean;
  readonly to: string | null;
  readonly toIncluded: boolean;
}

export function isWithin(version: string, range: Range): boolean | undefined {
  const { from, to } = range;
  const low = from === null ? 1 : compareVersions(version, from);
  const high = to === null ? -1 : compareVersions(version, to);
  if (low === undefined || high === undefined) return undefined;
  return (low > 0 || (low === 0 && range.fromIncluded)) && (high < 0 || (high === 0 && range.toIncluded));
}
