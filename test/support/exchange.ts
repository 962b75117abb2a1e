import { createJournal } from '../../electron/engine/database/journal.ts';
import { createDirectoryLookup } from '../../electron/engine/directory/lookup.ts';
import { createExchangeRoom } from '../../electron/engine/exchange-room.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createServiceDesk } from '../../electron/engine/service-desk/service-desk.ts';
import type { Caller } from '../../shared/caller.ts';
import type { EventType } from '../../shared/event-type.ts';
import type { PushEvent } from '../../shared/events.ts';
import { virtualClock } from './clock.ts';
import { openTestDatabase } from './database.ts';

export const ada: Caller = {
  kind: 'technician',
  technicianId: 1,
  name: 'Ada Byron',
  role: 'administrator',
  organizationId: null,
};

export type TestExchange = ReturnType<typeof openExchange>;

/** What follows the event log, on a database of its own, with organizations 1 to 3 and a clock that the test moves. */
export function openExchange() {
  const { db, close } = openTestDatabase();
  const clock = virtualClock();
  const pushed: PushEvent[] = [];
  const push = (event: PushEvent): void => void pushed.push(event);
  const journal = createJournal(db, clock);
  const lookup = createDirectoryLookup(db);
  const domain = { db, clock, journal, push };
  const serviceDesk = createServiceDesk({ ...domain, directory: lookup, assetNamed: () => null });
  const room = createExchangeRoom({ ...domain, ...lookup, log: silentLog, serviceDesk });
  return {
    db,
    clock,
    pushed,
    room,
    tickets: serviceDesk.handlers.tickets,
    /** Writes an event as whatever found it does, and lets the log be read. */
    happen(type: EventType, data: Record<string, unknown>, organizationId = 2) {
      db.transaction(() => journal.event({ type, organizationId, entityId: null, data }));
      room.events.drain();
    },
    close,
  };
}
