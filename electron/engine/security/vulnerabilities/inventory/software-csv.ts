import { mapColumns, readCells, type ColumnMap } from '../../../platform/csv-columns.ts';
import { parseDate } from '../../../platform/csv-dates.ts';
import type { CsvTable } from '../../../platform/importer.ts';

/** One row of a list of installed software, not yet matched with the assets that the workspace holds. */
export interface CsvSoftware {
  readonly client: string | null;
  readonly tag: string | null;
  readonly serialNumber: string | null;
  /** The name of the asset, or its host name. */
  readonly asset: string | null;
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
  /** Null where the file does not say. */
  readonly seenAt: number | null;
}

/** Heads that a field is known under in lists of RMM tools and of Windows itself. */
const heads = {
  name: [
    'software',
    'software name',
    'application',
    'application name',
    'program',
    'displayname',
    'product name',
  ],
  vendor: ['publisher', 'vendor', 'manufacturer', 'software vendor'],
  version: ['version', 'software version', 'displayversion', 'application version'],
  tag: ['asset tag', 'tag', 'asset_tag'],
  serialNumber: ['serial number', 'serial', 'serial_number', 'device serial'],
  asset: [
    'asset',
    'asset name',
    'device',
    'device name',
    'computer',
    'computer name',
    'hostname',
    'host name',
    'endpoint',
  ],
  seenAt: ['last seen', 'seen', 'seen at', 'last scan', 'scanned'],
  client: ['client', 'company', 'organization', 'customer', 'site'],
} as const satisfies Record<string, readonly string[]>;

type Field = keyof typeof heads;

export const softwareColumns = (table: CsvTable): ColumnMap<Field> => mapColumns<Field>(table, heads);

/** What no list of assets, tickets or logins has: a program, and the device that it is on. */
export function looksLikeSoftware(table: CsvTable): boolean {
  const { columns } = softwareColumns(table);
  return (
    columns.has('name') && (['tag', 'serialNumber', 'asset'] as const).some((field) => columns.has(field))
  );
}

/** Reads one row, or says in words what is wrong with it. */
export function readSoftware(
  table: CsvTable,
  map: ColumnMap<Field>,
  row: readonly string[],
): CsvSoftware | { readonly refused: string } {
  const { cell, optional, refused } = readCells(table, map, row);
  if (refused !== null) return { refused };
  const name = optional('name');
  if (name === null) return { refused: 'names no software' };
  const item = {
    client: optional('client'),
    tag: optional('tag'),
    serialNumber: optional('serialNumber'),
    asset: optional('asset'),
    vendor: optional('vendor') ?? '',
    name,
    version: optional('version') ?? '',
    seenAt: parseDate(cell('seenAt')) ?? null,
  };
  if (item.tag === null && item.serialNumber === null && item.asset === null)
    return { refused: 'names no asset' };
  if (name.length > 300 || item.vendor.length > 200 || item.version.length > 200)
    return { refused: 'has a name that is too long' };
  return item;
}
