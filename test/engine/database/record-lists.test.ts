import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { listRecords } from '../../../electron/engine/database/records/record-list.ts';
import type { RecordQuery } from '../../../electron/engine/database/records/record-query.ts';
import {
  deleteRecord,
  getRecord,
  insertRecord,
  updateRecord,
} from '../../../electron/engine/database/records/record-repository.ts';
import { assetTable } from '../../../electron/engine/inventory/asset-table.ts';
import type { Asset, AssetField } from '../../../shared/asset.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const word = fc.constantFrom('alpha', 'Beta', 'beta', 'GAMMA', 'delta 7', 'x');
const maybe = fc.option(word);
const asset: fc.Arbitrary<Omit<Asset, 'id'>> = fc.record({
  organizationId: fc.constantFrom(1, 2, 3),
  name: word,
  type: fc.constantFrom('server', 'laptop', 'Server'),
  status: fc.constantFrom('active', 'retired'),
  tag: maybe,
  hostname: maybe,
  manufacturer: maybe,
  model: maybe,
  serialNumber: maybe,
  osName: maybe,
  osVersion: maybe,
  ipAddress: maybe,
  macAddress: maybe,
  location: maybe,
  assignedTo: maybe,
  purchaseDate: fc.option(fc.constantFrom('2024-01-01', '2025-06-30')),
  warrantyExpires: fc.constant(null),
  lastSeenAt: fc.option(fc.integer({ min: 0, max: 5000 })),
  notes: word,
  customFields: fc.constantFrom({}, { rack: 'omega' }),
  source: fc.constant('api' as const),
  createdAt: fc.integer({ min: 0, max: 5000 }),
  updatedAt: fc.integer({ min: 0, max: 5000 }),
});

const orderable = [
  'id',
  'name',
  'type',
  'tag',
  'location',
  'notes',
  'createdAt',
  'lastSeenAt',
  'purchaseDate',
] as const;
const query: fc.Arbitrary<RecordQuery<Asset>> = fc.record({
  equals: fc.record(
    {
      organizationId: fc.constantFrom(1, 2),
      name: word,
      tag: maybe,
      createdAt: fc.integer({ min: 0, max: 5000 }),
    },
    { requiredKeys: [] },
  ),
  among: fc.record(
    {
      type: fc.uniqueArray(fc.constantFrom('server', 'laptop', 'none'), { maxLength: 3 }),
      status: fc.uniqueArray(fc.constantFrom('active', 'retired'), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
  conditions: fc.constant([]),
  search: fc.constantFrom('', '', 'beta', 'alp', 'omega', 'gamma -x', '"delta 7"'),
  sort: fc.uniqueArray(fc.record({ field: fc.constantFrom(...orderable), descending: fc.boolean() }), {
    maxLength: 3,
    selector: ({ field }) => field,
  }),
  offset: fc.nat(12),
  limit: fc.integer({ min: 1, max: 12 }),
});

/** What the list should be, found by looking at every record. */
function naive(all: readonly Asset[], { equals, among, search, sort }: RecordQuery<Asset>): Asset[] {
  const second = (value: unknown): number => Math.floor(Number(value) / 1000);
  const passes = (record: Asset): boolean =>
    (Object.entries(equals) as [AssetField, unknown][]).every(([field, value]) =>
      field === 'createdAt' ? second(record[field]) === second(value) : record[field] === value,
    ) &&
    (Object.entries(among) as [AssetField, string[]][]).every(([field, values]) =>
      values.some((value) => value === record[field]),
    ) &&
    contains(record, search);
  const keys = sort.some(({ field }) => field === 'id')
    ? sort
    : [...sort, { field: 'id' as const, descending: sort.at(-1)?.descending ?? false }];
  return all.filter(passes).toSorted((a, b) => {
    for (const { field, descending } of keys) {
      const order = compare(field, a[field], b[field]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

/** Nothing before something; names without their case; `type` and `notes` by their letters. */
function compare(field: AssetField, a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number') return a - Number(b);
  const fold = (value: unknown): string =>
    field === 'type' || field === 'notes' ? String(value) : String(value).toLowerCase();
  return fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0;
}

const searched = [
  'name', 'tag', 'hostname', 'manufacturer', 'model', 'serialNumber', 'osName', 'osVersion', 'ipAddress',
  'macAddress', 'location', 'assignedTo', 'type', 'status', 'notes',
] as const satisfies readonly AssetField[]; // prettier-ignore

function contains(record: Asset, search: string): boolean {
  const values = [...searched.map((field) => record[field] ?? ''), JSON.stringify(record.customFields)];
  const words = values.flatMap((value) => value.toLowerCase().split(/[^a-z0-9]+/));
  const has = (start: string): boolean => words.some((each) => each.startsWith(start));
  switch (search) {
    case '':
      return true;
    case 'gamma -x':
      return has('gamma') && !has('x');
    case '"delta 7"':
      return values.some((value) => value.includes('delta 7'));
    default:
      return has(search);
  }
}

describe('lists of records, against looking at every one', () => {
  let database: TestDatabase;
  before(() => {
    database = openTestDatabase();
  });
  after(() => database.close());

  it('are what they should be after any changes, with the exact total', () => {
    const { db } = database;
    const step = fc.oneof(
      { weight: 4, arbitrary: asset.map((given) => ({ kind: 'insert', given }) as const) },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.nat(30), asset).map(([at, given]) => ({ kind: 'update', at, given }) as const),
      },
      { weight: 1, arbitrary: fc.nat(30).map((at) => ({ kind: 'delete', at }) as const) },
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        (steps, queries) => {
          db.run('DELETE FROM asset');
          const model = new Map<number, Asset>();
          for (const each of steps) {
            const ids = [...model.keys()];
            if (each.kind === 'insert') {
              const record = insertRecord(db, assetTable, each.given);
              model.set(record.id, { ...each.given, id: record.id });
              continue;
            }
            const id = ids[each.at % Math.max(1, ids.length)];
            if (id === undefined) continue;
            if (each.kind === 'delete') {
              deleteRecord(db, assetTable, id);
              model.delete(id);
            } else {
              updateRecord(db, assetTable, id, each.given);
              model.set(id, { ...each.given, id });
            }
          }
          for (const [id, record] of model) assert.deepEqual(getRecord(db, assetTable, id), record);
          for (const each of queries) {
            const expected = naive([...model.values()], each);
            const { rows, total } = listRecords(db, assetTable, each);
            assert.equal(total, expected.length);
            assert.deepEqual(rows, expected.slice(each.offset, each.offset + each.limit));
          }
        },
      ),
      { numRuns: 150 },
    );
    const [sum] = db.all<{ n: number }>(
      "SELECT n FROM record_count WHERE noun = 'asset' AND organization_id = 0 AND first = '' AND second = ''",
    );
    assert.equal(sum!.n, db.get<{ n: number }>('SELECT count(*) AS n FROM asset')!.n);
  });
});
