import { systemCaller } from '../../../shared/caller.ts';
import { newChangeId } from '../database/journal.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';
import type { TicketChanges } from './ticket-changes.ts';
import { getTicketRecord, updateTicket } from './ticket-repository.ts';

/** Brings snoozed tickets whose time has come back to the inbox, marked unread. Answers how many. */
export function wakeSnoozed(deps: ServiceDeskDeps, changes: TicketChanges): number {
  const { db, clock } = deps;
  const due = db.all<{ id: number }>(
    'SELECT id FROM ticket WHERE snoozed_until IS NOT NULL AND snoozed_until <= ? ORDER BY snoozed_until LIMIT 500',
    [clock.now()],
  );
  if (due.length === 0) return 0;
  db.transaction(() => {
    const changeId = newChangeId();
    const woken = due.map(({ id }) => {
      const record = getTicketRecord(db, id)!;
      const awake = changes.apply(systemCaller, record, { snoozedUntil: null }, changeId, 'woke up');
      return updateTicket(db, awake, { unread: 1 });
    });
    changes.announce(woken);
  });
  return due.length;
}
