import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { readCursor } from '../../../electron/engine/exchange/event-log.ts';
import type { Trouble } from '../../../electron/engine/alerts/alerts.ts';
import { alertKind, type AlertFilter } from '../../../shared/alert.ts';
import type { PushEvent } from '../../../shared/events.ts';
import { newTicket } from '../../../shared/ticket.ts';
import { ada, openExchange } from '../../support/exchange.ts';

const hourMs = 3_600_000;
const acme = 2;
type News = Extract<PushEvent, { type: 'alertNews' }>['news'][number];

describe('alerts', () => {
  const { clock, pushed, room, tickets, db, happen, close } = openExchange();
  const { alerts } = room.handlers;
  after(close);
  beforeEach(() => (pushed.length = 0));

  const site = { monitor_id: 7, name: 'Main site', url: 'https://acme.example', error: 'timed out' };
  const news = (): News[] => pushed.flatMap((event) => (event.type === 'alertNews' ? event.news : []));
  const find = (filter: AlertFilter) =>
    alerts.list(ada, { filter, search: '', sort: [], offset: 0, limit: 100 }).rows;
  const open = () => find({ state: ['open', 'acknowledged', 'muted'] });
  const get = (id: number) => alerts.get(ada, { id });

  it('open for a monitor that goes down, say all that a notification needs, and end when it is up', () => {
    happen('monitor.down', site);
    const [alert] = open();
    assert.equal(alert!.title, 'Main site is down');
    assert.equal(alert!.detail, 'timed out');
    assert.deepEqual(news(), [
      {
        happened: 'raised',
        alert: {
          id: alert!.id,
          kind: 'monitor',
          severity: 'critical',
          title: 'Main site is down',
          detail: 'timed out',
          organizationId: acme,
          organizationName: 'Acme',
          monitorName: 'Main site',
          at: clock.now(),
          link: '/monitors/7',
        },
      },
    ]);
    const attention = alerts.attention(ada, {});
    assert.deepEqual(
      { open: attention.open, worst: attention.worst, newest: attention.newest?.id },
      { open: 1, worst: 'critical', newest: alert!.id },
    );
    assert.deepEqual(
      pushed.findLast((event) => event.type === 'attention'),
      { type: 'attention', attention },
    );
    clock.pass(hourMs);
    happen('monitor.up', site);
    assert.deepEqual(open(), []);
    const ended = get(alert!.id);
    assert.deepEqual(
      [ended.state, ended.resolvedBy, ended.resolvedAt],
      ['resolved', 'Techbench', clock.now()],
    );
    assert.deepEqual(
      news().map(({ happened }) => happened),
      ['raised', 'cleared'],
    );
    assert.equal(alerts.attention(ada, {}).newest, null);
  });

  it('count what is told again instead of opening a second one, and make no news of it', () => {
    happen('monitor.down', site);
    happen('monitor.down', { ...site, error: 'refused' });
    const alerts = open();
    assert.equal(alerts.length, 1);
    assert.deepEqual([alerts[0]!.occurrences, alerts[0]!.detail], [2, 'refused']);
    assert.equal(news().length, 1);
    happen('monitor.up', site);
    happen('monitor.down', site);
    assert.notEqual(open()[0]!.id, alerts[0]!.id, 'another outage is another alert');
    happen('monitor.up', site);
  });

  it('are acknowledged, muted until a time, assigned and resolved by people, and each of it can be taken back', () => {
    happen('monitor.down', site);
    const { id } = open()[0]!;
    alerts.acknowledge(ada, { ids: [id] });
    const acknowledged = get(id);
    assert.deepEqual([acknowledged.state, acknowledged.acknowledgedBy], ['acknowledged', 'Ada Byron']);
    assert.deepEqual(alerts.counts(ada, {}).states, {
      open: 0,
      acknowledged: 1,
      muted: 0,
      resolved: alerts.counts(ada, {}).states.resolved,
    });
    alerts.mute(ada, { ids: [id], until: clock.now() + hourMs });
    assert.equal(alerts.attention(ada, {}).muted, 1);
    pushed.length = 0;
    happen('monitor.up', site);
    assert.deepEqual(news(), [], 'what is muted is muted when it ends too');
    happen('monitor.down', { ...site, monitor_id: 8 });
    const [other] = open();
    alerts.assign(ada, { ids: [other!.id], assigneeId: 1 });
    const { changeId } = alerts.resolve(ada, { ids: [other!.id] });
    assert.equal(get(other!.id).resolvedBy, 'Ada Byron');
    assert.throws(() => alerts.acknowledge(ada, { ids: [other!.id] }), { code: 'conflict' });
    alerts.undo(ada, { changeId });
    const again = get(other!.id);
    assert.deepEqual([again.state, again.resolvedBy, again.assigneeId], ['open', null, 1]);
    assert.throws(() => alerts.assign(ada, { ids: [other!.id], assigneeId: 99 }), { code: 'validation' });
    alerts.resolve(ada, { ids: [other!.id] });
  });

  it('that are muted speak again when their time is over', () => {
    happen('monitor.down', site);
    const [alert] = open();
    alerts.mute(ada, { ids: [alert!.id], until: clock.now() + hourMs });
    pushed.length = 0;
    room.keepUp();
    assert.equal(get(alert!.id).state, 'muted');
    clock.pass(hourMs);
    room.keepUp();
    assert.equal(get(alert!.id).state, 'open');
    assert.deepEqual(
      news().map(({ happened, alert: { id } }) => [happened, id]),
      [['raised', alert!.id]],
    );
    happen('monitor.up', site);
  });

  it('become one ticket for one trouble, however often it returns while that is open', () => {
    happen('monitor.down', site);
    const [first] = open();
    const opened = alerts.openTicket(ada, { id: first!.id });
    assert.equal(opened.created, true);
    const ticket = tickets.get(ada, { id: opened.ticketId });
    assert.deepEqual(
      [ticket.subject, ticket.organizationId, ticket.priority],
      ['Main site is down', acme, 'critical'],
    );
    happen('monitor.up', site);
    happen('monitor.down', site);
    const [second] = open();
    const joined = alerts.openTicket(ada, { id: second!.id });
    assert.deepEqual([joined.created, joined.ticketId], [false, opened.ticketId]);
    tickets.update(ada, { ids: [opened.ticketId], patch: { status: 'resolved' } });
    const anew = alerts.openTicket(ada, { id: second!.id });
    assert.equal(anew.created, true);
    happen('monitor.up', site);
  });

  it('open again only where the same trouble has no newer one', () => {
    happen('monitor.down', site);
    const [first] = open();
    const { changeId } = alerts.resolve(ada, { ids: [first!.id] });
    happen('monitor.down', site);
    assert.throws(() => alerts.reopen(ada, { ids: [first!.id] }), { code: 'conflict' });
    assert.throws(() => alerts.undo(ada, { changeId }), { code: 'conflict' });
    happen('monitor.up', site);
    alerts.reopen(ada, { ids: [first!.id] });
    assert.equal(open()[0]!.id, first!.id);
    happen('monitor.up', site);
  });

  it('come of breaches too, and pass over events that are of no kind that anybody answers', () => {
    happen('breach.detected', {
      email: 'joe@acme.example',
      breach: { name: 'MegaCorp 2026', date: '2026-03-20', dataTypes: ['email', 'password_hash'] },
    });
    tickets.create(ada, newTicket.parse({ subject: 'Printer', description: 'Jam' }));
    room.events.drain();
    const [alert, ...others] = open();
    assert.deepEqual(others, []);
    assert.equal(alert!.title, 'joe@acme.example is in the breach MegaCorp 2026');
    assert.equal(alert!.detail, 'Lost were: email, password_hash.');
    const { id } = db.get<{ id: number }>('SELECT max(id) AS id FROM event')!;
    assert.equal(readCursor(db, 'alerts'), id);
  });

  for (const kind of alertKind.options) {
    it(`that tell of a trouble of the kind ${kind} are answered in each of the ways`, () => {
      const trouble: Trouble = {
        organizationId: acme,
        kind,
        severity: 'warning',
        title: `Trouble of ${kind}`,
        detail: 'Found by somebody',
        dedupeKey: `kind/${kind}`,
        link: '/alerts',
      };
      room.alerts.raise(trouble);
      const asking = () =>
        find({ kind: [kind], state: ['open'] }).filter(({ dedupeKey }) => dedupeKey === trouble.dedupeKey);
      const [alert, ...others] = asking();
      assert.deepEqual([alert!.title, others.length], [trouble.title, 0]);
      const ids = [alert!.id];
      const state = () => get(alert!.id).state;
      alerts.acknowledge(ada, { ids });
      assert.equal(state(), 'acknowledged');
      alerts.mute(ada, { ids, until: clock.now() + hourMs });
      assert.equal(state(), 'muted');
      alerts.assign(ada, { ids, assigneeId: 2 });
      assert.equal(get(alert!.id).assigneeId, 2);
      const { ticketId, created } = alerts.openTicket(ada, { id: alert!.id });
      assert.deepEqual([created, tickets.get(ada, { id: ticketId }).priority], [true, 'high']);
      assert.equal(alerts.openTicket(ada, { id: alert!.id }).ticketId, ticketId, 'one for one trouble');
      alerts.resolve(ada, { ids });
      assert.equal(state(), 'resolved');
      room.alerts.raise(trouble);
      const [again] = asking();
      assert.notEqual(again!.id, alert!.id, 'it came back');
      assert.equal(alerts.openTicket(ada, { id: again!.id }).ticketId, ticketId);
      assert.equal(room.alerts.clear(trouble.dedupeKey), true);
      assert.deepEqual(asking(), []);
    });
  }
});
