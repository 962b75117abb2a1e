import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import {
  tableFormat,
  type ImportFormat,
  type ImportOutcome,
  type ImportPreview,
  type importsContract,
  type TableFormat,
} from '../../../shared/import.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { WritableDb } from '../database/db.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import type { Clock } from '../platform/clock.ts';
import type { CsvTable, FileImporter, Importer, ImportPlan, PlannedRow } from '../platform/importer.ts';
import type { ImportOrganizations } from '../platform/plan-rows.ts';
import {
  getBatch,
  insertBatch,
  listBatches,
  markUndone,
  noteRecord,
  recordsOf,
  setCounts,
} from './import-repository.ts';
import { readTable } from './read-import-file.ts';

export interface ImportsDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly push: (event: PushEvent) => void;
  /** One for each format, so that a format without its importer does not compile. */
  readonly importers: Readonly<Record<TableFormat, Importer>>;
  /** What reads everything that is no such table; the first that knows a file takes it. */
  readonly files: readonly FileImporter[];
  readonly organizations: Pick<ImportOrganizations, 'nameOf'>;
}

const perTransaction = 100;
const rowsShown = 500;

/** Files of other systems: looked at first, taken in as a named batch, taken back as one. */
export function createImports(deps: ImportsDeps) {
  const { db, clock, push } = deps;
  const opened = new Map<string, string>();

  /** Lets a file in by its path, under a name that tells nothing of it. Only the host of the engine may. */
  function openFile(path: string): { fileId: string; name: string; bytes: number } {
    const file = statSync(path, { throwIfNoEntry: false });
    if (!file?.isFile()) throw new AppError('not_found', `${path} is not a file.`);
    const fileId = randomUUID();
    if (opened.size > 100) opened.clear();
    opened.set(fileId, path);
    return { fileId, name: basename(path), bytes: file.size };
  }

  async function planned(
    caller: Caller,
    input: { fileId: string; organizationId: number; password?: string | undefined },
  ): Promise<{ path: string; format: ImportFormat; plan: ImportPlan }> {
    requireWriter(caller);
    const { organizationId, password = null } = input;
    if (deps.organizations.nameOf(organizationId) === undefined) {
      throw invalidField('organizationId', `${organizationId} names no organization`);
    }
    const path = opened.get(input.fileId);
    if (path === undefined) throw new AppError('not_found', 'Choose the file again.');
    const table = await readTable(path);
    const importer =
      table && !deps.files.some((files) => files.claims(table))
        ? Object.values(deps.importers).find((candidate) => candidate.recognises(table))
        : undefined;
    if (table && importer) {
      const plan = await importer.plan(table, { caller, organizationId });
      return { path, format: importer.format, plan };
    }
    for (const files of deps.files) {
      const found = await files.plan(path, { caller, organizationId, password });
      if (found) return { path, ...found };
    }
    throw new AppError(
      'validation',
      table ? unknownTable(table) : 'The file has no format that is known here.',
    );
  }

  /**
   * Takes rows in a hundred at a time, so that the console stays quick; each hundred is all or nothing. The batch
   * begins in the transaction of the first: where that fails, no batch is left that holds nothing.
   */
  async function writeRows(plan: ImportPlan, begin: () => number): Promise<number> {
    const writable = plan.rows.filter((row) => row.write !== null);
    const written = { new: 0, changed: 0 };
    const writePart = (batchId: number, start: number): void => {
      const part = writable.slice(start, start + perTransaction);
      for (const row of part) for (const record of row.write!()) noteRecord(db, batchId, record);
      written.new += countOf(part, 'new');
      written.changed += countOf(part, 'changed');
      setCounts(db, batchId, written);
    };
    const batchId = db.transaction(() => {
      const begun = begin();
      writePart(begun, 0);
      return begun;
    });
    for (let start = perTransaction; start < writable.length; start += perTransaction) {
      await nextTurn();
      db.transaction(() => writePart(batchId, start));
    }
    return batchId;
  }

  const handlers: DomainHandlers<typeof importsContract, Caller> = {
    async preview(caller, input): Promise<ImportPreview> {
      const { path, format, plan } = await planned(caller, input);
      return {
        fileId: input.fileId,
        fileName: basename(path),
        format,
        new: countOf(plan.rows, 'new'),
        changed: countOf(plan.rows, 'changed'),
        duplicate: countOf(plan.rows, 'duplicate'),
        refused: refusedOf(plan),
        newOrganizations: [...plan.newOrganizations],
        unknownColumns: [...plan.unknownColumns],
        notes: [...plan.notes],
        rows: plan.rows.slice(0, rowsShown).map(({ write: _write, ...row }) => row),
      };
    },
    async commit(caller, input) {
      const { path, format, plan } = await planned(caller, input);
      const refused = refusedOf(plan);
      const fileName = basename(path);
      const batchId = await writeRows(plan, () =>
        insertBatch(db, {
          name: input.name ?? fileName,
          format,
          fileName,
          createdAt: clock.now(),
          duplicate: countOf(plan.rows, 'duplicate'),
          refused: refused.length,
        }),
      );
      opened.delete(input.fileId);
      announce();
      return { batch: getBatch(db, batchId)!, refused };
    },
    list: () => listBatches(db),
    async undo(caller, input) {
      requireWriter(caller);
      const batch = getBatch(db, input.batchId);
      if (!batch) throw new AppError('not_found', 'There is no such import.');
      if (batch.undoneAt !== null) throw new AppError('conflict', 'That import was undone already.');
      const tables = tableFormat.safeParse(batch.format);
      const importer = tables.success
        ? deps.importers[tables.data]
        : deps.files.find(({ formats }) => formats.includes(batch.format))!;
      const count = { undone: 0, kept: 0 };
      // Backwards: what came last may stand on what came first.
      const records = recordsOf(db, batch.id).toReversed();
      for (let start = 0; start < records.length; start += perTransaction) {
        db.transaction(() => {
          for (const record of records.slice(start, start + perTransaction)) {
            const outcome = importer.takeBack(caller, record);
            // As in the counts of the batch: an organization came along with a row and is none itself.
            if (record.entity !== 'organization') count[outcome] += 1;
          }
        });
        await nextTurn();
      }
      markUndone(db, batch.id, clock.now());
      announce();
      return { batch: getBatch(db, batch.id)!, ...count };
    },
  };

  function announce(): void {
    push({ type: 'imports' });
    push({ type: 'organizations' });
    push({ type: 'tickets', ids: null, reason: 'changed' });
    push({ type: 'assets', ids: null, reason: 'changed' });
    push({ type: 'entries', ids: null, reason: 'changed' });
    push({ type: 'monitors', ids: null, reason: 'changed' });
    push({ type: 'vulnerabilities' });
  }

  return { handlers, openFile };
}

function unknownTable({ heads }: CsvTable): string {
  return `No known format has these columns: ${heads.slice(0, 12).join(', ')}. A ticket file needs at least “Subject”, an asset file “Name” and a tag, serial number, make, model or hostname, a list of software “Software” and the asset.`;
}

function countOf(rows: readonly PlannedRow[], outcome: ImportOutcome): number {
  return rows.reduce((sum, row) => sum + Number(row.outcome === outcome), 0);
}

function refusedOf(plan: ImportPlan): { row: number; reason: string }[] {
  return plan.rows
    .filter((row) => row.outcome === 'refused')
    .map((row) => ({ row: row.row, reason: row.reason ?? 'cannot be read' }));
}
