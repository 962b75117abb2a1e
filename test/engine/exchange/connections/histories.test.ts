import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TicketPatch } from '../../../../shared/ticket.ts';
import { ada } from '../../../support/exchange.ts';
import { openDevice, type Device } from '../../../support/remote-device.ts';
import {
  remoteService,
  type Fate,
  type RemoteService,
  type ServedTicket,
} from '../../../support/remote-service.ts';
import { virtualWorld, type VirtualWorld } from '../../../support/virtual-world.ts';

const histories = 300;
const mostOperations = 200;
const minuteMs = 60_000;

/** What is left out to see that the test sees it missing. */
type Defence = 'looks before it writes' | 'looks before it opens again';

const words = {
  status: ['open', 'in_progress', 'waiting', 'resolved', 'closed'],
  priority: ['low', 'medium', 'high', 'critical'],
} as const;

interface Side {
  readonly name: string;
  readonly device: Device;
  id: number;
  offline: boolean;
  /** Values that somebody at this device has had before the eyes: `7.status=CLOSED`. */
  seen: Set<string>;
  /** Tickets of earlier histories are below. */
  firstId: number;
  stale: Map<number, ServedTicket>;
}

const shown = (id: number, field: string, value: unknown): string =>
  `${id}.${field}=${String(value).toUpperCase()}`;

/** Two devices and a service, for as many histories as are asked for; each begins with a service of its own. */
function openWorlds(seed: number) {
  const world: VirtualWorld = virtualWorld(seed);
  let service: RemoteService;
  const devices = ['A', 'B'].map((name) => openDevice(world, () => service.egressOf(name)));
  const pick = <T>(values: readonly T[]): T => values[Math.floor(world.random() * values.length)]!;
  const below = (most: number): number => Math.floor(world.random() * most);

  async function history(without: Defence | null): Promise<void> {
    const trouble: string[] = [];
    const created: string[] = [];
    let serial = 0;
    let bad = 0;
    const sides: Side[] = devices.map((device, at) => ({
      name: 'AB'[at]!,
      device,
      id: device.connect(),
      offline: false,
      seen: new Set(),
      firstId: device.db.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM ticket')!.id,
      stale: new Map(),
    }));
    const sideOf = (who: string): Side => sides.find(({ name }) => name === who)!;
    service = remoteService({
      clock: world.clock,
      fate(who): Fate {
        if (sideOf(who).offline) return 'lost';
        if (bad <= 0) return 'well';
        bad -= 1;
        return pick<Fate>(['unanswered', 'unanswered', 'lost', { status: 503 }]);
      },
      overwrites(who, ticket, field) {
        const { device, id, seen } = sideOf(who);
        const value = ticket[field as keyof ServedTicket];
        const ours = device.links(id).find(({ remoteId }) => remoteId === String(ticket.id))!.localId;
        if (!seen.has(shown(ours, field, value)))
          trouble.push(`${who} wrote over ${shown(ours, field, value)}, which nobody there had seen`);
      },
      ...(without === 'looks before it writes' && {
        // Answers from a cache: as if nobody looked.
        answers: (who, ticket) => sideOf(who).stale.get(ticket.id) ?? ticket,
      }),
    });

    function look({ device, id, seen, firstId }: Side): void {
      const rows = device.db.all<{ id: number; subject: string; status: string; priority: string }>(
        'SELECT id, subject, status, priority FROM ticket WHERE id > ?',
        [firstId],
      );
      for (const { id: ours, subject, status, priority } of rows)
        for (const [field, value] of Object.entries({ title: subject, status, priority }))
          seen.add(shown(ours, field, value));
      for (const { ticketId, field, theirs } of device.outbox.conflicts(id))
        seen.add(shown(ticketId, field === 'subject' ? 'title' : field, theirs));
    }

    async function sync(side: Side): Promise<boolean> {
      const { device, id } = side;
      if (without === 'looks before it opens again')
        device.db.run('UPDATE outbox_change SET uncertain = 0, not_before = 0');
      const complete = await device.sync(id);
      look(side);
      side.stale = new Map(service.tickets.map((ticket) => [ticket.id, { ...ticket }]));
      return complete;
    }

    const patch = (): TicketPatch => {
      const subject = `Changed ${(serial += 1)}`;
      return pick<TicketPatch>([
        { status: pick(words.status) },
        { priority: pick(words.priority) },
        { subject },
      ]);
    };

    async function operation(): Promise<void> {
      const side = pick(sides);
      const { device, id } = side;
      look(side);
      const known = device.links(id);
      const what = below(12);
      if (what < 4 && known.length > 0) {
        device.tickets.update(ada, { ids: [pick(known).localId], patch: patch() });
        look(side);
      } else if (what === 4 && created.length < 6) {
        const subject = `Made ${(serial += 1)}`;
        created.push(subject);
        device.tickets.create(ada, {
          organizationId: 2,
          subject,
          description: 'Something',
          priority: 'medium',
          type: 'incident',
          categoryId: null,
          assigneeId: null,
          requester: null,
          requesterEmail: null,
          deviceId: null,
          parentId: null,
          watcherIds: [],
          customFields: {},
        });
        look(side);
      } else if (what === 5 && service.tickets.length < 12) {
        service.open({ title: `There ${(serial += 1)}`, description: 'Text' });
      } else if (what < 8 && service.tickets.length > 0) {
        const { subject, ...same } = patch();
        const changed = Object.fromEntries(
          Object.entries(same).map(([field, value]) => [
            field,
            JSON.stringify(value).slice(1, -1).toUpperCase(),
          ]),
        );
        Object.assign(pick(service.tickets), subject ? { title: subject } : changed, {
          updatedAt: world.clock.now(),
        });
      } else if (what === 8) side.offline = !side.offline;
      else if (what === 9) bad = 1 + below(3);
      else if (what === 10) {
        const [conflict] = device.outbox.conflicts(id);
        if (conflict) device.outbox.settle(conflict.id, pick(['mine', 'theirs']));
        const ticket = service.tickets.length > 0 ? pick(service.tickets) : undefined;
        // An event, late, early or for the second time.
        if (ticket && known.some(({ remoteId }) => remoteId === String(ticket.id)))
          device.room.hear(id, {
            remoteId: String(ticket.id),
            at: ticket.updatedAt,
            values: { status: words.status.find((word) => word.toUpperCase() === ticket.status)! },
            firstValues: {},
            opens: true,
          });
      } else await sync(side);
      await world.run(below(90) * 1000);
    }

    service.open({ title: 'First', description: 'Text' });
    for (const side of sides) await sync(side);
    const length = below(mostOperations / 8) * (below(8) === 0 ? 8 : 1);
    for (let at = 0; at < length; at += 1) await operation();

    bad = 0;
    for (const side of sides) side.offline = false;
    for (let round = 0; round < 3; round += 1) {
      for (const side of sides) assert.equal(await sync(side), true);
      await world.run(2 * minuteMs);
    }

    assert.deepEqual(trouble, [], 'nothing is written over unseen');
    const made = service.tickets.filter(({ description }) => description.startsWith('Something'));
    const suspects = sides.flatMap(({ device, id }) =>
      device.outbox.list(id).filter(({ state }) => state === 'suspect'),
    );
    const told = JSON.stringify({ created, made, suspects });
    assert.ok(made.length <= created.length, `no new ticket is there twice: ${told}`);
    assert.ok(made.length + suspects.length >= created.length, `none is lost: ${told}`);
    for (const { device, id, name } of sides) {
      const waiting = device.outbox
        .list(id)
        .filter(({ state }) => state === 'waiting' || state === 'sending');
      assert.deepEqual(waiting, [], 'nothing is left to send');
      const conflicts = device.outbox.conflicts(id);
      for (const { remoteId, localId } of device.links(id)) {
        const ours = device.tickets.get(ada, { id: localId });
        const theirs = service.tickets[Number(remoteId) - 1]!;
        for (const [field, wire] of [
          ['subject', 'title'],
          ['status', 'status'],
          ['priority', 'priority'],
        ] as const) {
          const conflict = conflicts.find((each) => each.ticketId === localId && each.field === field);
          const same = ours[field].toUpperCase() === theirs[wire].toUpperCase();
          if (conflict) {
            assert.equal(conflict.mine, ours[field], 'our version is kept');
            assert.equal(String(conflict.theirs).toUpperCase(), theirs[wire].toUpperCase(), 'and theirs');
          } else
            assert.ok(
              same,
              `${name}: ${field} of ${remoteId} is ${ours[field]} here and ${theirs[wire]} there`,
            );
        }
      }
      device.disconnect(id);
      device.db.run('DELETE FROM outbox_change');
    }
  }

  return { history, close: () => Promise.all(devices.map((device) => device.close())) };
}

describe('two devices and a service (T17)', () => {
  const firstSeed = Number(process.env['TECHBENCH_SEED'] ?? 1);
  let worlds: ReturnType<typeof openWorlds>;
  before(() => {
    worlds = openWorlds(firstSeed);
  });
  after(() => worlds.close());

  it(`come to say the same after each of ${histories} histories, conflicts kept with both versions`, async () => {
    for (let at = 0; at < histories; at += 1) {
      try {
        await worlds.history(null);
      } catch (error) {
        throw new Error(`history ${at} of seed ${firstSeed}: ${String(error)}`, { cause: error });
      }
    }
  });

  for (const defence of ['looks before it writes', 'looks before it opens again'] as const) {
    it(`are seen to go wrong where nobody ${defence}`, async () => {
      const control = openWorlds(firstSeed);
      const wrong = async () => {
        for (let at = 0; at < 60; at += 1) await control.history(defence);
      };
      await assert.rejects(wrong(), { name: 'AssertionError' });
      await control.close();
    });
  }
});
