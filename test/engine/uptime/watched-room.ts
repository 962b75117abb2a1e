import type { Caller } from '../../../shared/caller.ts';
import { systemCaller } from '../../../shared/caller.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { OutageNews } from '../../../shared/heartbeat.ts';
import { newMonitor, type NewMonitor } from '../../../shared/monitor.ts';
import { createJournal } from '../../../electron/engine/database/journal.ts';
import { createEgress } from '../../../electron/engine/egress/egress.ts';
import { createUptime, type Outside } from '../../../electron/engine/uptime/uptime.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { openTestDatabase } from '../../support/database.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { virtualWorld } from '../../support/virtual-world.ts';
import { simulatedNetwork } from './simulated-network.ts';

export const technician: Caller = {
  kind: 'technician',
  technicianId: 1,
  name: 'Ada',
  role: 'administrator',
  organizationId: null,
};

/** The whole room on a database of its own, in a world where time and the network are the test's. */
export function watchedRoom(options: { seed?: number; outside?: Partial<Outside> } = {}) {
  const world = virtualWorld(options.seed);
  const network = simulatedNetwork(world);
  const { db, close } = openTestDatabase();
  const pushed: PushEvent[] = [];
  const notes: { ticketId: number; text: string }[] = [];
  /** When devices were last seen, and which of them were told to be silent. */
  const seen = new Map<number, number>();
  const silent: number[] = [];
  const tickets: { organizationId: number; subject: string; description: string }[] = [];
  const { clock, timers, random } = world;
  const vault = memoryVault();
  const deps = {
    db,
    clock,
    log: silentLog,
    journal: createJournal(db, clock),
    push: (event: PushEvent) => void pushed.push(event),
    ...vault,
    organizationExists: (id: number) => id <= 3,
    organizationName: (id: number) => ['', 'MSP', 'Acme', 'Globex'][id],
    assetOrganization: (_caller: Caller, id: number) => (id <= 9 ? 1 : undefined),
    asset: () => undefined,
    assetAlike: () => undefined,
    devices: {
      lastSeenAt: (assetId: number) => seen.get(assetId) ?? null,
      onSilent: (assetId: number) => void silent.push(assetId),
      onHeard(assetId: number) {
        if (silent.includes(assetId)) silent.splice(silent.indexOf(assetId), 1);
      },
    },
    egress: createEgress({ rules: () => ({ privateHosts: [], loopback: true, ownPorts: [] }) }),
    tickets: {
      open: (_caller: Caller, ticket: (typeof tickets)[number]) => tickets.push(ticket),
      note: (_caller: Caller, ticketId: number, text: string) => void notes.push({ ticketId, text }),
      isOpen: (_caller: Caller, ticketId: number) => ticketId <= tickets.length,
    },
    outside: { timers, random, askOnline: network.askOnline, probe: network.probe, ...options.outside },
  };
  let uptime = createUptime(deps);
  return {
    world,
    network,
    db,
    pushed,
    notes,
    tickets,
    seen,
    silent,
    vault,
    get uptime() {
      return uptime;
    },
    add(count: number, given: Partial<NewMonitor> = {}): number[] {
      return Array.from({ length: count }, (_, index) => {
        const input = newMonitor.parse({
          name: `Monitor ${index + 1}`,
          type: 'http',
          url: `https://m${index + 1}.example`,
          ...given,
        });
        return uptime.handlers.monitors.create(systemCaller, input).record.id;
      });
    },
    get: (id: number) => uptime.handlers.monitors.get(systemCaller, { id }),
    /** What people were told, in order. */
    news: (kind?: OutageNews['kind']): OutageNews[] =>
      pushed
        .flatMap((event) => (event.type === 'outages' ? event.news : []))
        .filter((each) => kind === undefined || each.kind === kind),
    /** What the outside was told, in order. */
    events: () =>
      db.all<{ type: string; entity_id: number; organization_id: number; data: string; at: number }>(
        "SELECT type, entity_id, organization_id, data, at FROM event WHERE type LIKE 'monitor.%' ORDER BY id",
      ),
    /** The engine ends and another one starts on the same data. */
    restart(): void {
      uptime.stop();
      uptime = createUptime(deps);
      uptime.start();
    },
    stop(): void {
      uptime.stop();
      close();
    },
  };
}
export type WatchedRoom = ReturnType<typeof watchedRoom>;
