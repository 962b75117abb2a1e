import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import { vaultFileFormat } from '../../../shared/vault-file-format.ts';
import { newChangeId } from '../database/journal.ts';
import type { CsvTable, FileImporter, WrittenRecord } from '../platform/importer.ts';
import { planRows, type ImportOrganizations } from '../platform/plan-rows.ts';
import { draftContents, draftPatch, patchedByDraft } from './entries/entry-drafts.ts';
import type { EntryIndex } from './entries/entry-index.ts';
import { codeMark } from './entries/entry-sealing.ts';
import { takeBackChange } from './entries/entry-undo.ts';
import type { EntryWrites, OpenEntry } from './entries/entry-writes.ts';
import { unknownFormat } from './importers/file-trouble.ts';
import { readVaultFileAside } from './importers/read-vault-file-aside.ts';
import type { OpenKeys } from './keys/data-key.ts';
import type { VaultDraft } from './vault-draft.ts';

export interface VaultFilesDeps {
  readonly index: EntryIndex;
  readonly writes: EntryWrites;
  readonly organizations: ImportOrganizations;
  readonly now: () => number;
  /** @throws AppError `locked` */
  readonly keys: () => OpenKeys;
}

type Row = { readonly row: number } & ({ readonly draft: VaultDraft } | { readonly reason: string });
type Item = { readonly client: string | null; readonly draft: VaultDraft };
type Existing = OpenEntry & { readonly id: number };

/** A column of secrets makes a table the vault's, whatever else stands in it. */
const secretHead = /password|passwort|totp|otpauth|one.?time|2fa/i;

/** Files of passwords and one-time codes. Nothing that they hold is kept outside of the vault, not even to undo them. */
export function createVaultFiles(deps: VaultFilesDeps): FileImporter {
  const { index, writes, organizations, keys } = deps;

  async function plannedRows(rows: readonly Row[], caller: Caller, organizationId: number) {
    keys();
    const known = createLookup(deps);
    const changeId = newChangeId();
    const planned = await planRows<Item, Existing, Row>(rows, { caller, organizationId }, organizations, {
      noun: 'entry',
      read: (row) =>
        'draft' in row ? { client: row.draft.organization, draft: row.draft } : { refused: row.reason },
      title: ({ draft }) => draft.title,
      identity: ({ draft }) => ({ key: known.identity(draft), words: `“${draft.title}”` }),
      find(organization, { draft }) {
        const id = known.find(organization, draft);
        return id === undefined ? undefined : { id, ...writes.reach(caller, id) };
      },
      patch: ({ contents }, { draft }) => draftPatch(contents, draft),
      insert({ draft }, organization) {
        const contents = draftContents(draft, deps.now());
        const createdAt = draft.createdAt ?? deps.now();
        const { place } = writes.create(caller, organization, contents, 'import', changeId, createdAt);
        return { entity: 'entry', entityId: place.id, before: null, after: { version: place.version } };
      },
      change(existing, patch): WrittenRecord {
        const now = writes.reach(caller, existing.id);
        const wanted = {
          organizationId: now.place.organizationId,
          contents: patchedByDraft(now.contents, patch, deps.now()),
        };
        const { place } = writes.change(caller, now, wanted, 'import', changeId);
        return {
          entity: 'entry',
          entityId: place.id,
          before: { version: now.place.version },
          after: { version: place.version },
        };
      },
    });
    // The format counts its rows itself: a line that it passes over has a number all the same.
    return { ...planned, rows: planned.rows.map((each, at) => ({ ...each, row: rows[at]!.row })) };
  }

  return {
    formats: vaultFileFormat.options,
    claims: (table: CsvTable) => table.heads.some((head) => secretHead.test(head)),
    async plan(path, { caller, organizationId, password }) {
      const reading = await readVaultFileAside(path, { format: null, password }).catch(unlessUnknown);
      if (!reading) return undefined;
      const { format, drafts, refused, warnings } = reading;
      const rows = [...drafts, ...refused].toSorted((a, b) => a.row - b.row);
      const plan = await plannedRows(rows, caller, organizationId);
      return { format, plan: { ...plan, unknownColumns: [], notes: warnings } };
    },
    takeBack(caller, record) {
      if (record.entity === 'organization') {
        return organizations.removeEmpty(caller, record.entityId) ? 'undone' : 'kept';
      }
      keys();
      if (!index.get(record.entityId)) return 'undone';
      const entry = writes.reach(caller, record.entityId);
      const written = Number(record.after['version']);
      if (record.before === null) {
        if (entry.place.version !== written) return 'kept';
        writes.remove(caller, entry, 'import undone', newChangeId());
        return 'undone';
      }
      const versions = { from: Number(record.before['version']), to: written };
      const outcome = takeBackChange(writes, caller, entry, versions, 'import undone', newChangeId());
      return outcome !== undefined && outcome.kept.length === 0 ? 'undone' : 'kept';
    },
  };
}

function unlessUnknown(error: unknown): undefined {
  if (error instanceof AppError && error.details?.reason === unknownFormat) return undefined;
  throw error;
}

/** What there is already: codes by their secret, everything else by whose it is and what it is called. */
function createLookup({ index, keys }: Pick<VaultFilesDeps, 'index' | 'keys'>) {
  const byCode = new Map<string, number>();
  const byName = new Map<string, number>();
  for (const { id, organizationId, card } of index.all()) {
    if (card.codeMark !== null && !card.hasPassword) byCode.set(card.codeMark, id);
    byName.set(nameOf(organizationId, card.title, card.username, card.urls[0]), id);
  }
  return {
    /** Fingerprints: case counts in them, and nothing of the secret shows. */
    identity: (draft: VaultDraft): string =>
      isCode(draft)
        ? codeMark(keys(), draft.oneTimeCode!)
        : keys()
            .fingerprint(nameOf(0, draft.title, draft.username, draft.urls[0]))
            .toString('hex'),
    find: (organizationId: number, draft: VaultDraft): number | undefined =>
      isCode(draft)
        ? byCode.get(codeMark(keys(), draft.oneTimeCode!))
        : byName.get(nameOf(organizationId, draft.title, draft.username, draft.urls[0])),
  };
}

/** Nothing but a code: it is known by its secret. */
function isCode(draft: VaultDraft): boolean {
  return draft.oneTimeCode !== null && draft.password === null;
}

function nameOf(
  organizationId: number,
  title: string,
  username: string | null,
  url: string | undefined,
): string {
  return JSON.stringify([organizationId, title, username ?? '', url ?? '']);
}
