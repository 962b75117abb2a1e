import type { Caller } from '../../../../shared/caller.ts';
import type { HealthIssue } from '../../../../shared/entry.ts';
import { mayReach } from '../../database/tenancy.ts';
import type { EntryIndex, HeldEntry } from '../entries/entry-index.ts';
import { issuesOf } from '../entries/entry-issues.ts';

/** Whose logins: all of one organization, or those with this user name. */
export type LoginsWanted = { readonly organizationId: number } | { readonly username: string };

/** An entry as far as a review looks at it: no secret, but what is wrong with one. */
export interface Login {
  readonly id: number;
  readonly title: string;
  readonly username: string | null;
  readonly url: string | null;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly issues: readonly HealthIssue[];
  /**
   * The entry that keeps the password which this one shares: its title, or null where that is not looked at.
   * Undefined for entries that may keep theirs: one of those that share, if all of them are looked at.
   */
  readonly sharedWith: string | null | undefined;
  /** When the password was set. */
  readonly changedAt: number;
  readonly expiresAt: number | null;
  readonly breachChecked: boolean;
  readonly estimated: boolean;
}

/** The logins that a caller may know of, in no order; an open vault is taken for granted. */
export function listLogins(
  index: EntryIndex,
  caller: Caller,
  wanted: LoginsWanted,
  now: number,
): readonly Login[] {
  const looked = [...index.all()].filter(
    (entry) => mayReach(caller, entry.organizationId) && isWanted(entry, wanted),
  );
  const ids = new Set(looked.map(({ id }) => id));
  return looked.map((entry) => {
    const { id, card, strength, createdAt } = entry;
    return {
      id,
      title: card.title,
      username: card.username,
      url: card.urls[0] ?? null,
      hasPassword: card.hasPassword,
      hasSecondFactor: card.code !== null,
      issues: issuesOf(entry, index, now),
      sharedWith: keeperOf(entry, index, ids),
      changedAt: card.passwordChangedAt ?? createdAt,
      expiresAt: card.expiresAt,
      breachChecked: card.breached !== null,
      estimated: strength !== null,
    };
  });
}

function isWanted({ organizationId, card }: HeldEntry, wanted: LoginsWanted): boolean {
  if ('organizationId' in wanted) return organizationId === wanted.organizationId;
  return card.username?.toLowerCase() === wanted.username.toLowerCase();
}

/** Where all that share a password are looked at, the oldest of them may keep it. */
function keeperOf(
  { id, card }: HeldEntry,
  index: EntryIndex,
  looked: ReadonlySet<number>,
): Login['sharedWith'] {
  const sharing = index.sharing(card);
  if (sharing.length < 2) return undefined;
  const elsewhere = sharing.some((other) => !looked.has(other));
  const keeper = Math.min(...sharing.filter((other) => looked.has(other) && (other !== id || !elsewhere)));
  if (keeper === id) return undefined;
  return index.get(keeper)?.card.title ?? null;
}
