import { z } from 'zod';
import { id, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { vaultFileFormat } from './vault-file-format.ts';

/** Tables of tickets, assets and what is installed on them. */
export const tableFormat = z.enum([
  'itflow-tickets',
  'tickets-csv',
  'snipe-it-assets',
  'itflow-assets',
  'assets-csv',
  'software-csv',
]);
export type TableFormat = z.infer<typeof tableFormat>;

/** Files of monitors. */
export const monitorFormat = z.enum(['uptime-kuma', 'techbench-monitors']);
export type MonitorFormat = z.infer<typeof monitorFormat>;

/** Releases of a catalogue of vulnerabilities. */
export const catalogueFormat = z.enum(['kev-catalogue']);
export type CatalogueFormat = z.infer<typeof catalogueFormat>;

export const importFormat = z.enum([
  ...tableFormat.options,
  ...vaultFileFormat.options,
  ...monitorFormat.options,
  ...catalogueFormat.options,
]);
export type ImportFormat = z.infer<typeof importFormat>;

export const importOutcome = z.enum(['new', 'changed', 'duplicate', 'refused']);
export type ImportOutcome = z.infer<typeof importOutcome>;

/** One row of the file as the preview shows it; rows count from 1 without the header. */
export const importRow = z.object({
  row: z.int(),
  outcome: importOutcome,
  title: z.string(),
  organization: z.string(),
  reason: z.string().nullable(),
});
export type ImportRow = z.infer<typeof importRow>;

export const importPreview = z.object({
  fileId: z.string(),
  fileName: z.string(),
  format: importFormat,
  new: z.int(),
  changed: z.int(),
  duplicate: z.int(),
  refused: z.array(z.object({ row: z.int(), reason: z.string() })),
  /** Organizations that the file names and that would be created. */
  newOrganizations: z.array(z.string()),
  /** Columns that no field takes; they are kept as custom fields. */
  unknownColumns: z.array(z.string()),
  /** How what could be read in two ways was read, in words. */
  notes: z.array(z.string()),
  /** The first rows of the file, up to 500. */
  rows: z.array(importRow),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importBatch = z.object({
  id,
  name: z.string(),
  format: importFormat,
  fileName: z.string(),
  createdAt: timestamp,
  undoneAt: nullableTimestamp,
  new: z.int(),
  changed: z.int(),
  duplicate: z.int(),
  refused: z.int(),
});
export type ImportBatch = z.infer<typeof importBatch>;

const chosenFile = {
  fileId: z.string().max(64),
  organizationId: id.default(1),
  /** Of an encrypted file; where it is missing or wrong, the refusal's reason is `password_needed` or `password_wrong`. */
  password: z.string().max(1024).optional(),
};

export const importsContract = {
  /** `fileId` comes from main, which showed the file dialog; the renderer never names a path. */
  preview: procedure(z.strictObject(chosenFile), importPreview),
  commit: procedure(
    z.strictObject({
      ...chosenFile,
      name: z.string().min(1).max(120).optional(),
    }),
    z.object({ batch: importBatch, refused: z.array(z.object({ row: z.int(), reason: z.string() })) }),
  ),
  list: procedure(z.strictObject({}), z.array(importBatch)),
  undo: procedure(
    z.strictObject({ batchId: id }),
    z.object({
      batch: importBatch,
      /** Records that were removed, or have all their old values back. Organizations count in neither. */
      undone: z.int(),
      /** Records that were changed after the import and therefore kept. */
      kept: z.int(),
    }),
  ),
};
