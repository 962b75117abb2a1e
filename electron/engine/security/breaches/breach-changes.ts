import type { Caller } from '../../../../shared/caller.ts';
import { readEmail } from '../../../../shared/breach.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type FieldChange, type Journal } from '../../database/journal.ts';
import { invalidField, mayReach, requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import { ensureAddress, setNextCheck } from './address-repository.ts';
import type { BreachLists } from './breach-lists.ts';
import type { Checks } from './checks.ts';
import { getExposure } from './exposure-repository.ts';
import { announce, summarize } from './record-answer.ts';
import { finishEmpty } from './run-repository.ts';

export interface BreachChangesDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly lists: BreachLists;
  readonly checks: Checks;
  readonly organizationExists: (id: number) => boolean;
}

/** The list of watched addresses, and what of their breaches is not to be heeded. */
export function createBreachChanges(deps: BreachChangesDeps) {
  const { db, clock, journal, push, lists, checks } = deps;

  function requireOrganization(caller: Caller, organizationId: number): void {
    requireWriter(caller);
    if (!mayReach(caller, organizationId) || !deps.organizationExists(organizationId))
      throw invalidField('organizationId', 'names no organization');
  }

  function told(ids: readonly number[], reason: 'created' | 'changed' | 'removed'): void {
    db.afterCommit(() => {
      push({ type: 'breaches', ids: ids.length > 200 ? null : [...ids], reason });
      checks.wake();
    });
  }

  function audit(
    caller: Caller,
    changeId: string,
    of: Audited,
    action: string,
    changes: FieldChange[] = [],
  ): void {
    const { id: entityId, organizationId } = of;
    journal.audit(caller, { changeId, entity: 'breach_address', entityId, organizationId, action, changes });
  }

  /** Rows for what was pasted, each address once; what is none is given back as it was. */
  function addressesOf(organizationId: number, texts: readonly string[]) {
    const refused: string[] = [];
    const emails = new Set<string>();
    for (const text of texts) {
      const email = readEmail(text);
      if (email !== undefined) emails.add(email);
      else if (text.trim() !== '') refused.push(text.slice(0, 200));
    }
    const rows = [...emails].map((email) => ensureAddress(db, organizationId, email, clock.now()));
    return { rows, refused: refused.slice(0, 1000) };
  }

  /** Puts addresses on the list; they are looked at as soon as their turn comes. @returns how many were not on it */
  function watchRows(
    caller: Caller,
    organizationId: number,
    ids: readonly number[],
    changeId: string,
  ): number {
    const now = clock.now();
    let added = 0;
    for (const id of ids) {
      const { changes } = db.run(
        'UPDATE breach_address SET watched = 1, next_check_at = ?, updated_at = max(?, updated_at) WHERE id = ? AND watched = 0',
        [now, now, id],
      );
      if (changes === 0) continue;
      added += 1;
      audit(caller, changeId, { id, organizationId }, 'watch');
      announce(deps, lists.reach(caller, id));
    }
    return added;
  }

  function reachExposures(caller: Caller, ids: readonly number[]) {
    return [...new Set(ids)].map((id) => {
      const found = getExposure(db, id);
      if (!found || !mayReach(caller, found.organizationId))
        throw new AppError('not_found', 'There is no such breach of an address.');
      return found;
    });
  }

  function changeExposures(
    caller: Caller,
    ids: readonly number[],
    action: 'ignore' | 'heed',
    ignored: { readonly reason: string | null; readonly until: number | null },
  ) {
    requireWriter(caller);
    return db.transaction(() => {
      const now = clock.now();
      const found = reachExposures(caller, ids);
      const changeId = newChangeId();
      for (const { exposure, organizationId } of found) {
        const set = ignored.reason !== null;
        db.run(
          `UPDATE breach_exposure SET ignored_reason = ?, ignored_until = ?, ignored_by = ?, ignored_at = ? WHERE id = ?`,
          [ignored.reason, ignored.until, set ? caller.name : null, set ? now : null, exposure.id],
        );
        audit(caller, changeId, { id: exposure.addressId, organizationId }, action, [
          { field: exposure.name, from: exposure.ignored?.reason ?? null, to: ignored.reason },
        ]);
      }
      const addresses = [...new Set(found.map(({ exposure }) => exposure.addressId))];
      for (const id of addresses) settle(caller, id);
      told(addresses, 'changed');
      return { exposures: found.map(({ exposure }) => getExposure(db, exposure.id)!.exposure) };
    });
  }

  /** What an address comes to after its breaches changed; what is heeded again and was never told of is told now. */
  function settle(caller: Caller, id: number): void {
    summarize(db, id);
    const address = lists.reach(caller, id);
    if (address.watched) announce(deps, address);
  }

  return {
    addressesOf,
    requireOrganization,
    audit,
    told,
    watchRows,
    watch(caller: Caller, organizationId: number, emails: readonly string[]) {
      requireOrganization(caller, organizationId);
      return db.transaction(() => {
        const { rows, refused } = addressesOf(organizationId, emails);
        const ids = rows.map(({ id }) => id);
        const added = watchRows(caller, organizationId, ids, newChangeId());
        told(ids, 'created');
        return { added, known: ids.length - added, refused };
      });
    },
    unwatch(caller: Caller, ids: readonly number[]): void {
      requireWriter(caller);
      db.transaction(() => {
        const changeId = newChangeId();
        for (const id of new Set(ids)) {
          const address = lists.reach(caller, id);
          if (!address.watched) continue;
          db.run('UPDATE breach_address SET watched = 0, updated_at = max(?, updated_at) WHERE id = ?', [
            clock.now(),
            id,
          ]);
          setNextCheck(db, id, null);
          audit(caller, changeId, address, 'unwatch');
        }
        told(ids, 'changed');
      });
    },
    remove(caller: Caller, ids: readonly number[]): void {
      requireWriter(caller);
      db.transaction(() => {
        const changeId = newChangeId();
        for (const id of new Set(ids)) {
          const address = lists.reach(caller, id);
          db.run('DELETE FROM breach_address WHERE id = ?', [id]);
          audit(caller, changeId, address, 'remove', [{ field: 'email', from: address.email, to: null }]);
        }
        finishEmpty(db, clock.now());
        told(ids, 'removed');
      });
      checks.abandon(ids);
    },
    ignore: (caller: Caller, ids: readonly number[], reason: string, until: number | null) =>
      changeExposures(caller, ids, 'ignore', { reason, until }),
    heed: (caller: Caller, ids: readonly number[]) =>
      changeExposures(caller, ids, 'heed', { reason: null, until: null }),
    /** What was ignored until now is heeded again. */
    heedExpired(caller: Caller): void {
      const expired = db.all<{ id: number }>(
        'SELECT id FROM breach_exposure WHERE ignored_until IS NOT NULL AND ignored_until <= ? LIMIT 500',
        [clock.now()],
      );
      if (expired.length > 0)
        changeExposures(
          caller,
          expired.map(({ id }) => id),
          'heed',
          { reason: null, until: null },
        );
    },
  };
}

interface Audited {
  readonly id: number;
  readonly organizationId: number;
}
