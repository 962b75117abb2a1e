import { publicId } from '../../../shared/public-id.ts';
import { baseCategory, ticketPriority, ticketStatus, ticketType } from '../../../shared/ticket.ts';
import type { SeedTicket } from './seed-demo.ts';

/** A small generator with a fixed start (mulberry32): the same n gives the same tickets everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const things = [
  'printer',
  'laptop',
  'VPN',
  'mailbox',
  'server',
  'switch',
  'phone',
  'scanner',
  'backup',
  'database',
  'monitor',
  'docking station',
  'firewall',
  'access point',
  'share',
  'licence',
  'certificate',
  'tablet',
  'camera',
  'router',
] as const;
const troubles = [
  'is offline',
  'is slow',
  'asks for a password',
  'shows an error',
  'was replaced',
  'drops the connection',
  'does not start',
  'needs an update',
  'is full',
  'makes noise',
  'lost its settings',
  'cannot be reached',
] as const;
const places = [
  'on the 2nd floor',
  'in the warehouse',
  'at reception',
  'in the workshop',
  'for the sales team',
  'in accounting',
  'at the branch office',
  'in the comms room',
  'for the new starter',
  'at home',
] as const;
const details = [
  'since this morning',
  'after the last update',
  'for three users',
  'again',
  'only in the afternoon',
  'with code 0x80070005',
  'since the move',
  'according to monitoring',
] as const;

export interface BenchPlace {
  readonly organizationIds: readonly number[];
  readonly technicianIds: readonly number[];
  categoryId(base: string): number;
  readonly now: number;
  /** How many assets there are, numbered from 1. */
  readonly assetIds: number;
}

/** `count` tickets of varied text, oldest first, spread over three years; deterministic for one `now`. */
export function* benchTickets(count: number, place: BenchPlace): Generator<SeedTicket> {
  const random = randomFrom(20_260_323);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const span = 3 * 365 * 86_400_000;
  for (let index = 0; index < count; index += 1) {
    const createdAt = place.now - span + Math.floor((span * (index + 1)) / (count + 1));
    const thing = pick(things);
    const subject = `${thing[0]!.toUpperCase()}${thing.slice(1)} ${pick(troubles)} ${pick(places)}`;
    // Old tickets are mostly done, young ones mostly not, as in a real queue.
    const done = random() < 0.55 + 0.4 * (1 - index / count);
    const status = done
      ? pick(['resolved', 'closed', 'closed'] as const)
      : pick(ticketStatus.options.slice(0, 3));
    const assigned = done || random() < 0.6;
    const technicianId = pick(place.technicianIds);
    const serial = `SN-${(index * 7919).toString(36).toUpperCase()}`;
    yield {
      organizationId: pick(place.organizationIds),
      subject,
      description: `${subject} ${pick(details)}. Device ${serial}, reported by phone. ${pick(troubles)} ${pick(details)}.`,
      status,
      priority: random() < 0.05 ? 'critical' : pick(ticketPriority.options.slice(0, 3)),
      type: random() < 0.7 ? 'incident' : pick(ticketType.options),
      categoryId: place.categoryId(pick(baseCategory.options)),
      assigneeId: assigned ? technicianId : null,
      requester: `User ${Math.floor(random() * 5000)}`,
      source: 'sample',
      snoozedUntil:
        !done && random() < 0.05 ? place.now + Math.floor(random() * 7 * 86_400_000) + 3_600_000 : null,
      resolution: done ? 'Solved by phone.' : null,
      resolvedBy: done ? 'Bench' : null,
      resolvedAt: done ? createdAt + 3_600_000 : null,
      unread: false,
      deviceId:
        place.assetIds === 0 || index % 3 > 0
          ? null
          : publicId('device', 1 + ((index * 31) % place.assetIds)),
      createdAt,
      updatedAt: createdAt + Math.floor(random() * 3_600_000),
      messages:
        index % 4 === 0
          ? [
              {
                sender: 'technician',
                visibility: 'public',
                authorName: 'Bench',
                technicianId,
                text: `Checked the ${thing} ${pick(details)}; ${pick(troubles)}.`,
                createdAt: createdAt + 600_000,
              },
            ]
          : [],
    };
  }
}
