import type { Caller } from '../../../../shared/caller.ts';
import type { EntryFilter } from '../../../../shared/entries-contract.ts';
import type { EntryField } from '../../../../shared/entry.ts';
import { mayReach } from '../../database/tenancy.ts';
import type { EntryIndex, HeldEntry } from './entry-index.ts';
import { issuesOf } from './entry-issues.ts';
import { searchFor } from './search-words.ts';

export interface EntryQuery {
  readonly filter: EntryFilter;
  readonly search: string;
  readonly sort: readonly { readonly field: EntryField; readonly descending: boolean }[];
  readonly offset: number;
  readonly limit: number;
}

type Value = string | number | boolean | null;

/** What a list needs besides the cards. */
export interface ListDeps {
  readonly index: EntryIndex;
  readonly now: () => number;
  /** Opened for each entry that is compared: only who asks for notes pays for them. */
  readonly notesOf: (entry: HeldEntry) => string;
}

const moments: ReadonlySet<EntryField> = new Set([
  'expiresAt',
  'passwordChangedAt',
  'createdAt',
  'updatedAt',
]);
const byTitle: EntryQuery['sort'] = [{ field: 'title', descending: false }];

/** One page of the entries that the caller may know of, and how many there are in all. */
export function listEntries(
  deps: ListDeps,
  caller: Caller,
  query: EntryQuery,
): { readonly rows: HeldEntry[]; readonly total: number } {
  const wanted = searchFor(query.search);
  if (wanted === 'nothing') return { rows: [], total: 0 };
  const fits = narrowing(deps, query.filter);
  const rows: HeldEntry[] = [];
  let total = 0;
  for (const entry of ordered(deps, query.sort.length > 0 ? query.sort : byTitle)) {
    if (!mayReach(caller, entry.organizationId)) continue;
    if (!fits(entry) || (wanted !== null && !wanted(entry.words()))) continue;
    if (total >= query.offset && rows.length < query.limit) rows.push(entry);
    total += 1;
  }
  return { rows, total };
}

function narrowing(deps: ListDeps, filter: EntryFilter): (entry: HeldEntry) => boolean {
  const { organizationId, folder, tag, hasCode, pinned, assetId, ticketId, issue, equals = {} } = filter;
  const tests: ((entry: HeldEntry) => boolean)[] = [];
  const add = <T>(value: T | undefined, test: (entry: HeldEntry, value: T) => boolean): void => {
    if (value !== undefined) tests.push((entry) => test(entry, value));
  };
  add(organizationId, (entry, value) => entry.organizationId === value);
  add(folder, ({ card }, value) => card.folder === value);
  add(tag, ({ card }, value) => card.tags.includes(value));
  add(hasCode, ({ card }, value) => (card.code !== null) === value);
  add(pinned, ({ card }, value) => card.pinned === value);
  add(assetId, ({ card }, value) => card.assetId === value);
  add(ticketId, ({ card }, value) => card.ticketId === value);
  add(issue, (entry, value) => issuesOf(entry, deps.index, deps.now()).includes(value));
  for (const [field, value] of Object.entries(equals) as [EntryField, Value | undefined][]) {
    if (value === undefined) continue;
    tests.push((entry) => isEqual(field, valueOf(deps, entry, field), value));
  }
  return (entry) => tests.every((test) => test(entry));
}

/** Moments are equal within the same second, which is all that the outside knows of them. */
function isEqual(field: EntryField, held: Value, asked: Value): boolean {
  if (moments.has(field) && typeof held === 'number' && typeof asked === 'number') {
    return Math.floor(held / 1000) === Math.floor(asked / 1000);
  }
  return held === asked;
}

function valueOf(deps: ListDeps, entry: HeldEntry, field: EntryField): Value {
  const { card } = entry;
  switch (field) {
    case 'id':
    case 'organizationId':
    case 'createdAt':
    case 'updatedAt':
      return entry[field];
    case 'strength':
      return entry.strength;
    case 'url':
      return card.urls[0] ?? null;
    case 'tags':
      return card.tags.join(' ');
    case 'hasCode':
      return card.code !== null;
    case 'notes':
      return deps.notesOf(entry);
    default:
      return card[field];
  }
}

/** Sorted once for each order that is asked for; notes are compared now and kept nowhere. */
function ordered(deps: ListDeps, sort: EntryQuery['sort']): readonly HeldEntry[] {
  const keys = new Map<HeldEntry, Value[]>();
  const keysOf = (entry: HeldEntry): Value[] => {
    const known = keys.get(entry);
    if (known) return known;
    const made = sort.map(({ field }) => folded(valueOf(deps, entry, field)));
    keys.set(entry, made);
    return made;
  };
  const lastDescends = sort.at(-1)?.descending ?? false;
  const name = sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join(',');
  return deps.index.inOrder(name, (a, b) => {
    const left = keysOf(a);
    const right = keysOf(b);
    for (const [at, { descending }] of sort.entries()) {
      const order = compare(left[at]!, right[at]!);
      if (order !== 0) return descending ? -order : order;
    }
    return lastDescends ? b.id - a.id : a.id - b.id;
  });
}

/** Names sort as people read them. */
function folded(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** Nothing comes before something, as the database has it. */
function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
