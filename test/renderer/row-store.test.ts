import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TicketRow } from '../../shared/ticket.ts';
import { createRowStore } from '../../renderer/lib/row-store.ts';
import { row } from './support.ts';

describe('rows with changes on their way', () => {
  it('show a change at once and keep it when the engine agrees', () => {
    const rows = createRowStore<TicketRow>();
    rows.receive([row(1)]);
    const token = rows.begin([1], { status: 'resolved' });
    assert.equal(rows.get(1)?.status, 'resolved');
    assert.equal(rows.isPending(1), true);
    rows.end(token, [row(1, { status: 'resolved', updatedAt: 2000 })]);
    assert.equal(rows.get(1)?.status, 'resolved');
    assert.equal(rows.isPending(1), false);
  });

  it('leave no trace of a change that was refused', () => {
    const rows = createRowStore<TicketRow>();
    const before = row(1, { priority: 'high' });
    rows.receive([before]);
    rows.end(rows.begin([1], { priority: 'low', assigneeId: 7 }));
    assert.deepEqual(rows.get(1), before);
  });

  it('let no late list undo what was just typed', () => {
    const rows = createRowStore<TicketRow>();
    rows.receive([row(1)]);
    rows.begin([1], { priority: 'critical' });
    rows.receive([row(1, { subject: 'Renamed meanwhile', updatedAt: 1500 })]);
    assert.equal(rows.get(1)?.priority, 'critical');
    assert.equal(rows.get(1)?.subject, 'Renamed meanwhile');
  });

  it('keep the second of two changes when the first one ends', () => {
    const rows = createRowStore<TicketRow>();
    rows.receive([row(1)]);
    const first = rows.begin([1], { status: 'waiting', priority: 'low' });
    rows.begin([1], { priority: 'high' });
    rows.end(first, [row(1, { status: 'waiting', priority: 'low', updatedAt: 1100 })]);
    assert.equal(rows.get(1)?.priority, 'high');
    assert.equal(rows.get(1)?.status, 'waiting');
  });

  it('take no answer that was overtaken by a newer one', () => {
    const rows = createRowStore<TicketRow>();
    rows.receive([row(1, { subject: 'new', updatedAt: 3000 })]);
    rows.receive([row(1, { subject: 'old', updatedAt: 2000 })]);
    assert.equal(rows.get(1)?.subject, 'new');
  });

  it('keep the identity of a row that did not change, so that nothing repaints', () => {
    const rows = createRowStore<TicketRow>();
    rows.receive([row(1)]);
    const shown = rows.get(1);
    rows.receive([row(1)]);
    assert.equal(rows.get(1), shown);
  });

  it('tell their listeners about each change, until they stop listening', () => {
    const rows = createRowStore<TicketRow>();
    let told = 0;
    const stop = rows.subscribe(() => (told += 1));
    rows.receive([row(1)]);
    stop();
    rows.receive([row(2)]);
    assert.equal(told, 1);
  });
});
