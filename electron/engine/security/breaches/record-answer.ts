import type { BreachAddress } from '../../../../shared/breach.ts';
import { alertSeverity, type AlertSeverity } from '../../../../shared/alert.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Journal } from '../../database/journal.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import { addressTable } from './address-table.ts';
import type { Combined } from './combine.ts';
import {
  insertCheck,
  insertExposure,
  meetAgain,
  meetPaste,
  storedExposures,
  type StoredExposure,
} from './exposure-repository.ts';
import { isSameBreach } from './same-breach.ts';
import type { Found } from './sources/source.ts';

export interface RecordDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
}

/**
 * Writes down what came of one try: the try itself, what is new in it, and what can be said of the address now. A
 * failed try changes nothing of what is known. New breaches of a watched address are announced in the same
 * transaction: once for each address and breach, whoever tells of it and however often.
 * @returns how many breaches are new; undefined where the address was removed meanwhile
 */
export function recordAnswer(
  { db, clock, journal }: RecordDeps,
  addressId: number,
  answer: Combined,
): number | undefined {
  return db.transaction(() => {
    const address = getRecord(db, addressTable, addressId);
    if (!address) return undefined;
    const now = clock.now();
    if (answer.state === 'not_checked') {
      db.run(
        `UPDATE breach_address SET standing = 'not_checked', failure = ?, failure_detail = ?, failed_at = ?, updated_at = max(?, updated_at)
         WHERE id = ?`,
        [answer.failure, answer.detail, now, now, addressId],
      );
      insertCheck(db, addressId, {
        at: now,
        source: answer.sources,
        answer: 'not_checked',
        failure: answer.failure,
        detail: answer.detail,
        breaches: 0,
        newBreaches: 0,
      });
      return 0;
    }
    const added = answer.state === 'found' ? takeIn(db, address, answer, answer.sources, now) : 0;
    const known = summarize(db, addressId);
    // What was found once stays found: a source that tells less now does not make it undone.
    const state = known.total + known.pastes > 0 ? 'found' : 'clean';
    db.run(
      `UPDATE breach_address SET standing = ?, answer = ?, checked_at = ?, source = ?, failure = NULL, failure_detail = NULL,
         failed_at = NULL, updated_at = max(?, updated_at) WHERE id = ?`,
      [state, state, now, answer.sources, now, addressId],
    );
    insertCheck(db, addressId, {
      at: now,
      source: answer.sources,
      answer: answer.state,
      failure: null,
      detail: answer.state === 'found' ? answer.missing : null,
      breaches: answer.state === 'found' ? answer.breaches.length : 0,
      newBreaches: added,
    });
    if (address.watched) announce({ db, clock, journal }, address);
    return added;
  });
}

function takeIn(
  db: WritableDb,
  { id: addressId, organizationId }: BreachAddress,
  { breaches, pastes }: Found,
  source: string,
  now: number,
): number {
  const known = storedExposures(db, addressId);
  let added = 0;
  for (const breach of breaches) {
    const same = known.find((each) => isSameBreach(each, breach));
    if (same) {
      meetAgain(db, same, breach, now);
      continue;
    }
    insertExposure(db, { addressId, organizationId, source, now }, breach);
    added += 1;
  }
  for (const paste of pastes) meetPaste(db, addressId, paste, now);
  return added;
}

/** Tells of every breach of a watched address that was not told of and that nobody ignores. */
export function announce({ db, clock, journal }: RecordDeps, address: BreachAddress): void {
  const now = clock.now();
  // The newest is told of last: it is what stays uppermost.
  const oldestFirst = storedExposures(db, address.id).toSorted(byDate);
  for (const exposure of oldestFirst) {
    if (exposure.announcedAt !== null || isIgnored(exposure, now)) continue;
    db.run('UPDATE breach_exposure SET announced_at = ? WHERE id = ?', [now, exposure.id]);
    journal.event({
      type: 'breach.detected',
      organizationId: address.organizationId,
      entityId: address.id,
      data: {
        email: address.email,
        breach: {
          name: exposure.name,
          date: exposure.date,
          dataTypes: JSON.parse(exposure.dataTypes) as string[],
        },
      },
    });
  }
}

function byDate(a: StoredExposure, b: StoredExposure): number {
  return (a.date ?? '').localeCompare(b.date ?? '');
}

export function isIgnored(
  { ignoredReason, ignoredUntil }: Pick<StoredExposure, 'ignoredReason' | 'ignoredUntil'>,
  now: number,
): boolean {
  return ignoredReason !== null && (ignoredUntil === null || now < ignoredUntil);
}

/** Keeps on the address what its exposures come to. */
export function summarize(db: WritableDb, addressId: number): { total: number; pastes: number } {
  const all = storedExposures(db, addressId);
  const open = all.filter(({ ignoredReason }) => ignoredReason === null);
  const worst =
    alertSeverity.options.find((severity) => open.some((each) => each.severity === severity)) ?? null;
  const dates = open.flatMap(({ date }) => date ?? []).toSorted();
  const pastes = db.get<{ n: number }>('SELECT count(*) AS n FROM breach_paste WHERE address_id = ?', [
    addressId,
  ])!.n;
  db.run(
    'UPDATE breach_address SET exposures = ?, severity = ?, newest_breach = ?, pastes = ? WHERE id = ?',
    [open.length, worst satisfies AlertSeverity | null, dates.at(-1) ?? null, pastes, addressId],
  );
  return { total: all.length, pastes };
}
