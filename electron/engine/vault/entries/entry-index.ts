import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../../database/db.ts';
import type { OpenKeys } from '../keys/data-key.ts';
import type { VaultContents } from '../vault.ts';
import type { EntryCard, EntryPlace } from './entry-contents.ts';
import { cardsAfter, getStoredCard, type StoredCard } from './entry-repository.ts';
import { openCard, openHealth, type ComparedPassword, type EntryHealth } from './entry-sealing.ts';
import { searchableCard } from './search-words.ts';

/** An entry as it is held while the vault is open. */
export interface HeldEntry extends EntryPlace {
  card: EntryCard;
  /** Null without a password, and until it was estimated. */
  strength: number | null;
  /** Null until it was compared with known breaches; `card.breached` says what came of it. */
  breach: ComparedPassword | null;
  /** What a search looks at; made when first asked for. */
  words(): string;
}

export type EntryIndex = ReturnType<typeof createEntryIndex>;

const perPart = 1000;
const keptOrders = 8;

/**
 * All cards of an open vault, and the orders in which they were last asked for. A list walks such an order, so
 * that neither a search nor a page sorts anything that was sorted before.
 */
export function createEntryIndex(db: ReadableDb) {
  const held = new Map<number, HeldEntry>();
  const byPassword = new Map<string, Set<number>>();
  const orders = new Map<string, readonly HeldEntry[]>();
  const damaged = new Set<number>();
  let revision = 0;

  function forget(id: number): void {
    const known = held.get(id);
    held.delete(id);
    damaged.delete(id);
    const mark = known?.card.passwordMark;
    const same = mark ? byPassword.get(mark) : undefined;
    same?.delete(id);
    if (mark && same?.size === 0) byPassword.delete(mark);
  }

  function take(keys: OpenKeys, { card: sealed, health, ...place }: StoredCard): void {
    forget(place.id);
    const card = openCard(keys, place, sealed);
    if (!card) {
      damaged.add(place.id);
      return;
    }
    const known = card.hasPassword ? openHealth(keys, place, health) : null;
    held.set(place.id, holdEntry(place, withBreach(card, known), known));
    if (card.passwordMark === null) return;
    const same = byPassword.get(card.passwordMark) ?? new Set();
    byPassword.set(card.passwordMark, same.add(place.id));
  }

  function changed(): void {
    revision += 1;
    orders.clear();
  }

  const contents: VaultContents = {
    async load(keys, givenUp) {
      contents.drop();
      let last = 0;
      for (;;) {
        const part = cardsAfter(db, last, perPart);
        for (const each of part) take(keys, each);
        if (part.length < perPart) break;
        last = part.at(-1)!.id;
        await nextTurn();
        if (givenUp()) {
          contents.drop();
          return;
        }
      }
      changed();
    },
    drop() {
      held.clear();
      byPassword.clear();
      damaged.clear();
      changed();
    },
    get size() {
      return held.size;
    },
    get damaged() {
      return [...damaged];
    },
  };

  return {
    contents,
    /** Goes up with each change: what was worked out from the cards holds until then. */
    revision: () => revision,
    get: (id: number): HeldEntry | undefined => held.get(id),
    all: (): IterableIterator<HeldEntry> => held.values(),
    /** Reads these again after a commit; one that is gone is let go of. */
    refresh(keys: OpenKeys, ids: readonly number[]): void {
      for (const id of ids) {
        const stored = getStoredCard(db, id);
        if (stored) take(keys, stored);
        else forget(id);
      }
      changed();
    },
    /** Noted in place: thousands that are estimated behind an import disturb no order but their own. */
    noteStrength(id: number, strength: number): void {
      const known = held.get(id);
      if (!known) return;
      known.strength = strength;
      revision += 1;
      for (const name of orders.keys()) if (name.includes('strength')) orders.delete(name);
    },
    noteBreach(id: number, breach: ComparedPassword): void {
      const known = held.get(id);
      if (!known) return;
      known.breach = breach;
      known.card = { ...known.card, breached: breach.hit };
      revision += 1;
      for (const name of orders.keys()) if (name.includes('breached')) orders.delete(name);
    },
    /** How many other entries have this password. */
    reused(card: EntryCard, id: number): number {
      const same = card.passwordMark === null ? undefined : byPassword.get(card.passwordMark);
      return same ? same.size - Number(same.has(id)) : 0;
    },
    /** All entries with this password. */
    sharing: ({ passwordMark }: EntryCard): readonly number[] => [
      ...((passwordMark === null ? undefined : byPassword.get(passwordMark)) ?? []),
    ],
    /** Ids that share a password, for each password that several have. */
    reuseGroups: (): number[][] =>
      [...byPassword.values()].filter(({ size }) => size > 1).map((ids) => [...ids]),
    /** All entries in an order that is named; sorted once and kept until something changes. */
    inOrder(name: string, compare: (a: HeldEntry, b: HeldEntry) => number): readonly HeldEntry[] {
      const known = orders.get(name);
      if (known) return known;
      const sorted = [...held.values()].toSorted(compare);
      if (orders.size >= keptOrders) orders.clear();
      orders.set(name, sorted);
      return sorted;
    },
  };
}

function holdEntry(place: EntryPlace, card: EntryCard, health: EntryHealth | null): HeldEntry {
  let words: string | undefined;
  return {
    ...place,
    card,
    strength: health?.strength ?? null,
    breach: health?.breach ?? null,
    words: () => (words ??= searchableCard(card)),
  };
}

/** Whether its password is known from a breach is found out behind the entry, and lies beside it. */
export function withBreach(card: EntryCard, health: EntryHealth | null): EntryCard {
  return { ...card, breached: health?.breach?.hit ?? null };
}
