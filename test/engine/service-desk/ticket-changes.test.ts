import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { ticketPriority, ticketStatus, type Ticket, type TicketPatch } from '../../../shared/ticket.ts';
import { readEvents } from '../../support/events.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

/** What undoing must bring back; when it was touched and by whom it is told elsewhere. */
function content({ updatedAt: _touched, ...ticket }: Ticket): unknown {
  return ticket;
}

describe('changes of tickets', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
    test.engine.seedDemo();
  });
  after(() => test.stop());

  const patches: fc.Arbitrary<TicketPatch> = fc.record(
    {
      subject: fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== ''),
      status: fc.constantFrom(...ticketStatus.options),
      priority: fc.constantFrom(...ticketPriority.options),
      assigneeId: fc.option(fc.integer({ min: 1, max: 6 })),
      categoryId: fc.option(fc.integer({ min: 1, max: 6 })),
      organizationId: fc.integer({ min: 1, max: 6 }),
      snoozedUntil: fc.option(fc.integer({ min: 1_800_000_000_000, max: 1_900_000_000_000 })),
      resolution: fc.option(fc.string({ maxLength: 50 })),
      watcherIds: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
      customFields: fc.dictionary(fc.constantFrom('site', 'rack', 'vlan'), fc.string({ maxLength: 20 })),
    },
    { requiredKeys: [] },
  );

  it('can be taken back whole, whatever they were, and the counts follow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 }),
        patches,
        async (ids, patch) => {
          const before = await Promise.all(ids.map((id) => test.console.tickets.get({ id })));
          const counts = await test.console.tickets.counts({});
          const { changeId, tickets } = await test.console.tickets.update({ ids, patch });
          assert.equal(tickets.length, ids.length);
          const changed = await Promise.all(ids.map((id) => test.console.tickets.get({ id })));
          if (JSON.stringify(changed.map(content)) === JSON.stringify(before.map(content))) return;
          const { kept } = await test.console.tickets.undo({ changeId });
          assert.deepEqual(kept, []);
          const restored = await Promise.all(ids.map((id) => test.console.tickets.get({ id })));
          for (const [index, ticket] of restored.entries()) {
            // Resolving again stamps the time anew; everything that a person wrote is as it was.
            const { resolvedAt: _at, resolvedBy: _by, ...now } = content(ticket) as Ticket;
            const { resolvedAt: _at2, resolvedBy: _by2, ...then } = content(before[index]!) as Ticket;
            assert.deepEqual(now, then);
          }
          assert.deepEqual(await test.console.tickets.counts({}), counts);
        },
      ),
      { numRuns: 150 },
    );
    const report = await test.console.system.verify({});
    assert.equal(report.ok, true);
  });

  it('leave a field alone when undoing it would overwrite what came later', async () => {
    const first = await test.console.tickets.update({
      ids: [5],
      patch: { priority: 'critical', subject: 'One' },
    });
    await test.console.tickets.update({ ids: [5], patch: { subject: 'Two' } });
    const { kept } = await test.console.tickets.undo({ changeId: first.changeId });
    assert.deepEqual(kept, [{ ticketId: 5, field: 'subject' }]);
    assert.equal((await test.console.tickets.get({ id: 5 })).subject, 'Two');
    await assert.rejects(test.console.tickets.undo({ changeId: first.changeId }), { code: 'conflict' });
  });

  it('are all or none: one wrong ticket undoes the rest', async () => {
    const before = await test.console.tickets.get({ id: 7 });
    await assert.rejects(test.console.tickets.update({ ids: [7, 99_999], patch: { subject: 'Half done' } }), {
      code: 'not_found',
    });
    assert.deepEqual(await test.console.tickets.get({ id: 7 }), before);
  });

  it('say who did what, with the old and the new value', async () => {
    const { changeId } = await test.console.tickets.update({ ids: [8], patch: { categoryId: 6 } });
    const [entry] = await test.console.tickets.history({ id: 8 });
    assert.equal(entry?.changeId, changeId);
    assert.equal(entry.actorName, 'Ada Byron');
    assert.equal(entry.fields[0]?.field, 'categoryId');
    assert.equal(entry.fields[0]?.to, 6);
  });

  it('write their event in the same breath: created, updated, resolved with the seeds’ data', async () => {
    const { ticket } = await test.console.tickets.create({
      subject: 'Toner',
      description: 'Empty',
      organizationId: 2,
    });
    await test.console.tickets.update({
      ids: [ticket.id],
      patch: { status: 'resolved', resolution: 'Refilled' },
    });
    const events = readEvents(test.dataDir, 'ticket.%', ticket.id);
    assert.deepEqual(
      events.map((event) => event.type),
      ['ticket.created', 'ticket.updated', 'ticket.resolved'],
    );
    const id = `tkt_${ticket.id.toString(16).padStart(6, '0')}`;
    assert.deepEqual(events[0]?.data, { id, subject: 'Toner', priority: 'medium', status: 'open' });
    assert.deepEqual(events[2]?.data, {
      id,
      subject: 'Toner',
      resolvedBy: 'Ada Byron',
      resolution: 'Refilled',
    });
  });

  it('tell the organization that a ticket leaves that it is gone, and nothing of where it went', async () => {
    const { ticket } = await test.console.tickets.create({
      subject: 'Moves',
      description: 'On',
      organizationId: 2,
    });
    await test.console.tickets.update({ ids: [ticket.id], patch: { organizationId: 3, subject: 'Moved' } });
    const id = `tkt_${ticket.id.toString(16).padStart(6, '0')}`;
    const open = { id, priority: 'medium', status: 'open' };
    assert.deepEqual(readEvents(test.dataDir, 'ticket.%', ticket.id), [
      { type: 'ticket.created', organizationId: 2, data: { ...open, subject: 'Moves' } },
      { type: 'ticket.updated', organizationId: 2, data: { ...open, subject: 'Moves', removed: true } },
      { type: 'ticket.created', organizationId: 3, data: { ...open, subject: 'Moved' } },
    ]);
  });

  it('refuse names of nothing: assignee, category, parent, organization, and a ticket below itself', async () => {
    for (const [patch, path] of [
      [{ assigneeId: 999 }, 'assigneeId'],
      [{ categoryId: 999 }, 'categoryId'],
      [{ parentId: 99_999 }, 'parentId'],
      [{ organizationId: 999 }, 'organizationId'],
      [{ parentId: 9 }, 'parentId'],
    ] as const) {
      await assert.rejects(
        test.console.tickets.update({ ids: [9], patch }),
        (error: { code: string; details: unknown }) => {
          assert.equal(error.code, 'validation');
          assert.match(JSON.stringify(error.details), new RegExp(path));
          return true;
        },
      );
    }
  });

  it('tie no ticket to one of another organization: as parent, by a link, by moving or by undoing', async () => {
    const { tickets } = test.console;
    const open = async (organizationId: number, parentId: number | null = null) =>
      (await tickets.create({ subject: 'T', description: 't', organizationId, parentId })).ticket.id;
    const [parent, linked, merged, foreign] = [await open(2), await open(2), await open(2), await open(3)];
    const child = await open(2, parent);
    await tickets.link({ fromId: child, toId: linked, kind: 'related' });
    await tickets.merge({ ids: [merged], intoId: child });
    const refused = (work: Promise<unknown>, code = 'validation') => assert.rejects(work, { code });

    await refused(open(3, parent));
    await refused(tickets.update({ ids: [foreign], patch: { parentId: parent } }));
    await refused(tickets.link({ fromId: foreign, toId: parent, kind: 'related' }));
    await refused(tickets.merge({ ids: [foreign], intoId: parent }), 'conflict');
    for (const id of [parent, child, linked, merged])
      await refused(tickets.update({ ids: [id], patch: { organizationId: 3 } }));

    const moved = await tickets.update({ ids: [parent, child, linked], patch: { organizationId: 3 } });
    assert.equal((await tickets.get({ id: merged })).organizationId, 3, 'goes where its ticket goes');
    await tickets.undo({ changeId: moved.changeId });
    assert.equal((await tickets.get({ id: merged })).organizationId, 2);

    const freed = await tickets.update({ ids: [child], patch: { parentId: null } });
    await tickets.update({ ids: [parent], patch: { organizationId: 3 } });
    await refused(tickets.undo({ changeId: freed.changeId }), 'conflict');
    assert.equal((await tickets.get({ id: child })).parentId, null);
  });

  it('are told of every ticket that shows them: linked ones and parents, those that were included', async () => {
    const { tickets } = test.console;
    const make = async (subject: string, parentId: number | null = null) =>
      (await tickets.create({ subject, description: 'Ties', organizationId: 2, parentId })).ticket.id;
    const parent = await make('Parent');
    const linked = await make('Linked');
    const toldBy = async (work: () => Promise<unknown>) => {
      test.pushed.length = 0;
      await work();
      return new Set(test.pushed.flatMap((event) => (event.type === 'tickets' ? (event.ids ?? []) : [])));
    };
    let child = 0;
    const created = await toldBy(async () => (child = await make('Child', parent)));
    assert.deepEqual(created, new Set([child, parent]));
    const { changeId: linking } = await tickets.link({ fromId: linked, toId: child, kind: 'related' });
    const renamed = await toldBy(() => tickets.update({ ids: [child], patch: { subject: 'Renamed' } }));
    assert.deepEqual(renamed, new Set([child, parent, linked]));
    const freed = await toldBy(() => tickets.update({ ids: [child], patch: { parentId: null } }));
    assert.deepEqual(freed, new Set([child, parent, linked]));
    const linkRenamed = await toldBy(() => tickets.update({ ids: [linked], patch: { subject: 'Other' } }));
    assert.deepEqual(linkRenamed, new Set([child, linked]));
    const unlinked = await toldBy(() => tickets.undo({ changeId: linking }));
    assert.deepEqual(unlinked, new Set([child, linked]));
    const { changeId: merging } = await tickets.merge({ ids: [child], intoId: linked });
    const apart = await toldBy(() => tickets.undo({ changeId: merging }));
    assert.deepEqual(apart, new Set([child, linked]));
  });

  it('merge threads into one ticket, and apart again', async () => {
    const one = (await test.console.tickets.create({ subject: 'A', description: 'a', organizationId: 2 }))
      .ticket;
    const two = (await test.console.tickets.create({ subject: 'B', description: 'b', organizationId: 2 }))
      .ticket;
    await test.console.tickets.addMessage({ ids: [one.id], text: 'from one', visibility: 'public' });
    test.clock.pass(1000);
    await test.console.tickets.addMessage({ ids: [two.id], text: 'from two', visibility: 'internal' });
    const { changeId } = await test.console.tickets.merge({ ids: [one.id], intoId: two.id });
    const merged = await test.console.tickets.get({ id: two.id });
    assert.deepEqual(
      merged.messages.map((message) => message.text),
      ['from one', 'from two'],
    );
    assert.deepEqual(
      merged.mergedTickets.map((ticket) => ticket.id),
      [one.id],
    );
    assert.equal((await test.console.tickets.get({ id: one.id })).status, 'closed');
    await assert.rejects(test.console.tickets.merge({ ids: [one.id], intoId: two.id }), { code: 'conflict' });
    await test.console.tickets.undo({ changeId });
    assert.deepEqual(
      (await test.console.tickets.get({ id: two.id })).messages.map((message) => message.text),
      ['from two'],
    );
    assert.equal((await test.console.tickets.get({ id: one.id })).status, 'open');
  });

  it('take a reply back and keep its text in the history', async () => {
    const { changeId } = await test.console.tickets.addMessage({
      ids: [10],
      text: 'too fast',
      visibility: 'public',
      status: 'waiting',
    });
    assert.equal((await test.console.tickets.get({ id: 10 })).status, 'waiting');
    await test.console.tickets.undo({ changeId });
    const ticket = await test.console.tickets.get({ id: 10 });
    assert.ok(!ticket.messages.some((message) => message.text === 'too fast'));
    assert.match(JSON.stringify(await test.console.tickets.history({ id: 10 })), /too fast/);
    assert.deepEqual((await test.console.tickets.search({ query: '"too fast"' })).rows, []);
  });

  it('bring a snoozed ticket back when its time has come, unread', async () => {
    const until = test.clock.now() + 3_600_000;
    await test.console.tickets.update({ ids: [11], patch: { status: 'open', snoozedUntil: until } });
    test.engine.wakeSnoozed();
    assert.equal((await test.console.tickets.get({ id: 11 })).snoozedUntil, until);
    test.clock.pass(3_600_001);
    test.engine.wakeSnoozed();
    const ticket = await test.console.tickets.get({ id: 11 });
    assert.equal(ticket.snoozedUntil, null);
    assert.equal(ticket.unread, true);
  });

  it('are refused to a technician who may only read', async () => {
    const reader = (await test.console.technicians.list({})).find(
      (technician) => technician.role === 'read_only',
    )!;
    await test.console.workspace.switchTechnician({ id: reader.id });
    await assert.rejects(test.console.tickets.update({ ids: [1], patch: { priority: 'low' } }), {
      code: 'forbidden',
    });
    await assert.rejects(test.console.tickets.create({ subject: 'x', description: 'x' }), {
      code: 'forbidden',
    });
    await test.console.workspace.switchTechnician({ id: 1 });
  });
});
