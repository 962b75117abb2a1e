import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newTicket } from '../../../../shared/ticket.ts';
import { ada } from '../../../support/exchange.ts';
import { openDevice } from '../../../support/remote-device.ts';
import { remoteService, type Fate } from '../../../support/remote-service.ts';
import { virtualWorld } from '../../../support/virtual-world.ts';

/** A console, a service, and what becomes of the requests that change something there. */
function open() {
  const world = virtualWorld(3);
  const is: { writing: Fate } = { writing: 'well' };
  const service = remoteService({
    clock: world.clock,
    fate: (_who, method) => (method === 'GET' ? 'well' : is.writing),
  });
  const device = openDevice(world, () => service.egressOf('console'));
  const connectionId = device.connect();
  const create = (subject: string): number =>
    device.tickets.create(ada, newTicket.parse({ organizationId: 2, subject, description: 'x' })).ticket.id;
  const subjects = () =>
    device.db
      .all<{ subject: string }>('SELECT subject FROM ticket WHERE merged_into_id IS NULL ORDER BY id', [])
      .map(({ subject }) => subject);
  return { world, is, service, device, connectionId, create, subjects };
}

const no: Fate = {
  status: 400,
  body: { success: false, error: { code: 'VALIDATION_ERROR', message: 'title is too long' } },
};

describe('a queued change that somebody has to decide', () => {
  it('is mended on its ticket where it was refused, and sent as it is then', async (t) => {
    const { is, service, device, connectionId, create } = open();
    t.after(() => device.close());
    const id = create('Far too long a title');
    is.writing = no;
    await device.sync(connectionId);
    const [refused] = device.outbox.list(connectionId);
    assert.deepEqual([refused!.kind, refused!.state], ['create', 'refused']);
    is.writing = 'well';
    await device.sync(connectionId);
    assert.equal(service.tickets.length, 0, 'it is not sent again by itself');
    device.tickets.update(ada, { ids: [id], patch: { subject: 'Title', priority: 'high' } });
    await device.sync(connectionId);
    assert.deepEqual(
      service.tickets.map(({ title, priority }) => [title, priority]),
      [['Title', 'HIGH']],
    );
    is.writing = no;
    device.tickets.update(ada, { ids: [id], patch: { status: 'waiting' } });
    await device.sync(connectionId);
    assert.deepEqual(
      device.outbox.list(connectionId).map(({ kind, state }) => [kind, state]),
      [['update', 'refused']],
    );
    is.writing = 'well';
    device.tickets.update(ada, { ids: [id], patch: { status: 'resolved' } });
    await device.sync(connectionId);
    assert.equal(service.tickets[0]!.status, 'RESOLVED');
    assert.deepEqual(device.outbox.list(connectionId), [], 'the refused value is never sent after it');
  });

  it('is the ticket there that it became without an answer, once somebody says so', async (t) => {
    const { world, is, service, device, connectionId, create, subjects } = open();
    t.after(() => device.close());
    const id = create('Scanner');
    is.writing = 'unanswered';
    await device.sync(connectionId);
    is.writing = 'well';
    assert.equal(service.tickets.length, 1);
    // Somebody there wrote the description anew, and what marked it is gone.
    service.tickets[0]!.description = 'x';
    await world.run(10 * 60_000);
    await device.sync(connectionId);
    await device.sync(connectionId);
    const [suspect] = device.outbox.list(connectionId);
    assert.equal(suspect!.state, 'suspect');
    assert.equal(service.tickets.length, 1, 'nothing is opened twice');
    assert.deepEqual(subjects(), ['Scanner', 'Scanner'], 'what was read stands beside it until then');
    const candidates = device.room.outbox.candidates(ada, { id: suspect!.id });
    assert.deepEqual(
      candidates.map(({ remoteId }) => remoteId),
      ['1'],
    );
    const adopted = device.room.outbox.adopt(ada, { id: suspect!.id, remoteId: '1' });
    assert.equal(adopted.state, 'sent');
    assert.deepEqual(subjects(), ['Scanner']);
    assert.deepEqual(device.room.outbox.candidates(ada, { id: suspect!.id }), []);
    device.tickets.update(ada, { ids: [id], patch: { priority: 'critical' } });
    await device.sync(connectionId);
    assert.deepEqual(
      service.tickets.map(({ priority }) => priority),
      ['CRITICAL'],
    );
    assert.throws(
      () => device.room.outbox.adopt(ada, { id: suspect!.id, remoteId: '1' }),
      /Only a new ticket/,
    );
  });
});

describe('a connection that is removed while changes wait for it', () => {
  it('says how many they are, and leaves each in the history of its ticket', async (t) => {
    const { is, device, connectionId, create } = open();
    t.after(() => device.close());
    const sent = create('Sent');
    await device.sync(connectionId);
    is.writing = 'lost';
    const queued = create('Queued');
    device.tickets.update(ada, { ids: [sent], patch: { status: 'waiting', assigneeId: 2 } });
    const leave = (agreed: number) =>
      device.db.transaction(() => device.room.leaving(ada, { id: connectionId, name: 'Orqit' }, agreed));
    assert.throws(() => leave(0), /2 changes were never sent to Orqit/);
    assert.throws(() => leave(1), { code: 'conflict' });
    leave(2);
    const told = (id: number) =>
      device.tickets
        .history(ada, { id })
        .flatMap(({ action, fields }) =>
          action === 'never sent' ? fields.map(({ from, to }) => [from, to]) : [],
        );
    assert.deepEqual(told(sent), [['Orqit', 'status: waiting, assignee: technician']]);
    const [[of, what] = []] = told(queued);
    assert.equal(of, 'Orqit');
    assert.match(String(what), /^new ticket, subject: Queued/);
    device.disconnect(connectionId);
    assert.equal(told(queued).length, 1, 'it is there when the connection is not');
  });
});
