import type {
  Asset,
  AssetFilter,
  AssetName,
  SavedAssetFilter,
  assetsContract,
  savedAssetFiltersContract,
} from '../../../shared/asset.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { RecordSource } from '../../../shared/record-source.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';

import type { EventRecord } from '../database/journal.ts';
import { countsByValue } from '../database/records/record-counts.ts';
import { countRecords } from '../database/records/record-list.ts';
import type { RecordQuery } from '../database/records/record-query.ts';
import { getRecord } from '../database/records/record-repository.ts';
import { createRecords, type RecordDeps } from '../database/records/records.ts';
import { createSavedFilterStore } from '../database/saved-filters.ts';
import { assetTable } from './asset-table.ts';
import { findAssetBy } from './find-asset.ts';
import { warrantyIs } from './warranty.ts';

const sources: Readonly<Record<Caller['kind'], RecordSource>> = {
  technician: 'console',
  key: 'api',
  system: 'import',
};

/** The devices of the MSP and its clients. */
export function createAssets(deps: RecordDeps) {
  const { db } = deps;
  const records = createRecords<Asset>(deps, {
    table: assetTable,
    noun: 'asset',
    pushed: 'assets',
    event: assetEvent,
  });

  /** How many a filter and words come to, for this caller. */
  function count(caller: Caller, filter: AssetFilter, search: string): number {
    const query = { ...everything, ...narrowing(filter, deps.clock.now()), search };
    const bound = records.boundQuery(caller, query);
    return bound ? countRecords(db, assetTable, bound) : 0;
  }

  const savedFilters = createSavedFilterStore<SavedAssetFilter>(deps, {
    noun: 'asset',
    pushed: 'savedAssetFilters',
    read: ({ view: _view, ...record }) => ({ ...record, filter: JSON.parse(record.filter) as AssetFilter }),
  });

  const handlers: SyncDomainHandlers<typeof assetsContract, Caller> = {
    list: (caller, input) => records.list(caller, { ...input, ...narrowing(input.filter, deps.clock.now()) }),
    ...records.handlers,
    create: (caller, input) => records.create(caller, { ...input, source: sources[caller.kind] }),
    counts: (caller) => ({
      total: count(caller, {}, ''),
      types: countsByValue(db, assetTable, 'first', caller.organizationId),
      statuses: countsByValue(db, assetTable, 'second', caller.organizationId),
      savedFilters: savedFilters.list().map(({ id, filter, query }) => ({
        id,
        count: { value: count(caller, filter, query), exact: true },
      })),
    }),
  };

  return {
    handlers,
    savedFilters: {
      ...savedFilters,
      create: (caller, input) => savedFilters.create(caller, { view: '', ...input }),
    } satisfies SyncDomainHandlers<typeof savedAssetFiltersContract, Caller>,
    records,
    /** Whoever asks: for what the engine itself works out. */
    find: (id: number): Asset | undefined => getRecord(db, assetTable, id),
    /** By its tag, or by its name where it has none; for files that were written elsewhere. */
    alike: (organizationId: number, { tag, name }: Pick<Asset, 'tag' | 'name'>): number | undefined =>
      tag === null
        ? findAssetBy(db, 'name', name, organizationId)
        : findAssetBy(db, 'tag', tag, organizationId),
    /** The asset that a ticket names, if it exists and the caller may know of it. */
    named(caller: Caller, id: number): AssetName | null {
      const found = getRecord(db, assetTable, id);
      if (!found || !records.mayKnow(caller, found)) return null;
      const { organizationId, name, type, status } = found;
      return { id, organizationId, name, type, status };
    },
    /** Who has an asset of an organization, where that is noted as an e-mail address. */
    holders: (organizationId: number): string[] =>
      db
        .all<{ holder: string }>(
          `SELECT DISTINCT assigned_to AS holder FROM asset
           WHERE organization_id = ? AND assigned_to LIKE '%_@_%' LIMIT 5000`,
          [organizationId],
        )
        .map(({ holder }) => holder),
  };
}

const everything: RecordQuery<Asset> = {
  equals: {},
  among: {},
  conditions: [],
  search: '',
  sort: [],
  offset: 0,
  limit: 1,
};

function narrowing(
  filter: AssetFilter,
  now: number,
): Pick<RecordQuery<Asset>, 'equals' | 'among' | 'conditions'> {
  const { organizationId, type, status, warranty, equals } = filter;
  return {
    equals: { ...equals, ...(organizationId !== undefined && { organizationId }) },
    among: { ...(type && { type }), ...(status && { status }) },
    conditions: warranty ? [warrantyIs(warranty, now)] : [],
  };
}

function assetEvent(happened: 'created' | 'updated' | 'deleted', record: Asset): EventRecord {
  const { id, name, type, status } = record;
  return {
    type: `asset.${happened}`,
    organizationId: record.organizationId,
    entityId: id,
    data: { asset_id: id, name, asset_type: type, status },
  };
}
