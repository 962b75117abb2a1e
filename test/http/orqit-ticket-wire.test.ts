import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { parseBody } from '../../electron/engine/http/field-issues.ts';
import {
  newTicketBody,
  ticketPatchBody,
  toNewTicket,
  toPatch,
  toWholeTicket,
} from '../../electron/engine/http/dialects/orqit/ticket-wire.ts';
import { toWholeTicket as oneClickItTicket } from '../../electron/engine/http/dialects/oneclickit/ticket-wire.ts';
import {
  baseCategory,
  ticketPriority,
  ticketStatus,
  ticketType,
  type Ticket,
  type TicketCategory,
} from '../../shared/ticket.ts';

const categories: TicketCategory[] = [
  ...baseCategory.options.map((base, at) => ({ id: at + 1, name: base, base, builtIn: true })),
  { id: 7, name: 'Printers', base: 'hardware', builtIn: false },
];

const id = fc.integer({ min: 1, max: 2 ** 40 });
const text = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((value) => value.trim() !== '');
const seconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((value) => value * 1000);

const ticket: fc.Arbitrary<Ticket> = fc.record({
  id,
  organizationId: id,
  subject: text,
  description: text,
  status: fc.constantFrom(...ticketStatus.options),
  priority: fc.constantFrom(...ticketPriority.options),
  type: fc.constantFrom(...ticketType.options),
  categoryId: fc.option(fc.constantFrom(...categories.map((category) => category.id))),
  assigneeId: fc.option(id),
  parentId: fc.option(id),
  watcherIds: fc.uniqueArray(id, { maxLength: 5 }),
  customFields: fc.dictionary(
    fc
      .string({ minLength: 1, maxLength: 9 })
      .filter((name) => !['constructor', 'prototype', '__proto__'].includes(name)),
    fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null)),
    { maxKeys: 4, noNullPrototype: true },
  ),
  requester: fc.constant(null),
  requesterEmail: fc.constant(null),
  deviceId: fc.option(text),
  asset: fc.constant(null),
  source: fc.constant('api' as const),
  snoozedUntil: fc.constant(null),
  dueAt: fc.constant(null),
  mergedIntoId: fc.constant(null),
  unread: fc.boolean(),
  messageCount: fc.constant(0),
  resolution: fc.constant(null),
  resolvedBy: fc.constant(null),
  resolvedAt: fc.constant(null),
  externalRef: fc.constant(null),
  messages: fc.constant([]),
  links: fc.constant([]),
  mergedTickets: fc.constant([]),
  children: fc.constant([]),
  createdAt: seconds,
  updatedAt: seconds,
});

describe('Orqit ticket on the wire', () => {
  it('comes back as the ticket that it was, sent as an update', () => {
    fc.assert(
      fc.property(ticket, (original) => {
        const wire = toWholeTicket(original, categories);
        const { id: _id, ticketNumber, createdAt, updatedAt, category, ...rest } = wire;
        assert.equal(wire.categoryConfigId, original.categoryId);
        assert.equal(ticketNumber, `TCK-${original.id}`);
        assert.equal(Date.parse(createdAt), original.createdAt);
        assert.equal(Date.parse(updatedAt), original.updatedAt);
        const sent: unknown = JSON.parse(
          JSON.stringify({
            ...rest,
            ...(category && { category }),
          }),
        );
        const patch = toPatch(parseBody(ticketPatchBody, sent), categories);
        for (const [field, value] of Object.entries(patch)) {
          assert.deepEqual(value, original[field as keyof Ticket], field);
        }
        const always = ['subject', 'description', 'status', 'priority', 'type', 'watcherIds', 'assigneeId'];
        assert.deepEqual(
          always.filter((field) => !(field in patch)),
          [],
        );
        assert.equal(patch.categoryId ?? null, original.categoryId);
      }),
    );
  });

  it('says the same in words as OneClickIT does', () => {
    fc.assert(
      fc.property(ticket, (original) => {
        const orqit = toWholeTicket(original, categories);
        const other = oneClickItTicket(original);
        assert.equal(orqit.title, other.subject);
        assert.equal(orqit.description, other.description);
        assert.equal(orqit.status, other.status.toUpperCase());
        assert.equal(orqit.priority, other.priority.toUpperCase());
        assert.equal(orqit.createdAt, other.createdAt);
        assert.equal(orqit.updatedAt, other.updatedAt);
      }),
    );
  });

  it("takes a category by its word or by the workspace's number, and refuses two that disagree", () => {
    const base = { title: 'VPN', description: 'down', type: 'INCIDENT' };
    const categoryOf = (more: object) =>
      toNewTicket(parseBody(newTicketBody, { ...base, ...more }), 1, categories).categoryId;
    assert.equal(categoryOf({ category: 'NETWORK' }), 3);
    assert.equal(categoryOf({ categoryConfigId: 7 }), 7);
    assert.equal(categoryOf({ categoryConfigId: 7, category: 'HARDWARE' }), 7);
    assert.equal(categoryOf({ categoryConfigId: null, category: 'NETWORK' }), 3);
    assert.throws(() => categoryOf({ categoryConfigId: null }), { code: 'validation' });
    assert.throws(() => categoryOf({ categoryConfigId: 7, category: 'NETWORK' }), { code: 'validation' });
    assert.throws(() => categoryOf({ categoryConfigId: 99 }), { code: 'validation' });
    assert.throws(() => categoryOf({}), { code: 'validation' });
    assert.throws(() => categoryOf({ category: 'network' }), { code: 'validation' });
  });

  it('changes only what an update names', () => {
    assert.deepEqual(toPatch(parseBody(ticketPatchBody, {}), categories), {});
    assert.deepEqual(
      toPatch(parseBody(ticketPatchBody, { status: 'RESOLVED', assigneeId: null }), categories),
      {
        status: 'resolved',
        assigneeId: null,
      },
    );
  });
});
