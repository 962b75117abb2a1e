import type { Caller } from '../../../shared/caller.ts';
import type { VaultExportFormat } from '../../../shared/vault-file-format.ts';
import { newChangeId, type Journal } from '../database/journal.ts';
import { mayReach, requireAdministrator } from '../database/tenancy.ts';
import type { EntryIndex } from './entries/entry-index.ts';
import type { EntryWrites, OpenEntry } from './entries/entry-writes.ts';
import type { WrittenFile } from './exporters/vault-exporter.ts';
import { writeVaultFile } from './exporters/write-vault-file.ts';
import type { OpenKeys } from './keys/data-key.ts';
import type { VaultDraft } from './vault-draft.ts';

export interface ExportOptions {
  /** Null for every client's. */
  readonly organizationId: number | null;
  readonly format: VaultExportFormat;
  /** Seals the file, where its format can be sealed. */
  readonly password: string | null;
}

interface ExportDeps {
  readonly index: EntryIndex;
  readonly writes: EntryWrites;
  readonly journal: Journal;
  readonly organizationName: (id: number) => string | undefined;
  /** @throws AppError `locked` */
  readonly keys: () => OpenKeys;
}

/** Entries with all their secrets as the text of a file. It is recorded before anything is given out. */
export async function exportEntries(
  deps: ExportDeps,
  caller: Caller,
  { organizationId, format, password }: ExportOptions,
): Promise<WrittenFile & { readonly entries: number }> {
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
  return { ...(await writeVaultFile(drafts, { format, password })), entries: wanted.length };
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
