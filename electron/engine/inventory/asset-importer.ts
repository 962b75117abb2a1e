import { newAsset, type Asset } from '../../../shared/asset.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { ImportFormat } from '../../../shared/import.ts';
import type { ReadableDb } from '../database/db.ts';
import { newChangeId } from '../database/journal.ts';
import { getRecord } from '../database/records/record-repository.ts';
import type { Records } from '../database/records/records.ts';
import { unknownHeads } from '../platform/csv-columns.ts';
import { dateOrderOf } from '../platform/csv-dates.ts';
import type { CsvTable, Importer, ImportPlan, WrittenRecord } from '../platform/importer.ts';
import {
  planRows,
  untouchedFields,
  type ImportOrganizations,
  type PlanOptions,
} from '../platform/plan-rows.ts';
import {
  assetColumns,
  daysOf,
  looksLikeAssets,
  looksLikeItflowAssets,
  looksLikeSnipeIt,
  readAsset,
  type CsvAsset,
} from './asset-csv.ts';
import { assetTable } from './asset-table.ts';
import { findAssetBy } from './find-asset.ts';

export interface AssetImporterDeps {
  readonly db: ReadableDb;
  readonly records: Records<Asset>;
  readonly organizations: ImportOrganizations;
}

type AssetFormat = Extract<ImportFormat, `${string}assets${string}`>;

const recognisers: Readonly<Record<AssetFormat, (table: CsvTable) => boolean>> = {
  'snipe-it-assets': looksLikeSnipeIt,
  'itflow-assets': (table) => looksLikeItflowAssets(table) && !looksLikeSnipeIt(table),
  'assets-csv': (table) =>
    looksLikeAssets(table) && !looksLikeSnipeIt(table) && !looksLikeItflowAssets(table),
};

/** One for each format. */
export function createAssetImporters(deps: AssetImporterDeps): Record<AssetFormat, Importer> {
  const importer = (format: AssetFormat): Importer => createAssetImporter(deps, format);
  return {
    'snipe-it-assets': importer('snipe-it-assets'),
    'itflow-assets': importer('itflow-assets'),
    'assets-csv': importer('assets-csv'),
  };
}

/** Assets of another system's CSV export: Snipe-IT's, ITFlow's, or any with a name and a serial, tag or model. */
function createAssetImporter(deps: AssetImporterDeps, format: AssetFormat): Importer {
  const { db, records, organizations } = deps;

  async function plan(table: CsvTable, options: PlanOptions): Promise<ImportPlan> {
    const map = assetColumns(table);
    const { order, note } = dateOrderOf(daysOf(table, map));
    const { caller } = options;
    const changeId = newChangeId();
    return {
      unknownColumns: unknownHeads(table, map),
      notes: note === null ? [] : [note],
      ...(await planRows<CsvAsset, Asset>(table.rows, options, organizations, {
        noun: 'asset',
        read: (cells) => readAsset(table, map, cells, order),
        title: ({ said }) => said.name,
        identity: identityOf,
        find: findExisting,
        patch: patchFor,
        insert: (item, organizationId) => insert(caller, item, organizationId, changeId),
        change: ({ id }, patch) => change(caller, id, patch, changeId),
      })),
    };
  }

  /** By tag, else by serial number, else by name; always within the organization. */
  function findExisting(organizationId: number, { said }: CsvAsset): Asset | undefined {
    const by = (column: 'tag' | 'serial_number' | 'name', value: string | null | undefined) =>
      value == null ? undefined : findAssetBy(db, column, value, organizationId);
    const marked = by('tag', said.tag) ?? by('serial_number', said.serialNumber);
    const found =
      marked ?? (said.tag == null && said.serialNumber == null ? by('name', said.name) : undefined);
    return found === undefined ? undefined : getRecord(db, assetTable, found);
  }

  function insert(caller: Caller, item: CsvAsset, organizationId: number, changeId: string): WrittenRecord {
    const values = newAsset.parse({ ...item.said, organizationId });
    const { record } = records.create(caller, { ...values, source: 'import' }, 'import', changeId);
    return { entity: 'asset', entityId: record.id, before: null, after: { content: contentOf(record) } };
  }

  function change(
    caller: Caller,
    id: number,
    patch: Readonly<Record<string, unknown>>,
    changeId: string,
  ): WrittenRecord {
    const before = records.reach(caller, id);
    const replaced = Object.fromEntries(
      Object.keys(patch).map((field) => [field, before[field as keyof Asset]]),
    );
    records.tellChanges([records.apply(caller, before, patch, changeId)]);
    return { entity: 'asset', entityId: id, before: replaced, after: patch };
  }

  function takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept' {
    if (record.entity === 'organization') {
      return organizations.removeEmpty(caller, record.entityId) ? 'undone' : 'kept';
    }
    const asset = getRecord(db, assetTable, record.entityId);
    if (!asset) return 'undone';
    if (record.before === null) {
      if (contentOf(asset) !== record.after['content']) return 'kept';
      records.remove(caller, [asset.id], newChangeId(), 'import undone');
      return 'undone';
    }
    const { patch, all } = untouchedFields(record, (field) => asset[field as keyof Asset]);
    const undone = records.apply(caller, asset, patch, newChangeId(), 'import undone');
    records.tellChanges([undone]);
    return all ? 'undone' : 'kept';
  }

  return { format, recognises: recognisers[format], plan, takeBack };
}

/** The first of tag, serial number and name that the row has. */
function identityOf({ said }: CsvAsset): { key: string; words: string } {
  if (said.tag != null) return { key: `tag ${said.tag}`, words: `tag ${said.tag}` };
  if (said.serialNumber != null) {
    return { key: `serial ${said.serialNumber}`, words: `serial number ${said.serialNumber}` };
  }
  return { key: `name ${said.name}`, words: `“${said.name}”` };
}

/** Only what the file says otherwise. Custom fields that the file does not name stay. */
function patchFor(existing: Asset, { said }: CsvAsset): Partial<Asset> {
  const merged = said.customFields && { ...existing.customFields, ...said.customFields };
  const wanted = { ...said, ...(merged && { customFields: merged }) };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => JSON.stringify(existing[field as keyof Asset]) !== JSON.stringify(value),
    ),
  );
}

/** What an asset says, whenever it was last touched: a change that was taken back leaves it as imported. */
function contentOf(asset: Asset): string {
  return JSON.stringify({ ...asset, updatedAt: 0 });
}
