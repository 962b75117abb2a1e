import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { WritableDb } from '../../database/db.ts';
import type { FieldChange, Journal } from '../../database/journal.ts';
import { mayReach } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import type { OpenKeys } from '../keys/data-key.ts';
import type { Strengths } from '../strength/strengths.ts';
import { entryPlace, openEntry, sealEntry, sealHealth } from './entry-sealing.ts';
import type { EntryContents, EntryPlace } from './entry-contents.ts';
import type { EntryIndex } from './entry-index.ts';
import {
  deleteEntry,
  getEarlier,
  getStoredEntry,
  insertEntry,
  keepEarlier,
  nextEntryId,
  updateEntry,
} from './entry-repository.ts';

export interface EntryWritesDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly index: EntryIndex;
  readonly strengths: Strengths;
  /** These have a password that was not compared with known breaches. */
  readonly compareLater: (ids: readonly number[]) => void;
  /** @throws AppError `locked` */
  readonly keys: () => OpenKeys;
}

/** An entry with all that it holds. */
export interface OpenEntry {
  readonly place: EntryPlace;
  readonly contents: EntryContents;
}

export type EntryWrites = ReturnType<typeof createEntryWrites>;

/** Entries of these come by the hundred. */
const ofMany: ReadonlySet<string> = new Set(['import', 'sample']);
/** Fields that change along with others: the history does not name them beside those. */
const followers: ReadonlySet<string> = new Set(['history', 'passwordChangedAt', 'breached']);
/** Beyond this an announcement says only that much has changed. */
const mostNamed = 200;

/**
 * Writes entries inside the caller's transaction. The history names what was changed and never says to what; how it
 * was before is kept sealed, for as long as it can be taken back.
 */
export function createEntryWrites(deps: EntryWritesDeps) {
  const { db, clock, journal, index, strengths, keys } = deps;
  const untold = { created: new Set<number>(), changed: new Set<number>(), removed: new Set<number>() };

  /** An entry that the caller may know of; another organization's is as good as none. */
  function reach(caller: Caller, id: number): OpenEntry {
    const stored = getStoredEntry(db, id);
    if (!stored || !mayReach(caller, stored.organizationId)) {
      throw new AppError('not_found', 'There is no such entry.');
    }
    const { organizationId, version, createdAt, updatedAt } = stored;
    const contents = openEntry(keys(), stored, stored);
    if (contents) return { place: { id, organizationId, version, createdAt, updatedAt }, contents };
    throw new AppError(
      'unavailable',
      `Entry ${id} is damaged or was changed outside of Techbench. A backup may hold it whole.`,
    );
  }

  function audit(
    caller: Caller,
    place: EntryPlace,
    action: string,
    changeId: string,
    changes: FieldChange[],
  ): void {
    journal.audit(caller, {
      changeId,
      entity: 'entry',
      entityId: place.id,
      organizationId: place.organizationId,
      action,
      changes,
    });
  }

  function tell(happened: keyof typeof untold, id: number): void {
    untold[happened].add(id);
    db.afterCommit(announce);
  }

  /** Once a commit, however many changes it held. What a rollback left is read and told with the next. */
  function announce(): void {
    const told = { created: [...untold.created], changed: [...untold.changed], removed: [...untold.removed] };
    const all = Object.values(told).flat();
    if (all.length === 0) return;
    for (const ids of Object.values(untold)) ids.clear();
    index.refresh(keys(), all);
    strengths.later(
      [...told.created, ...told.changed].filter((id) => {
        const entry = index.get(id);
        return entry?.card.hasPassword === true && entry.strength === null;
      }),
    );
    deps.compareLater(
      [...told.created, ...told.changed].filter((id) => {
        const entry = index.get(id);
        return entry?.card.hasPassword === true && entry.breach === null;
      }),
    );
    for (const reason of ['created', 'changed', 'removed'] as const) {
      const ids = told[reason];
      if (ids.length > 0) {
        deps.push({ type: 'entries', ids: ids.length > mostNamed ? null : ids, reason });
      }
    }
  }

  function keepState({ place, contents }: OpenEntry): void {
    const { id: entryId, version, organizationId } = place;
    const state = { contents: withPlainCode(contents), createdAt: place.createdAt };
    const sealed = keys().entries.seal(entryPlace(place, 'earlier'), Buffer.from(JSON.stringify(state)));
    keepEarlier(db, { entryId, version, organizationId, contents: sealed }, clock.now());
  }

  /** What is known of a password stays known; one of many is estimated behind everything else. */
  function healthOf(
    place: EntryPlace,
    contents: EntryContents,
    action: string,
    before?: OpenEntry,
  ): Buffer | null {
    if (before && before.contents.password === contents.password) {
      const { strength = null, breach = null } = index.get(place.id) ?? {};
      if (strength === null && breach === null) return null;
      return sealHealth(keys(), place, { strength, ...(breach && { breach }) });
    }
    return ofMany.has(action) ? null : strengths.health(keys(), place, contents);
  }

  return {
    reach,
    audit,
    create(
      caller: Caller,
      organizationId: number,
      contents: EntryContents,
      action: string,
      changeId: string,
      createdAt = clock.now(),
    ): OpenEntry {
      const place = { id: nextEntryId(db), organizationId, version: 1, createdAt, updatedAt: clock.now() };
      const { sealed } = sealEntry(keys(), place, contents);
      insertEntry(db, place, sealed, healthOf(place, contents, action));
      audit(caller, place, action, changeId, changesOf([], null, place.version));
      tell('created', place.id);
      return { place, contents };
    },
    /** Only what differs is a change; its old state is kept. */
    change(
      caller: Caller,
      before: OpenEntry,
      wanted: { readonly organizationId: number; readonly contents: EntryContents },
      action: string,
      changeId: string,
    ): OpenEntry {
      const fields = differences(before, wanted);
      if (fields.length === 0) return before;
      // A code by count that was used up must not come back.
      if (action !== 'code') keepState(before);
      const { id, version, createdAt, updatedAt } = before.place;
      const place = {
        id,
        organizationId: wanted.organizationId,
        version: version + 1,
        createdAt,
        updatedAt: Math.max(clock.now(), updatedAt),
      };
      const { sealed } = sealEntry(keys(), place, wanted.contents);
      updateEntry(db, place, sealed, healthOf(place, wanted.contents, action, before));
      audit(caller, place, action, changeId, changesOf(fields, version, place.version));
      tell('changed', id);
      return { place, contents: wanted.contents };
    },
    remove(caller: Caller, entry: OpenEntry, action: string, changeId: string): void {
      keepState(entry);
      deleteEntry(db, entry.place.id);
      audit(caller, entry.place, action, changeId, changesOf([], entry.place.version, null));
      tell('removed', entry.place.id);
    },
    /** Brings a removed entry back under its number, in a state of its own. */
    restore(caller: Caller, earlier: OpenEntry, action: string, changeId: string): OpenEntry {
      const { contents } = earlier;
      const place = { ...earlier.place, version: earlier.place.version + 1, updatedAt: clock.now() };
      const { sealed } = sealEntry(keys(), place, contents);
      insertEntry(db, place, sealed, healthOf(place, contents, action));
      audit(caller, place, action, changeId, changesOf([], null, place.version));
      tell('created', place.id);
      return { place, contents };
    },
    /** The entry as it was in an earlier state, while that is kept. */
    earlier(id: number, version: number): OpenEntry | undefined {
      const kept = getEarlier(db, id, version);
      if (!kept) return undefined;
      const { organizationId } = kept;
      const plain = keys().entries.open(
        entryPlace({ id, version, organizationId }, 'earlier'),
        kept.contents,
      );
      if (!plain) return undefined;
      const { contents, createdAt } = JSON.parse(plain.toString()) as {
        contents: ReturnType<typeof withPlainCode>;
        createdAt: number;
      };
      const place = { id, organizationId, version, createdAt, updatedAt: createdAt };
      return { place, contents: withSecretCode(contents) };
    },
  };
}

/** Which fields, and from which state to which: enough to find what it was. */
function changesOf(fields: readonly string[], from: number | null, to: number | null): FieldChange[] {
  const asked = fields.filter((field) => !followers.has(field));
  const named = (asked.length > 0 ? asked : fields).map((field) => ({ field, from: null, to: null }));
  return [...named, { field: 'version', from, to }];
}

/** A secret's bytes stand in JSON as Base64. */
function withPlainCode(contents: EntryContents) {
  const { oneTimeCode: code } = contents;
  return {
    ...contents,
    oneTimeCode: code && { ...code, secret: Buffer.from(code.secret).toString('base64') },
  };
}

function withSecretCode(contents: ReturnType<typeof withPlainCode>): EntryContents {
  const { oneTimeCode: code } = contents;
  return { ...contents, oneTimeCode: code && { ...code, secret: Buffer.from(code.secret, 'base64') } };
}

/** Names of the fields in which two states differ. */
export function differences(
  before: { readonly place: { readonly organizationId: number }; readonly contents: EntryContents },
  after: { readonly organizationId: number; readonly contents: EntryContents },
): string[] {
  const old = withPlainCode(before.contents);
  const wanted = withPlainCode(after.contents);
  const fields = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => JSON.stringify(old[field]) !== JSON.stringify(wanted[field]),
  );
  const moved = before.place.organizationId !== after.organizationId;
  return moved ? ['organizationId', ...fields] : fields;
}
