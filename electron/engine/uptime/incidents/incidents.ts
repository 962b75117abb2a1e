import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Incident, IncidentNote, incidentsContract } from '../../../../shared/incident.ts';
import { newChangeId } from '../../database/journal.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { WritableDb } from '../../database/db.ts';
import { createRecords, type RecordDeps, type Records } from '../../database/records/records.ts';
import { requireWriter } from '../../database/tenancy.ts';
import { addNote, notesOf } from './incident-notes.ts';
import { incidentTable, type StoredIncident } from './incident-table.ts';
import { createIncidentTickets, type IncidentTicketDeps } from './incident-tickets.ts';

export type IncidentRecords = Records<StoredIncident>;

export function createIncidentRecords(deps: RecordDeps): IncidentRecords {
  return createRecords<StoredIncident>(deps, { table: incidentTable, noun: 'incident', pushed: 'incidents' });
}

export interface IncidentDeps extends IncidentTicketDeps {
  readonly db: WritableDb;
  readonly records: IncidentRecords;
}

type Change = Partial<StoredIncident>;

/** Outages as people deal with them. */
export function createIncidents(deps: IncidentDeps): SyncDomainHandlers<typeof incidentsContract, Caller> {
  const { db, clock, records } = deps;
  const toTicket = createIncidentTickets(deps);

  function whole(stored: StoredIncident): Incident {
    return { ...stored, notes: notesOf(db, stored.id) };
  }

  function write(caller: Caller, incidentId: number, kind: IncidentNote['kind'], text: string): void {
    addNote(db, incidentId, { at: clock.now(), author: caller.name, kind, text });
  }

  /** The same for each of them, all or none, with a note of who did it. Closed ones stay closed. */
  function change(
    caller: Caller,
    ids: readonly number[],
    kind: IncidentNote['kind'],
    words: string,
    patch: (incident: StoredIncident) => Change,
  ): { incidents: Incident[] } {
    requireWriter(caller);
    return db.transaction(() => {
      const changeId = newChangeId();
      const applied = [...new Set(ids)].map((id) => {
        const before = records.reach(caller, id);
        if (before.state === 'closed') throw new AppError('conflict', 'That incident is closed.');
        write(caller, id, kind, words);
        return records.apply(caller, before, patch(before), changeId, kind);
      });
      records.tellChanges(applied);
      return { incidents: applied.map(({ record }) => whole(record)) };
    });
  }

  function quieten(
    caller: Caller,
    state: 'acknowledged' | 'muted',
    input: { ids: readonly number[]; until: number | null; reason: string | null },
  ): { incidents: Incident[] } {
    const { ids, until, reason } = input;
    return change(caller, ids, state, reason ?? '', () => ({
      state,
      reason,
      quietUntil: until,
      acknowledgedBy: caller.name,
      acknowledgedAt: clock.now(),
    }));
  }

  return {
    list(caller, { filter: { organizationId, monitorId, state }, sort, ...page }) {
      const found = records.list(caller, {
        ...page,
        sort: sort.length > 0 ? sort : [{ field: 'openedAt', descending: true }],
        equals: {
          ...(organizationId !== undefined && { organizationId }),
          ...(monitorId !== undefined && { monitorId }),
        },
        among: { ...(state && { state }) },
        conditions: [],
      });
      return { rows: found.rows, total: found.total };
    },
    get: (caller, { id }) => whole(records.reach(caller, id)),
    acknowledge: (caller, input) => quieten(caller, 'acknowledged', input),
    mute: (caller, input) => quieten(caller, 'muted', input),
    reopen: (caller, { ids }) => change(caller, ids, 'reopened', '', () => loud),
    note(caller, { id, text }) {
      requireWriter(caller);
      return db.transaction(() => {
        const before = records.reach(caller, id);
        write(caller, id, 'note', text);
        records.tellChanges([{ before, record: before, changed: true }]);
        return whole(before);
      });
    },
    close: (caller, { ids, reason }) =>
      change(caller, ids, 'closed', reason ?? 'Closed by hand.', () => ({
        state: 'closed',
        closedAt: clock.now(),
      })),
    toTicket(caller, { id }) {
      requireWriter(caller);
      return db.transaction(() => {
        const before = records.reach(caller, id);
        const { ticketId, outcome } = toTicket(caller, before);
        if (outcome === 'existing') return { ticketId, outcome, incident: whole(before) };
        const applied = records.apply(caller, before, { ticketId }, newChangeId(), 'ticket');
        write(
          caller,
          id,
          'ticket',
          outcome === 'created' ? 'Ticket opened.' : 'Added to the ticket of the last outage.',
        );
        records.tellChanges([applied]);
        return { ticketId, outcome, incident: whole(applied.record) };
      });
    },
  };
}

const loud = {
  state: 'open',
  reason: null,
  quietUntil: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
} satisfies Change;
