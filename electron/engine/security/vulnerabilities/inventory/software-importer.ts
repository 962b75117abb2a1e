import type { Caller } from '../../../../../shared/caller.ts';
import type { ReadableDb } from '../../../database/db.ts';
import { newChangeId } from '../../../database/journal.ts';
import { unknownHeads } from '../../../platform/csv-columns.ts';
import type { Importer, ImportPlan, PlannedRow, WrittenRecord } from '../../../platform/importer.ts';
import { planRows, type ImportOrganizations } from '../../../platform/plan-rows.ts';
import { looksLikeSoftware, readSoftware, softwareColumns, type CsvSoftware } from './software-csv.ts';
import { getSoftware, versionsOn, type SoftwareRow } from './software-repository.ts';
import { named, type Software } from './software.ts';

export interface SoftwareImporterDeps {
  readonly db: ReadableDb;
  readonly software: Software;
  readonly organizations: ImportOrganizations;
}

/** A row with the asset that it is about. */
interface Item extends CsvSoftware {
  readonly assetId: number;
  readonly assetOrganization: number;
}

/**
 * Lists of installed software. They make no assets: a row whose asset is not known is refused. Another version of a
 * program that has one version on the asset, which the file does not name too, takes its place; what the file leaves
 * out stays.
 */
export function createSoftwareImporter({ db, software, organizations }: SoftwareImporterDeps): Importer {
  /** By tag, else by serial number, else by name or host name. */
  function findAsset(organizationId: number, item: CsvSoftware): number | undefined {
    const by = (column: 'tag' | 'serial_number' | 'name' | 'hostname', value: string | null) =>
      value === null
        ? undefined
        : db.get<{ id: number }>(
            `SELECT id FROM asset INDEXED BY asset_${column} WHERE ${column} = ? AND organization_id = ? ORDER BY id`,
            [value, organizationId],
          )?.id;
    return (
      by('tag', item.tag) ??
      by('serial_number', item.serialNumber) ??
      by('name', item.asset) ??
      by('hostname', item.asset)
    );
  }

  async function plan(
    table: Parameters<Importer['plan']>[0],
    options: { readonly caller: Caller; readonly organizationId: number },
  ): Promise<ImportPlan> {
    const map = softwareColumns(table);
    const changeId = newChangeId();
    /** Every version of each program that the file names, by asset. */
    const stands = new Set<string>();
    const items = table.rows.map((row): Item | { readonly refused: string } => {
      const item = readSoftware(table, map, row);
      if ('refused' in item) return item;
      const assetOrganization =
        item.client === null ? options.organizationId : organizations.find(item.client);
      if (assetOrganization === undefined)
        return { refused: `names an organization that is not known: “${item.client}”` };
      const assetId = findAsset(assetOrganization, item);
      if (assetId === undefined)
        return { refused: `names no asset that is known: “${item.tag ?? item.serialNumber ?? item.asset}”` };
      stands.add(placeOf(assetId, item));
      return { ...item, assetId, assetOrganization };
    });

    /** The same version, else the one version of before that the file does not name. */
    function findExisting(item: Item): SoftwareRow | undefined {
      const same = versionsOn(db, item.assetId, item);
      const exact = same.find(({ version }) => version === item.version);
      if (exact) return exact;
      const left = same.filter((row) => !stands.has(placeOf(item.assetId, row)));
      return left.length === 1 ? left[0] : undefined;
    }

    const planned = await planRows<Item, SoftwareRow, Item | { readonly refused: string }>(
      items,
      options,
      organizations,
      {
        noun: 'software',
        read: (item) => item,
        title: named,
        identity: (item) => ({
          key: placeOf(item.assetId, item),
          words: `${named(item)} of ${item.tag ?? item.serialNumber ?? item.asset}`,
        }),
        find: (_organizationId, item) => findExisting(item),
        patch: (existing, item) => (existing.version === item.version ? {} : { version: item.version }),
        insert: (item) => put(options.caller, item, null, changeId),
        change: (existing, { version }) =>
          put(
            options.caller,
            { ...existing, version: String(version), assetOrganization: existing.organizationId },
            existing,
            changeId,
          ),
      },
    );
    return { ...planned, rows: seenAgain(planned.rows), unknownColumns: unknownHeads(table, map), notes: [] };
  }

  function put(
    caller: Caller,
    item: Pick<Item, 'assetId' | 'assetOrganization' | 'vendor' | 'name' | 'version'> & {
      readonly seenAt: number | null;
    },
    replaced: SoftwareRow | null,
    changeId: string,
  ): WrittenRecord {
    const { assetId, assetOrganization: organizationId, vendor, name, version } = item;
    const place = { assetId, organizationId };
    if (replaced) software.remove(replaced);
    const id = software.put(place, { kind: 'application', vendor, name, version }, 'import');
    software.audit(caller, place, replaced && named(replaced), named(item), changeId);
    const before = replaced && { vendor, name, version: replaced.version, source: replaced.source };
    return { entity: 'software', entityId: id, before, after: { assetId, vendor, name, version } };
  }

  function takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept' {
    const row = getSoftware(db, record.entityId);
    // It was removed, or made way for another version since.
    if (!row) return record.before === null ? 'undone' : 'kept';
    const place = { assetId: row.assetId, organizationId: row.organizationId };
    software.remove(row);
    const before = record.before as Pick<SoftwareRow, 'vendor' | 'name' | 'version' | 'source'> | null;
    if (before) software.put(place, { kind: row.kind, ...before }, before.source);
    software.audit(caller, place, named(row), before && named(before), newChangeId());
    return 'undone';
  }

  return { format: 'software-csv', recognises: looksLikeSoftware, plan, takeBack };
}

const placeOf = (
  assetId: number,
  { vendor, name, version }: Pick<Item, 'vendor' | 'name' | 'version'>,
): string => JSON.stringify([assetId, vendor.toLowerCase(), name.toLowerCase(), version]);

/** A record number says nothing of what is installed. */
function seenAgain(rows: readonly PlannedRow[]): PlannedRow[] {
  return rows.map((row) => ({ ...row, reason: row.reason?.replace(/ software \d+/, ' installed') ?? null }));
}
