import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { insertRecord } from '../../../electron/engine/database/records/record-repository.ts';
import { listRecords } from '../../../electron/engine/database/records/record-list.ts';
import type { RecordQuery } from '../../../electron/engine/database/records/record-query.ts';
import type { AnyRecord, RecordTable } from '../../../electron/engine/database/records/record-table.ts';
import { organizationTable } from '../../../electron/engine/directory/organization-repository.ts';
import { assetTable } from '../../../electron/engine/inventory/asset-table.ts';
import { vehicleTable } from '../../../electron/engine/inventory/vehicles.ts';
import { benchAssets } from '../../../electron/engine/seed/bench-assets.ts';
import { articleTable } from '../../../electron/engine/service-desk/articles.ts';
import { projectTable } from '../../../electron/engine/service-desk/projects.ts';
import { taskTable } from '../../../electron/engine/service-desk/tasks.ts';
import { monitorTable } from '../../../electron/engine/uptime/monitor-table.ts';
import type { Asset } from '../../../shared/asset.ts';
import { openWatchedDatabase, type WatchedDatabase } from '../../support/query-plans.ts';

/** As the bench numbers its assets. */
const serialOf = (index: number): string => `SN-${(index * 7919).toString(36).toUpperCase()}`;
const page = { equals: {}, among: {}, conditions: [], search: '', sort: [], offset: 0, limit: 50 } as const;

describe('lists of records', () => {
  let watched: WatchedDatabase;
  before(() => {
    watched = openWatchedDatabase(100);
    const { db } = watched;
    const place = { organizationIds: [1, 2, 3], now: Date.UTC(2026, 0, 1) };
    db.transaction(() => {
      for (const asset of benchAssets(2600, place)) insertRecord(db, assetTable, asset);
    });
    db.run('ANALYZE');
  });
  after(() => watched.close());

  /** The plans of everything that one page asked for. */
  function plansOf<R extends AnyRecord>(table: RecordTable<R>, query: RecordQuery<R>): string {
    watched.asked.length = 0;
    listRecords(watched.db, table, query);
    return watched.asked.map(({ sql, parameters }) => watched.planOf(sql, parameters)).join('\n');
  }

  /** No table is empty in these tests but for its orders: a page that has nothing to show asks for nothing. */
  function orderPlan<R extends AnyRecord>(table: RecordTable<R>, field: keyof R & string): string {
    const column = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const folded = table.folded.includes(field) ? ' COLLATE NOCASE' : '';
    const index = field === 'id' ? 'NOT INDEXED' : `INDEXED BY ${table.name}_${column}`;
    return watched.planOf(
      `SELECT t.id FROM ${table.name} t ${index} ORDER BY t.${column}${folded}, t.id LIMIT 5`,
      [],
    );
  }

  it('walk clients by name and sort no more than one of them at a time', () => {
    const names = watched.db.all<{ id: number; name: string }>('SELECT id, name FROM organization');
    const nameOf = new Map(names.map(({ id, name }) => [id, name.toLowerCase()]));
    for (const descending of [false, true]) {
      const sort = [
        { field: 'organizationId', descending, named: true },
        { field: 'name', descending: false },
      ] as const;
      const plan = plansOf(assetTable, { ...page, sort });
      assert.match(plan, /SCAN o USING (COVERING )?INDEX organization_name/);
      assert.match(plan, /SEARCH t USING INDEX asset_organization_id/);
      assert.doesNotMatch(plan, /USE TEMP B-TREE FOR ORDER BY/);
      const { rows, total } = listRecords(watched.db, assetTable, { ...page, sort, limit: 5000 });
      assert.equal(rows.length, total);
      const met = [...new Set(rows.map(({ organizationId }) => nameOf.get(organizationId)!))];
      const sorted = met.toSorted();
      assert.deepEqual(met, descending ? sorted.toReversed() : sorted);
    }
  });

  it('walk each order by its index and sort nothing, in either direction', () => {
    for (const field of assetTable.fields) {
      for (const descending of [false, true]) {
        const plan = plansOf(assetTable, { ...page, sort: [{ field, descending }] });
        if (assetTable.unordered.includes(field)) continue;
        assert.doesNotMatch(plan, /TEMP B-TREE/, `assets by ${field}: ${plan}`);
      }
    }
  });

  it('have an index for each order that is not said to have none', () => {
    const tables = [
      vehicleTable,
      projectTable,
      taskTable,
      articleTable,
      organizationTable,
      monitorTable,
    ] as const;
    for (const table of tables as readonly unknown[] as readonly RecordTable<AnyRecord>[]) {
      for (const field of table.fields) {
        if (table.unordered.includes(field) || field in table.computed) continue;
        assert.doesNotMatch(orderPlan(table, field), /TEMP B-TREE/, `${table.name} by ${field}`);
      }
    }
  });

  it('look few matches up by the filter, and meet many along the order', () => {
    const sort = [{ field: 'name', descending: false }] as const;
    const few = plansOf(assetTable, { ...page, sort, equals: { organizationId: 3 } });
    assert.match(few, /USING INDEX asset_organization_id/);
    const serial = plansOf(assetTable, { ...page, sort, equals: { serialNumber: serialOf(5) } });
    assert.match(serial, /USING INDEX asset_serial_number/);
    const many = plansOf(assetTable, { ...page, sort, among: { status: ['active'] } });
    assert.match(many, /USING INDEX asset_name/);
    assert.doesNotMatch(many, /TEMP B-TREE/);
  });

  it('read their totals from the kept counts', () => {
    const counted: string[] = [];
    const { get } = watched.db;
    const query: RecordQuery<Asset> = {
      ...page,
      equals: { organizationId: 3 },
      among: { status: ['active', 'lost'] },
    };
    const spied = {
      ...watched.db,
      get: <Row>(sql: string, parameters: Parameters<typeof get>[1]) => {
        counted.push(sql);
        return get<Row>(sql, parameters);
      },
    };
    const { total, rows } = listRecords(spied, assetTable, { ...query, limit: 5000 });
    assert.equal(rows.length, total);
    assert.ok(counted.length > 0);
    for (const sql of counted) assert.doesNotMatch(sql, /count\(/);
    for (const sql of counted) {
      assert.match(watched.planOf(sql, ['asset', 3, '', '=active']), /USING PRIMARY KEY/);
    }
  });

  it('find the tickets of an asset by an index', () => {
    const plan = watched.planOf(
      'SELECT t.id FROM ticket t INDEXED BY ticket_device WHERE t.device_id = ? ORDER BY t.queue LIMIT 5',
      ['dev_000001'],
    );
    assert.match(plan, /SEARCH t USING .*INDEX ticket_device/);
  });

  it('would be caught: an order without its index shows as a sort', () => {
    assert.match(
      plansOf(assetTable, { ...page, sort: [{ field: 'notes', descending: false }] }),
      /TEMP B-TREE/,
    );
  });
});
