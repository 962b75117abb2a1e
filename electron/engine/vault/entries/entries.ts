import type { Caller } from '../../../../shared/caller.ts';
import type { entriesContract } from '../../../../shared/entries-contract.ts';
import type { Entry, EntryPatch, EntryRow, NewEntry } from '../../../../shared/entry.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import type { RecordSource } from '../../../../shared/record-source.ts';
import { historyOf } from '../../database/history.ts';
import { newChangeId } from '../../database/journal.ts';
import { requireWriter } from '../../database/tenancy.ts';
import { createHealth } from '../health/health.ts';
import { withBreach, type HeldEntry } from './entry-index.ts';
import { listEntries } from './entry-list.ts';
import { getSecret } from './entry-repository.ts';
import { cardOf, openSecret } from './entry-sealing.ts';
import { checkTies, type EntryTies } from './entry-ties.ts';
import { toEntry, toRow } from './entry-rows.ts';
import { createEntryUndo, undoableActions } from './entry-undo.ts';
import { newContents, patchedContents } from './entry-values.ts';
import { createEntryWrites, type EntryWritesDeps, type OpenEntry } from './entry-writes.ts';
import { labelsOf } from './labels.ts';
import { createReveal } from './reveal.ts';

export interface EntriesDeps extends EntryWritesDeps, EntryTies {
  /** Somebody said again who is there; asked for entries that want it. */
  readonly confirmed: () => boolean;
}

const sources: Readonly<Record<Caller['kind'], RecordSource>> = {
  technician: 'console',
  key: 'api',
  system: 'import',
};

/** Entries of the vault: everything a technician does with them but their one-time codes. */
export function createEntries(deps: EntriesDeps) {
  const { db, clock, index, keys } = deps;
  const writes = createEntryWrites(deps);
  const undo = createEntryUndo(deps, writes);
  const health = createHealth(deps);
  const listing = {
    index,
    now: () => clock.now(),
    notesOf: (entry: HeldEntry) =>
      openSecret(keys(), entry, 'notes', getSecret(db, entry.id, 'notes'))?.toString() ?? '',
  };

  function rowOf(entry: HeldEntry): EntryRow {
    return toRow(entry, entry.card, entry.strength, index.reused(entry.card, entry.id));
  }

  /** As it stands in its row now; what was just written is not in the index before its commit. */
  function shown({ place, contents }: OpenEntry): Entry {
    const card = cardOf(keys(), contents);
    const health = card.hasPassword ? deps.strengths.known(keys(), place) : null;
    const row = toRow(
      place,
      withBreach(card, health),
      health?.strength ?? null,
      index.reused(card, place.id),
    );
    return toEntry(row, contents);
  }

  function create(caller: Caller, input: NewEntry): { changeId: string; entry: OpenEntry } {
    requireWriter(caller);
    keys();
    const { organizationId = caller.organizationId ?? mspOrganizationId, ...values } = input;
    const contents = newContents(values, sources[caller.kind], clock.now());
    checkTies(deps, caller, organizationId, contents);
    const changeId = newChangeId();
    const entry = db.transaction(() => writes.create(caller, organizationId, contents, 'create', changeId));
    return { changeId, entry };
  }

  function update(caller: Caller, ids: readonly number[], patch: EntryPatch) {
    requireWriter(caller);
    return db.transaction(() => {
      const changeId = newChangeId();
      const entries = [...new Set(ids)].map((id) => {
        const before = writes.reach(caller, id);
        const organizationId = patch.organizationId ?? before.place.organizationId;
        const contents = patchedContents(before.contents, patch, clock.now());
        const { assetId, ticketId } = patch;
        if (patch.organizationId !== undefined || assetId != null || ticketId != null) {
          checkTies(deps, caller, organizationId, contents);
        }
        return writes.change(caller, before, { organizationId, contents }, 'update', changeId);
      });
      return { changeId, entries };
    });
  }

  const handlers = {
    list(caller, input) {
      keys();
      const { rows, total } = listEntries(listing, caller, input);
      return { rows: rows.map(rowOf), total };
    },
    get: (caller, input) => shown(writes.reach(caller, input.id)),
    create(caller, input) {
      const { changeId, entry } = create(caller, input);
      return { changeId, record: shown(entry) };
    },
    update(caller, input) {
      const { changeId, entries } = update(caller, input.ids, input.patch);
      return { changeId, records: entries.map(shown) };
    },
    remove(caller, input) {
      requireWriter(caller);
      return db.transaction(() => {
        const changeId = newChangeId();
        const entries = [...new Set(input.ids)].map((id) => writes.reach(caller, id));
        for (const entry of entries) writes.remove(caller, entry, 'remove', changeId);
        return { changeId };
      });
    },
    undo(caller, input) {
      const { changeId, entries, kept } = undo(caller, input);
      return { changeId, records: entries.map(shown), kept };
    },
    history(caller, input) {
      writes.reach(caller, input.id);
      return historyOf(db, 'entry', input.id, undoableActions).map((change) => ({
        ...change,
        fields: change.fields.filter(({ field }) => field !== 'version'),
      }));
    },
    reveal: createReveal({ ...deps, writes }),
    labels(caller, input) {
      keys();
      return labelsOf(index, caller, input.organizationId);
    },
    health(caller, input) {
      keys();
      return health(caller, input.organizationId);
    },
    async estimate(_caller, input) {
      return deps.strengths.estimate(input.password, input.words);
    },
  } satisfies DomainHandlers<typeof entriesContract, Caller>;

  return {
    handlers,
    writes,
    /** Whole entries of a page, for a dialect that serves notes in its lists. */
    listWhole(caller: Caller, input: Parameters<typeof handlers.list>[1]): { rows: Entry[]; total: number } {
      keys();
      const { rows, total } = listEntries(listing, caller, input);
      return { rows: rows.map(({ id }) => shown(writes.reach(caller, id))), total };
    },
  };
}
