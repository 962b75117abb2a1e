import type { Caller } from '../../../shared/caller.ts';
import type { VaultExportFile } from '../../../shared/vault-file-format.ts';
import { newChangeId, type Journal } from '../database/journal.ts';
import { mayReach, requireAdministrator } from '../database/tenancy.ts';
import { writeWholeFile } from '../platform/write-whole-file.ts';
import type { EntryIndex } from './entries/entry-index.ts';
import type { EntryWrites, OpenEntry } from './entries/entry-writes.ts';
import { writeVaultFile } from './exporters/write-vault-file.ts';
import type { OpenKeys } from './keys/data-key.ts';
import type { VaultDraft } from './vault-draft.ts';

interface ExportDeps {
  readonly index: EntryIndex;
  readonly writes: EntryWrites;
  readonly journal: Journal;
  readonly organizationName: (id: number) => string | undefined;
  /** @throws AppError `locked` */
  readonly keys: () => OpenKeys;
}

/** Writes entries with all their secrets to a file. It is recorded before anything is given out. */
export async function exportEntries(
  deps: ExportDeps,
  caller: Caller,
  { file, organizationId, format, password }: VaultExportFile,
): Promise<{ readonly entries: number; readonly leftOut: number }> {
  requireAdministrator(caller);
  deps.keys();
  const wanted = [...deps.index.all()].filter(
    (entry) =>
      mayReach(caller, entry.organizationId) &&
      (organizationId === null || entry.organizationId === organizationId),
  );
  deps.journal.audit(caller, {
    changeId: newChangeId(),
    entity: 'vault',
    entityId: null,
    organizationId,
    action: 'export',
    changes: [
      { field: 'format', from: null, to: format },
      { field: 'entries', from: null, to: wanted.length },
    ],
  });
  const drafts = wanted.map(({ id }) => draftOf(deps, deps.writes.reach(caller, id)));
  const { text, leftOut } = await writeVaultFile(drafts, { format, password });
  writeWholeFile(file, text);
  return { entries: wanted.length - leftOut, leftOut };
}

function draftOf({ organizationName }: ExportDeps, { place, contents }: OpenEntry): VaultDraft {
  const { leftovers, notes, assetId: _asset, ticketId: _ticket, source: _source, ...said } = contents;
  const { passwordChangedAt: _changed, breached: _breached, ...draft } = said;
  return {
    ...draft,
    organization: organizationName(place.organizationId) ?? null,
    notes: notes === '' ? null : notes,
    createdAt: place.createdAt,
    raw: leftovers,
  };
}
