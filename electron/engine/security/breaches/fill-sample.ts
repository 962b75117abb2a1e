import type { WritableDb } from '../../database/db.ts';
import { ensureAddress } from './address-repository.ts';
import { insertCheck, insertExposure } from './exposure-repository.ts';
import { summarize } from './record-answer.ts';
import type { FoundBreach } from './sources/source.ts';

const dayMs = 86_400_000;
const source = 'Have I Been Pwned';

/** Breaches that never were, at services that are none. */
const invented = {
  shop: { name: 'Example Shop', date: '2024-06-15', dataTypes: ['email', 'password_hash', 'phone'] },
  forum: { name: 'Sample Forum', date: '2023-11-02', dataTypes: ['email', 'username', 'ip_address'] },
  travel: { name: 'Demo Travel', date: '2025-09-30', dataTypes: ['email', 'password', 'dates_of_birth'] },
} as const satisfies Record<string, Omit<FoundBreach, 'catalogueName'>>;

interface SampleAddress {
  readonly name: string;
  readonly watched: boolean;
  readonly daysAgo: number | null;
  readonly breaches: readonly (keyof typeof invented)[];
}

const people: readonly SampleAddress[] = [
  { name: 'accounts', watched: true, daysAgo: 2, breaches: ['shop'] },
  { name: 'dana.price', watched: true, daysAgo: 2, breaches: ['travel', 'forum'] },
  { name: 'info', watched: true, daysAgo: 2, breaches: ['forum'] },
  { name: 'sam.ortiz', watched: true, daysAgo: 3, breaches: [] },
  { name: 'warehouse', watched: false, daysAgo: 40, breaches: [] },
  { name: 'reception', watched: false, daysAgo: null, breaches: [] },
];

/** Addresses of the sample's clients, as checks of the last weeks would have left them. Nothing of it is announced. */
export function fillSampleBreaches(
  db: WritableDb,
  clients: readonly { readonly id: number; readonly domain: string }[],
  now: number,
): void {
  for (const { id: organizationId, domain } of clients) {
    for (const { name, watched, daysAgo, breaches } of people) {
      const at = now - (daysAgo ?? 1) * dayMs;
      const { id } = ensureAddress(db, organizationId, `${name}@${domain}`, at);
      for (const breach of breaches) {
        const found = { ...invented[breach], catalogueName: null };
        const exposure = insertExposure(db, { addressId: id, organizationId, source, now: at }, found);
        db.run('UPDATE breach_exposure SET announced_at = ? WHERE id = ?', [at, exposure]);
      }
      summarize(db, id);
      if (daysAgo === null) continue;
      const answer = breaches.length > 0 ? 'found' : 'clean';
      db.run(
        `UPDATE breach_address SET watched = ?, standing = ?, answer = ?, checked_at = ?, source = ?, next_check_at = ?
         WHERE id = ?`,
        [Number(watched), answer, answer, at, source, watched ? at + 7 * dayMs : null, id],
      );
      insertCheck(db, id, {
        at,
        source,
        answer,
        failure: null,
        detail: null,
        breaches: breaches.length,
        newBreaches: breaches.length,
      });
    }
  }
}
