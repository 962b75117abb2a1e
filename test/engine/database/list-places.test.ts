import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { listPlaces } from '../../../electron/engine/database/list-places.ts';
import type { TicketFilter } from '../../../shared/ticket.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('places in long lists', () => {
  let test: TestEngine;
  let database: TestDatabase;
  before(async () => {
    database = openTestDatabase();
    test = await startEngine();
    test.engine.seedBench(600);
  });
  after(async () => {
    database.close();
    await test.stop();
  });

  it('are found at or before an offset, in whatever order they were passed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 250 }), fc.nat(1000), (passed, offset) => {
        database.db.run('DELETE FROM setting');
        const places = listPlaces(database.db, 'a');
        for (const after of passed) places.add({ after, keys: [after] });
        const nearest = passed.filter((after) => after <= offset).toSorted((a, b) => b - a)[0];
        assert.equal(listPlaces(database.db, 'a').before(offset)?.after, nearest);
        assert.equal(listPlaces(database.db, 'b').before(offset), undefined);
      }),
    );
  });

  it('are forgotten when anything is written, and never grow beyond a few hundred', () => {
    const places = listPlaces(database.db, 'c');
    for (let after = 0; after < 1000; after += 1) places.add({ after, keys: [] });
    assert.equal(places.before(999)?.after, 999);
    assert.equal(places.before(100), undefined, 'it began anew since');
    database.db.run('DELETE FROM setting');
    assert.equal(listPlaces(database.db, 'c').before(999), undefined);
  });

  it('change nothing of what any page holds, in either direction and after changes', async () => {
    const { console: client } = test;
    const queries = fc.record({
      view: fc.constantFrom('all', 'inbox', 'resolved', 'waiting' as const),
      sort: fc.constantFrom('created', 'updated' as const),
      descending: fc.boolean(),
      status: fc.constantFrom<TicketFilter['status']>(undefined, ['open'], ['open', 'closed']),
      priority: fc.constantFrom<TicketFilter['priority']>(undefined, ['high'], ['low', 'critical']),
      pages: fc.array(fc.nat(40), { minLength: 2, maxLength: 6 }),
      changes: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(queries, async ({ view, sort, descending, status, priority, pages, changes }) => {
        const filter: TicketFilter = { ...(status && { status }), ...(priority && { priority }) };
        const list = { view, sort, descending, filter } as const;
        const whole: number[] = [];
        for (let offset = 0; offset < 600; offset += 200) {
          const { rows } = await client.tickets.list({ ...list, offset, limit: 200 });
          whole.push(...rows.map(({ id }) => id));
        }
        for (const page of pages) {
          const { rows } = await client.tickets.list({ ...list, offset: page * 7, limit: 7 });
          assert.deepEqual(
            rows.map(({ id }) => id),
            whole.slice(page * 7, page * 7 + 7),
          );
        }
        if (!changes || whole.length === 0) return;
        await client.tickets.update({ ids: [whole[0]!], patch: { priority: 'medium', status: 'open' } });
        const { rows, total } = await client.tickets.list({ ...list, offset: 0, limit: 200 });
        assert.equal(Math.min(total.value, 200), rows.length);
      }),
      { numRuns: 60 },
    );
  });
});
