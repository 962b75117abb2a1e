import type { Alert, AlertSeverity } from '../../../shared/alert.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { TicketPriority } from '../../../shared/ticket.ts';
import type { WritableDb } from '../database/db.ts';

export interface AlertTicketDeps {
  readonly db: WritableDb;
  /** @returns the number of the new ticket */
  readonly openTicket: (
    caller: Caller,
    ticket: {
      readonly organizationId: number;
      readonly subject: string;
      readonly description: string;
      readonly priority: TicketPriority;
    },
  ) => number;
  /** Whether there is such a ticket that is neither resolved nor closed. */
  readonly ticketIsOpen: (caller: Caller, id: number) => boolean;
}

interface AlertRecords {
  reach(caller: Caller, id: number): Alert;
}

type Change = (
  caller: Caller,
  ids: readonly number[],
  patchOf: () => Partial<Alert>,
) => { readonly records: Alert[] };

const priorities: Record<AlertSeverity, TicketPriority> = {
  critical: 'critical',
  warning: 'high',
  info: 'medium',
};

/** One ticket for each trouble: a monitor that goes down again while its ticket is open gets no second one. */
export function createAlertTickets(deps: AlertTicketDeps, records: AlertRecords, change: Change) {
  const { db } = deps;

  function openAlready(caller: Caller, { dedupeKey }: Alert): number | undefined {
    const last = db.get<{ ticket_id: number }>(
      'SELECT ticket_id FROM alert WHERE dedupe_key = ? AND ticket_id IS NOT NULL ORDER BY id DESC LIMIT 1',
      [dedupeKey],
    );
    return last && deps.ticketIsOpen(caller, last.ticket_id) ? last.ticket_id : undefined;
  }

  return {
    open(caller: Caller, { id }: { readonly id: number }) {
      return db.transaction(() => {
        const alert = records.reach(caller, id);
        const existing = openAlready(caller, alert);
        const ticketId = existing ?? deps.openTicket(caller, wordsOf(alert));
        const changed = change(caller, [id], () => ({ ticketId }));
        return { alert: changed.records[0]!, ticketId, created: existing === undefined };
      });
    },
  };
}

function wordsOf({ organizationId, title, detail, severity, link, createdAt }: Alert) {
  const since = new Date(createdAt).toISOString();
  return {
    organizationId,
    subject: title.slice(0, 200),
    description: [detail, `Since ${since}, told by the alert at ${link}.`]
      .filter((line) => line !== '')
      .join('\n\n'),
    priority: priorities[severity],
  };
}
