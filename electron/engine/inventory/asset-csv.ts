import { newAsset, type Asset } from '../../../shared/asset.ts';
import { calendarDay } from '../../../shared/identity.ts';
import { hasHeads, lookUp, mapColumns, readCells, type ColumnMap } from '../platform/csv-columns.ts';
import { parseDay, type DateOrder } from '../platform/csv-dates.ts';
import type { CsvTable } from '../platform/importer.ts';

/** Fields that a file may say something about, by our names. */
type Said = Partial<Omit<Asset, 'id' | 'organizationId' | 'source' | 'createdAt' | 'updatedAt'>> & {
  readonly name: string;
};

/** One row of an asset file, read but not yet matched with what the workspace holds. */
export interface CsvAsset {
  readonly client: string | null;
  /** Only what the row says; a column that is empty says nothing. */
  readonly said: Said;
}

/** Heads that a field is known under: Snipe-IT's, ITFlow's, and those of other systems. */
const heads = {
  name: ['name', 'asset name', 'item name', 'device name'],
  tag: ['asset tag', 'tag', 'asset_tag'],
  type: ['type', 'asset type', 'asset_type', 'device type', 'category'],
  status: ['status', 'state'],
  manufacturer: ['manufacturer', 'make', 'vendor'],
  model: ['model', 'model name'],
  serialNumber: ['serial number', 'serial', 'serial no.', 'serial no', 'serial_number'],
  hostname: ['hostname', 'host name', 'dns name'],
  osName: ['os', 'operating system', 'os name', 'os_name'],
  osVersion: ['os version', 'os_version'],
  ipAddress: ['ip address', 'primary ip', 'ip', 'ip_address'],
  macAddress: ['mac address', 'primary mac', 'mac', 'mac_address'],
  location: ['location'],
  assignedTo: ['assigned to', 'assigned_to'],
  firstName: ['checked out to: first name'],
  lastName: ['checked out to: last name'],
  username: ['checked out to: username'],
  purchaseDate: ['purchase date', 'purchased', 'purchase_date'],
  warrantyExpires: ['warranty expire', 'warranty expires', 'warranty end', 'warranty_expires'],
  warrantyMonths: ['warranty', 'warranty months'],
  description: ['description'],
  notes: ['notes', 'asset notes', 'comments'],
  client: ['client', 'company', 'organization', 'customer'],
} as const satisfies Record<string, readonly string[]>;

type Field = keyof typeof heads;
const texts = [
  'tag',
  'manufacturer',
  'model',
  'serialNumber',
  'hostname',
  'osName',
  'osVersion',
  'ipAddress',
  'macAddress',
  'location',
] as const satisfies readonly Field[];

export const assetColumns = (table: CsvTable): ColumnMap<Field> => mapColumns<Field>(table, heads);

/** What no ticket, credential or contact file has beside a name. */
const telling: readonly Field[] = ['tag', 'serialNumber', 'manufacturer', 'model', 'hostname'];

export function looksLikeAssets(table: CsvTable): boolean {
  const { columns } = assetColumns(table);
  return columns.has('name') && telling.some((field) => columns.has(field));
}

export function looksLikeSnipeIt(table: CsvTable): boolean {
  return looksLikeAssets(table) && hasHeads(table, ['asset tag', 'category']);
}

export function looksLikeItflowAssets(table: CsvTable): boolean {
  return looksLikeAssets(table) && hasHeads(table, ['make', 'physical location']);
}

/** Every cell that should be a day, for finding out how they are written. */
export function daysOf(table: CsvTable, map: ColumnMap<Field>): string[] {
  const indexes = (['purchaseDate', 'warrantyExpires'] as const).map((field) => map.columns.get(field));
  return table.rows.flatMap((row) => indexes.map((index) => (index === undefined ? '' : (row[index] ?? ''))));
}

/** Other systems' words for a status; those that are not here are kept, in small letters. */
const statuses: Readonly<Record<string, string>> = {
  deployed: 'active',
  in_use: 'active',
  ready_to_deploy: 'in_stock',
  deployable: 'in_stock',
  pending: 'in_stock',
  spare: 'in_stock',
  archived: 'retired',
  broken: 'in_repair',
  out_for_repair: 'in_repair',
  out_for_diagnostics: 'in_repair',
  'lost/stolen': 'lost',
  stolen: 'lost',
};

function asWord(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]+/g, '_');
}

/** Reads one row, or says in words what is wrong with it. */
export function readAsset(
  table: CsvTable,
  map: ColumnMap<Field>,
  row: readonly string[],
  order: DateOrder,
): CsvAsset | { readonly refused: string } {
  const { cell, optional, refused, others } = readCells(table, map, row);
  if (refused !== null) return { refused };
  const name = optional('name') ?? optional('hostname') ?? optional('tag');
  if (name === null) return { refused: 'has no name' };
  const said: Record<string, unknown> = { name };
  for (const field of texts) {
    const text = optional(field);
    if (text !== null) said[field] = text;
  }
  const type = optional('type');
  if (type !== null) said['type'] = asWord(type);
  const status = optional('status');
  if (status !== null) said['status'] = lookUp(statuses, asWord(status)) ?? asWord(status);
  const person = [optional('firstName'), optional('lastName')].filter((part) => part !== null).join(' ');
  const assignedTo = optional('assignedTo') ?? (person || optional('username'));
  if (assignedTo !== null) said['assignedTo'] = assignedTo;
  const notes = [optional('description'), optional('notes')].filter((part) => part !== null).join('\n');
  if (notes !== '') said['notes'] = notes;
  if (Object.keys(others).length > 0) said['customFields'] = others;

  for (const field of ['purchaseDate', 'warrantyExpires'] as const) {
    const day = parseDay(cell(field), order);
    if (day === undefined)
      return { refused: `has no date that can be read in “${cell(field).slice(0, 60)}”` };
    if (day !== null) said[field] = day;
  }
  const months = optional('warrantyMonths');
  if (months !== null && said['warrantyExpires'] === undefined) {
    const length = /^(\d{1,3})(?: months?)?$/i.exec(months)?.[1];
    if (length === undefined) return { refused: `has no number of months in “${months.slice(0, 60)}”` };
    if (typeof said['purchaseDate'] === 'string')
      said['warrantyExpires'] = monthsAfter(said['purchaseDate'], Number(length));
  }
  const checked = newAsset.safeParse(said);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { refused: `has a ${String(issue!.path[0])} that cannot be: ${issue!.message}` };
  }
  return { client: optional('client'), said: said as Said };
}

/** The same day of a later month, or that month's last day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return calendarDay(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}
