import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { Caller } from '../../../shared/caller.ts';
import {
  ticketPriority,
  ticketSort,
  ticketStatus,
  ticketType,
  ticketView,
  type TicketFilter,
  type TicketRow,
  type TicketSort,
  type TicketView,
} from '../../../shared/ticket.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const resolved = new Set(['resolved', 'closed']);
const rank = { low: 0, medium: 1, high: 2, critical: 3 } as const;

/** What a view and a filter mean, said a second time and without an index. */
function belongs(row: TicketRow, view: TicketView, filter: TicketFilter, me: number): boolean {
  const open = !resolved.has(row.status);
  const snoozed = open && row.snoozedUntil !== null;
  const inView = {
    all: true,
    inbox: open && !snoozed,
    mine: open && !snoozed && row.assigneeId === me,
    unassigned: open && !snoozed && row.assigneeId === null,
    waiting: row.status === 'waiting' && !snoozed,
    snoozed,
    resolved: !open,
  }[view];
  return (
    inView &&
    (filter.status === undefined || filter.status.includes(row.status)) &&
    (filter.priority === undefined || filter.priority.includes(row.priority)) &&
    (filter.organizationId === undefined || filter.organizationId === row.organizationId) &&
    (filter.assigneeId === undefined || filter.assigneeId === row.assigneeId) &&
    (filter.type === undefined || filter.type === row.type) &&
    (filter.categoryId === undefined || filter.categoryId === row.categoryId)
  );
}

function sortKey(row: TicketRow, sort: TicketSort): number[] {
  if (sort === 'created') return [row.createdAt, row.id];
  if (sort === 'updated') return [row.updatedAt, row.id];
  if (sort === 'priority') return [rank[row.priority], row.createdAt, row.id];
  return [row.dueAt ?? Number.MAX_SAFE_INTEGER, row.id];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}

const filters: fc.Arbitrary<TicketFilter> = fc.record(
  {
    status: fc.uniqueArray(fc.constantFrom(...ticketStatus.options), { minLength: 1, maxLength: 3 }),
    priority: fc.uniqueArray(fc.constantFrom(...ticketPriority.options), { minLength: 1, maxLength: 3 }),
    organizationId: fc.integer({ min: 1, max: 7 }),
    assigneeId: fc.option(fc.integer({ min: 1, max: 7 })),
    type: fc.constantFrom(...ticketType.options),
    categoryId: fc.integer({ min: 1, max: 7 }),
  },
  { requiredKeys: [] },
);

describe('ticket lists', () => {
  let test: TestEngine;
  let everything: TicketRow[];

  before(async () => {
    test = await startEngine();
    test.engine.seedDemo();
    // The sample, stirred: values that its maker did not think of, in every combination of queue and status.
    const { rows } = await test.console.tickets.list({ view: 'all', limit: 200 });
    for (const [index, row] of rows.entries()) {
      test.clock.pass(1000 * (index % 7));
      await test.console.tickets.update({
        ids: [row.id],
        patch: {
          type: ticketType.options[(index * 7) % 4]!,
          categoryId: (index % 5) + 1,
          ...(index % 4 === 0 ? { status: ticketStatus.options[(index * 3) % 5]! } : {}),
          ...(index % 6 === 0 ? { snoozedUntil: test.clock.now() + 3_600_000 } : {}),
        },
      });
    }
    everything = (await test.console.tickets.list({ view: 'all', limit: 200 })).rows;
  });
  after(() => test.stop());

  it('show exactly what the view and the filter say, in order, page by page', async () => {
    const me = (test.engine.consoleCaller() as Extract<Caller, { kind: 'technician' }>).technicianId;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ticketView.options),
        filters,
        fc.constantFrom(...ticketSort.options),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (view, filter, sort, descending, limit) => {
          const expected = everything
            .filter((row) => belongs(row, view, filter, me))
            .toSorted((a, b) => compare(sortKey(a, sort), sortKey(b, sort)) * (descending ? -1 : 1));
          const seen: number[] = [];
          for (let offset = 0; ; offset += limit) {
            const page = await test.console.tickets.list({ view, filter, sort, descending, offset, limit });
            seen.push(...page.rows.map((row) => row.id));
            if (page.total.exact) assert.equal(page.total.value, expected.length);
            else assert.ok(page.total.value >= expected.length);
            if (page.rows.length < limit) break;
          }
          assert.deepEqual(
            seen,
            expected.map((row) => row.id),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('count every view as its list holds', async () => {
    const { views } = await test.console.tickets.counts({});
    const me = (test.engine.consoleCaller() as Extract<Caller, { kind: 'technician' }>).technicianId;
    for (const view of ticketView.options) {
      const expected = everything.filter((row) => belongs(row, view, {}, me)).length;
      assert.deepEqual(views[view], { value: expected, exact: true }, view);
    }
  });

  it('show a caller that is bound to one organization nothing of another', async () => {
    const bound: Caller = {
      kind: 'key',
      keyId: 1,
      name: 'bound',
      role: 'administrator',
      technicianId: 1,
      organizationId: 3,
      projectId: null,
      scopes: new Set(),
    };
    const own = everything.filter((row) => row.organizationId === 3);
    const foreign = everything.find((row) => row.organizationId !== 3)!;
    const list = (await test.engine.call(bound, 'tickets.list', { view: 'all', limit: 200 })) as {
      rows: TicketRow[];
      total: { value: number };
    };
    assert.deepEqual(new Set(list.rows.map((row) => row.id)), new Set(own.map((row) => row.id)));
    assert.equal(list.total.value, own.length);
    const other = await test.engine.call(bound, 'tickets.list', {
      view: 'all',
      filter: { organizationId: foreign.organizationId },
    });
    assert.deepEqual(other, { rows: [], total: { value: 0, exact: true } });
    for (const [path, input] of [
      ['tickets.get', { id: foreign.id }],
      ['tickets.history', { id: foreign.id }],
      ['tickets.update', { ids: [foreign.id], patch: { priority: 'low' } }],
      ['tickets.addMessage', { ids: [foreign.id], text: 'x', visibility: 'public' }],
      ['tickets.merge', { ids: [foreign.id], intoId: own[0]!.id }],
      ['tickets.link', { fromId: own[0]!.id, toId: foreign.id, kind: 'related' }],
    ] as const) {
      await assert.rejects(test.engine.call(bound, path, input), { code: 'not_found' }, path);
    }
    const found = (await test.engine.call(bound, 'tickets.search', { query: `tck-${foreign.id}` })) as {
      rows: TicketRow[];
    };
    assert.deepEqual(found.rows, []);
  });
});
