import type { Caller } from '../../../../shared/caller.ts';
import { publicId } from '../../../../shared/public-id.ts';
import type { WritableDb } from '../../database/db.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import { monitorTable } from '../monitor-table.ts';
import type { StoredIncident } from './incident-table.ts';
import { ticketText } from './incident-words.ts';

/** What incidents ask of the service desk. */
export interface IncidentTickets {
  open(
    caller: Caller,
    ticket: {
      readonly organizationId: number;
      readonly subject: string;
      readonly description: string;
      readonly priority: 'high';
      readonly deviceId: string | null;
    },
  ): number;
  /** An internal note. */
  note(caller: Caller, ticketId: number, text: string): void;
  /** Whether it can still be worked on: neither closed nor out of the caller's reach. */
  isOpen(caller: Caller, ticketId: number): boolean;
}

export interface IncidentTicketDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly tickets: IncidentTickets;
  readonly organizationName: (id: number) => string | undefined;
}

/** A second outage of the same monitor within this is the same trouble. */
const sameTroubleMs = 3_600_000;

/** Finds or makes the ticket of an outage, inside the caller's transaction. */
export function createIncidentTickets({ db, tickets, organizationName }: IncidentTicketDeps) {
  /** The ticket of the outage before, where that ended within the hour before this one began. */
  function lately(incident: StoredIncident): number | undefined {
    return db.get<{ ticket_id: number }>(
      `SELECT ticket_id FROM incident WHERE monitor_id = ? AND id < ? AND ticket_id IS NOT NULL
         AND (closed_at IS NULL OR closed_at >= ?) ORDER BY id DESC LIMIT 1`,
      [incident.monitorId, incident.id, incident.openedAt - sameTroubleMs],
    )?.ticket_id;
  }

  return (
    caller: Caller,
    incident: StoredIncident,
  ): { readonly ticketId: number; readonly outcome: 'created' | 'appended' | 'existing' } => {
    if (incident.ticketId !== null) return { ticketId: incident.ticketId, outcome: 'existing' };
    const monitor = getRecord(db, monitorTable, incident.monitorId);
    const text = ticketText(incident, monitor, organizationName(incident.organizationId) ?? '');
    const earlier = lately(incident);
    if (earlier !== undefined && tickets.isOpen(caller, earlier)) {
      tickets.note(caller, earlier, `Down again.\n\n${text}`);
      return { ticketId: earlier, outcome: 'appended' };
    }
    const ticketId = tickets.open(caller, {
      organizationId: incident.organizationId,
      subject: `${incident.monitorName} is down`,
      description: text,
      priority: 'high',
      deviceId: monitor?.assetId == null ? null : publicId('device', monitor.assetId),
    });
    return { ticketId, outcome: 'created' };
  };
}
