import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TicketRow, TicketView } from '../../shared/ticket.ts';
import { belongsToView } from '../../renderer/features/tickets/ticket-membership.ts';
import { row } from './support.ts';

const now = 1_000_000;
const me = 7;
const inView = (patch: Partial<TicketRow>, view: TicketView) =>
  belongsToView(row(1, patch), view, {}, me, now);

const passes = (filter: Parameters<typeof belongsToView>[2]) => belongsToView(row(1), 'all', filter, me, now);

describe('whether a row stays in its view', () => {
  it('follows its status', () => {
    assert.equal(inView({ status: 'waiting' }, 'inbox'), true);
    assert.equal(inView({ status: 'resolved' }, 'inbox'), false);
    assert.equal(inView({ status: 'closed' }, 'resolved'), true);
    assert.equal(inView({ status: 'open' }, 'waiting'), false);
  });

  it('follows its assignee', () => {
    assert.equal(inView({ assigneeId: me }, 'mine'), true);
    assert.equal(inView({ assigneeId: 8 }, 'mine'), false);
    assert.equal(inView({ assigneeId: 8 }, 'unassigned'), false);
  });

  it('follows its snooze', () => {
    assert.equal(inView({ snoozedUntil: now + 1 }, 'inbox'), false);
    assert.equal(inView({ snoozedUntil: now + 1 }, 'snoozed'), true);
    assert.equal(inView({ snoozedUntil: now - 1 }, 'inbox'), true);
  });

  it('follows every part of a filter', () => {
    assert.equal(passes({ status: ['waiting', 'open'], priority: ['medium'] }), true);
    assert.equal(passes({ priority: ['high'] }), false);
    assert.equal(passes({ organizationId: 2 }), false);
    assert.equal(passes({ assigneeId: null }), true);
    assert.equal(passes({ type: 'change' }), false);
    assert.equal(passes({ categoryId: 3 }), false);
  });
});
