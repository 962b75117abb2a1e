import {
  expiringWithinDays,
  oldAfterDays,
  strongEnough,
  type HealthIssue,
} from '../../../../shared/entry.ts';
import type { EntryIndex, HeldEntry } from './entry-index.ts';

const dayMs = 86_400_000;

/** What is wrong with an entry at this moment, or soon will be. */
export function issuesOf(entry: HeldEntry, index: Pick<EntryIndex, 'reused'>, now: number): HealthIssue[] {
  const { card, strength } = entry;
  const issues: HealthIssue[] = [];
  if (card.hasPassword) {
    if (strength !== null && strength < strongEnough) issues.push('weak');
    if (index.reused(card, entry.id) > 0) issues.push('reused');
    if (now - (card.passwordChangedAt ?? entry.createdAt) >= oldAfterDays * dayMs) issues.push('old');
    if (card.breached === true) issues.push('breached');
    // What opens a web page is what a second factor could guard.
    if (card.code === null && card.urls.length > 0) issues.push('no_second_factor');
  }
  if (card.expiresAt !== null) {
    if (card.expiresAt <= now) issues.push('expired');
    else if (card.expiresAt - now <= expiringWithinDays * dayMs) issues.push('expiring');
  }
  return issues;
}
