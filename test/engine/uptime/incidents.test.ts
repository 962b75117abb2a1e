import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { beatsInWords, durationWords } from '../../../electron/engine/uptime/incidents/incident-words.ts';
import { technician, watchedRoom, type WatchedRoom } from './watched-room.ts';

const minute = 60_000;
const hour = 60 * minute;
const all = { filter: {}, search: '', sort: [], offset: 0, limit: 100 };

describe('incidents', () => {
  let room: WatchedRoom;
  let id: number;
  beforeEach(async () => {
    room = watchedRoom();
    [id] = room.add(1, { organizationId: 2, remindEvery: 300, interval: 30 }) as [number];
    room.uptime.start();
    await room.world.run(minute);
  });
  afterEach(() => room.stop());

  const incidents = () => room.uptime.handlers.incidents;
  const open = () => incidents().list(technician, { ...all, filter: { state: ['open'] } }).rows;
  const fail = async (ms = 3 * minute) => {
    room.network.broken.add(id);
    await room.world.run(ms);
  };
  const recover = async () => {
    room.network.broken.clear();
    await room.world.run(2 * minute);
  };

  it('are told again as often as wished, until somebody acknowledges them', async () => {
    await fail(16 * minute);
    const [incident] = open();
    assert.equal(room.news('still_down').length, 2);
    const acknowledged = incidents().acknowledge(technician, {
      ids: [incident!.id],
      until: null,
      reason: 'The provider knows',
    }).incidents[0]!;
    assert.deepEqual(
      [acknowledged.state, acknowledged.acknowledgedBy, acknowledged.reason],
      ['acknowledged', 'Ada', 'The provider knows'],
    );
    await room.world.run(20 * minute);
    assert.equal(room.news('still_down').length, 2);
    await recover();
    assert.equal(room.news('up').length, 1);
    const closed = incidents().get(technician, { id: incident!.id });
    assert.deepEqual(
      closed.notes.map(({ kind }) => kind),
      ['opened', 'reminded', 'reminded', 'acknowledged', 'closed'],
    );
  });

  it('that are muted tell nothing, their end neither, and wake when their time is over', async () => {
    await fail();
    const [incident] = open();
    const until = room.world.clock.now() + hour;
    incidents().mute(technician, { ids: [incident!.id], until, reason: null });
    await room.world.run(50 * minute);
    assert.equal(room.news('still_down').length, 0);
    await room.world.run(20 * minute);
    assert.equal(incidents().get(technician, { id: incident!.id }).state, 'open');
    assert.ok(room.news('still_down').length >= 1);
    incidents().mute(technician, { ids: [incident!.id], until: null, reason: null });
    await recover();
    assert.equal(room.news('up').length, 0);
    // The contract's event is written all the same.
    assert.equal(room.events().at(-1)!.type, 'monitor.up');
  });

  it('become one ticket: asked for again it is the same, and a second outage within the hour is added to it', async () => {
    await fail();
    const [first] = open();
    const made = incidents().toTicket(technician, { id: first!.id });
    assert.equal(made.outcome, 'created');
    assert.equal(room.tickets[0]!.organizationId, 2);
    assert.equal(room.tickets[0]!.subject, 'Monitor 1 is down');
    assert.match(
      room.tickets[0]!.description,
      /Error: Connection timed out\nClient: Acme\nAddress: https:\/\/m1/,
    );
    assert.match(room.tickets[0]!.description, /Last checks: .*2 failed, \d+ down/);
    assert.equal(incidents().toTicket(technician, { id: first!.id }).outcome, 'existing');
    await recover();
    assert.match(room.notes[0]!.text, /^Up again after \d+ min\.$/);
    await fail();
    const [second] = open();
    const appended = incidents().toTicket(technician, { id: second!.id });
    assert.deepEqual([appended.outcome, appended.ticketId], ['appended', made.ticketId]);
    assert.equal(room.tickets.length, 1);
    await recover();
    room.world.sleep(2 * hour, false);
    await room.world.run(minute);
    await fail();
    assert.equal(incidents().toTicket(technician, { id: open()[0]!.id }).outcome, 'created');
  });

  it('closed by hand stay closed until the monitor was up', async () => {
    await fail();
    const [incident] = open();
    incidents().close(technician, { ids: [incident!.id], reason: 'Switched off for good' });
    await room.world.run(20 * minute);
    assert.deepEqual(open(), []);
    assert.throws(
      () => incidents().acknowledge(technician, { ids: [incident!.id], until: null, reason: null }),
      {
        code: 'conflict',
      },
    );
    await recover();
    await fail();
    assert.equal(open().length, 1);
  });

  it('take notes, and show nobody else what is theirs', async () => {
    await fail();
    const [incident] = open();
    incidents().note(technician, { id: incident!.id, text: 'Called the provider' });
    const { notes } = incidents().get(technician, { id: incident!.id });
    assert.deepEqual([notes.at(-1)!.author, notes.at(-1)!.text], ['Ada', 'Called the provider']);
    const stranger = {
      ...technician,
      kind: 'key',
      keyId: 1,
      organizationId: 3,
      projectId: null,
      scopes: new Set(),
    };
    const caller = stranger as unknown as typeof technician;
    assert.throws(() => incidents().get(caller, { id: incident!.id }), { code: 'not_found' });
    assert.equal(incidents().list(caller, all).total, 0);
    const reader = { ...technician, role: 'read_only' } as typeof technician;
    assert.throws(() => incidents().note(reader, { id: incident!.id, text: 'x' }), { code: 'forbidden' });
  });

  it('stand in the overview', async () => {
    await fail();
    const overview = await room.uptime.handlers.uptime.overview(technician, {});
    assert.equal(overview.counts.down, 1);
    assert.deepEqual(
      overview.down.map(({ monitorId, acknowledged }) => [monitorId, acknowledged]),
      [[id, false]],
    );
    incidents().acknowledge(technician, { ids: [open()[0]!.id], until: null, reason: null });
    assert.equal((await room.uptime.handlers.uptime.overview(technician, {})).acknowledged, 1);
    assert.equal(overview.offline, null);
    assert.ok(overview.lastReport!.online);
  });
});

describe('words for outages', () => {
  it('name the two largest parts of a time, and runs of checks', () => {
    const said = [500, 59_000, 6 * minute, hour, 125 * minute, 76 * hour, 48 * hour].map(durationWords);
    assert.deepEqual(said, ['1 s', '59 s', '6 min', '1 h', '2 h 5 min', '3 d 4 h', '2 d']);
    assert.equal(beatsInWords('uuuffdd-x'), '3 good, 2 failed, 2 down, 1 not observed, 1 unreachable');
  });
});
