import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newTicket, ticketPriority, ticketStatus } from '../../../../shared/ticket.ts';
import { ada } from '../../../support/exchange.ts';
import { openDevice } from '../../../support/remote-device.ts';
import { remoteService, type Fate } from '../../../support/remote-service.ts';
import { virtualWorld } from '../../../support/virtual-world.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

interface Weather {
  /** Requests a minute, of a key and of one group of endpoints. */
  readonly perMinute: number;
  readonly perGroup: number;
  /** By milliseconds since the start; undefined where the sun shines. */
  readonly fate: (since: number) => Fate | undefined;
}

/** A service that counts, a console that works through a day, and what each of them has seen. */
function openDay({ perMinute, perGroup, fate }: Weather) {
  const world = virtualWorld(16);
  const start = world.clock.now();
  const counted: { at: number; group: string }[] = [];
  let over = 0;
  const service = remoteService({
    clock: world.clock,
    fate(_who, _method, path) {
      const now = world.clock.now();
      const storm = fate(now - start);
      if (storm !== undefined) return storm;
      const group = path.split('/')[4]!;
      while (counted[0] && counted[0].at <= now - minuteMs) counted.shift();
      const ofGroup = counted.filter((each) => each.group === group).length;
      if (counted.length >= perMinute || ofGroup >= perGroup) {
        over += 1;
        const hints = { 'retry-after': '10', 'x-ratelimit-reset': String(Math.ceil(now / secondMs) + 20) };
        return { status: 429, headers: hints, body: { error: { retryAfterSeconds: 43 } } };
      }
      counted.push({ at: now, group });
      return 'well';
    },
  });
  const device = openDevice(world, () => service.egressOf('console'));
  const words = { status: ticketStatus.options, priority: ticketPriority.options };
  const pick = <T>(values: readonly T[]): T => values[Math.floor(world.random() * values.length)]!;
  let made = 0;

  return {
    world,
    service,
    device,
    over: () => over,
    since: (at: number): number => at - start,
    change(id: number): void {
      const { status, priority } = device.tickets.get(ada, { id });
      const patch =
        world.random() < 0.5
          ? { status: pick(words.status.filter((word) => word !== status)) }
          : { priority: pick(words.priority.filter((word) => word !== priority)) };
      device.tickets.update(ada, { ids: [id], patch });
    },
    create(): void {
      made += 1;
      const words = { subject: `New ${made}`, description: 'From here' };
      device.tickets.create(ada, newTicket.parse({ organizationId: 2, ...words }));
    },
    made: () => made,
    /** Known by their ids there. */
    linked: (connectionId: number) => device.links(connectionId).map(({ localId }) => localId),
  };
}

const between = (since: number, from: number, to: number): boolean =>
  since >= from * hourMs && since < to * hourMs;
const absurdAt = 14 * hourMs;

/** A day: no answer for two hours, then 5xx, broken connections, and one hint that nobody can mean. */
function badDay() {
  let absurd = false;
  return (since: number): Fate | undefined => {
    if (between(since, 1, 3)) return 'lost';
    if (between(since, 6, 6.5)) return { status: 503 };
    if (between(since, 9, 9.2)) return 'unanswered';
    if (since >= absurdAt && !absurd) {
      absurd = true;
      const hints = { 'retry-after': '99999999', 'x-ratelimit-reset': '1' };
      return { status: 429, headers: hints, body: { error: { retryAfterSeconds: 5 } } };
    }
    return undefined;
  };
}

describe('a day with a service (T16)', () => {
  it('sends 5,000 changes through storms: none lost, none twice, within the limits', async () => {
    const day = openDay({ perMinute: 60, perGroup: 30, fate: badDay() });
    const { world, service, device } = day;
    for (let at = 0; at < 150; at += 1) service.open({ title: `There ${at}`, description: 'Text' });
    const id = device.connect(60);
    device.room.start();
    await world.run(hourMs);
    const known = day.linked(id);
    assert.equal(known.length, 150);
    // Two hours without an answer, in which a third of the day's work is done.
    for (let at = 0; at < 1700; at += 1) day.change(known[at % 150]!);
    await world.run(2 * hourMs);
    const backlog = device.room.queueLength();
    assert.equal(backlog, 1700, 'nothing was sent, and nothing is lost');
    for (let at = 0; at < 3300; at += 1) {
      if (at % 20 === 0) day.create();
      else day.change(known[(at * 7) % 150]!);
      await world.run(20 * secondMs);
    }
    for (let hour = 0; hour < 6 && device.room.queueLength() > 0; hour += 1) await world.run(hourMs);

    assert.deepEqual(device.outbox.list(id), [], 'nothing waits, and nobody has to decide anything');
    const opened = service.tickets.filter(({ title }) => title.startsWith('New '));
    assert.equal(opened.length, day.made());
    assert.equal(new Set(opened.map(({ title }) => title)).size, day.made(), 'each is there once');
    for (const { remoteId, localId } of device.links(id)) {
      const ours = device.tickets.get(ada, { id: localId });
      const theirs = service.tickets[Number(remoteId) - 1]!;
      assert.deepEqual(
        [theirs.status, theirs.priority],
        [ours.status.toUpperCase(), ours.priority.toUpperCase()],
      );
    }

    const { requests } = service;
    assert.ok(day.over() <= requests.length / 100, `${day.over()} of ${requests.length} were over the limit`);
    const writes = requests.filter(({ method, fate }) => method !== 'GET' && fate === 'well');
    const back = writes.find(({ at }) => day.since(at) >= 3 * hourMs)!;
    const inFirstSecond = writes.filter(({ at }) => at >= back.at && at < back.at + secondMs).length;
    assert.ok(inFirstSecond <= backlog / 10, `${inFirstSecond} of ${backlog} went in the first second`);
    const during = (from: number, to: number): number =>
      requests.filter(({ at }) => between(day.since(at), from, to)).length;
    assert.ok(during(6, 6.5) <= 5 + 2, `asked ${during(6, 6.5)} times in half an hour of 5xx`);
    const absurd = requests.find(({ at }) => day.since(at) >= absurdAt)!;
    const next = requests[requests.indexOf(absurd) + 1]!;
    assert.ok(next.at - absurd.at >= hourMs && next.at - absurd.at <= 1.1 * hourMs, 'an hour at most');
    await device.close();
  });

  it('waits for the longest of the hints, and is seen to go over a limit that the service keeps to itself', async () => {
    const day = openDay({ perMinute: 10, perGroup: 10, fate: () => undefined });
    const { world, service, device } = day;
    for (let at = 0; at < 20; at += 1) service.open({ title: `There ${at}`, description: 'Text' });
    const id = device.connect(60);
    device.room.start();
    await world.run(hourMs);
    for (const known of day.linked(id)) for (let at = 0; at < 5; at += 1) day.change(known);
    await world.run(2 * hourMs);
    assert.ok(day.over() > service.requests.length / 100, 'what the first test counts can be seen');
    assert.deepEqual(device.outbox.list(id), [], 'and nothing is lost by it');
    for (const [at, request] of service.requests.entries()) {
      const next = service.requests[at + 1];
      if (typeof request.fate === 'object' && next) assert.ok(next.at - request.at >= 43 * secondMs);
    }
    await device.close();
  });
});
