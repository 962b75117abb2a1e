import type { Alert, alertsContract } from '../../shared/alert.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Incident, incidentsContract } from '../../shared/incident.ts';
import type { SyncDomainHandlers } from '../../shared/procedure.ts';
import { monitorTroubleKey } from './alerts/alert-events.ts';
import type { WritableDb } from './database/db.ts';

type AlertHandlers = SyncDomainHandlers<typeof alertsContract, Caller>;
type IncidentHandlers = SyncDomainHandlers<typeof incidentsContract, Caller>;

export interface OutageAlertsDeps {
  readonly db: WritableDb;
  readonly alerts: OutageAlerts;
  readonly incidents: IncidentHandlers;
}

export interface OutageAlerts {
  readonly handlers: AlertHandlers;
  /** The alert of a trouble that is not resolved. */
  readonly find: (dedupeKey: string) => number | undefined;
  readonly linkTicket: (caller: Caller, id: number, ticketId: number) => Alert;
}

const unclosed = ['open', 'acknowledged', 'muted'] as const;
const ownMonitor = /^monitor\/(\d+)$/;

/**
 * An outage of our own is an incident, with what happened, and an alert, beside those of other services. People
 * answer either: what is done to one is done to the other, in the same transaction. Only an alert that is resolved
 * while the outage goes on leaves its incident alone: resolving can be taken back and closing cannot, and how long it
 * really lasted is for the incident to say, which closes when the monitor is up again.
 */
export function joinOutagesAndAlerts(deps: OutageAlertsDeps): {
  readonly alerts: AlertHandlers;
  readonly incidents: IncidentHandlers;
} {
  const { db, incidents } = deps;
  const alerts = deps.alerts.handlers;

  function alertsOf(changed: readonly Incident[]): number[] {
    return changed.flatMap(({ monitorId }) => deps.alerts.find(monitorTroubleKey(monitorId)) ?? []);
  }

  function incidentsOf(caller: Caller, changed: readonly Alert[]): number[] {
    return changed.flatMap(({ dedupeKey }) => {
      const monitorId = Number(ownMonitor.exec(dedupeKey)?.[1]);
      return Number.isNaN(monitorId) ? [] : goingOn(caller, monitorId);
    });
  }

  /** The outage of a monitor that is not over; of one that was deleted there is none. */
  function goingOn(caller: Caller, monitorId: number): number[] {
    const filter = { monitorId, state: [...unclosed] };
    const { rows } = incidents.list(caller, { filter, search: '', sort: [], offset: 0, limit: 1 });
    return rows.map(({ id }) => id);
  }

  /** Does it to the one, then to the others that belong to it. */
  function both<Output>(
    own: () => Output,
    idsOf: (output: Output) => number[],
    other: (ids: number[]) => unknown,
  ): Output {
    return db.transaction(() => {
      const output = own();
      const ids = idsOf(output);
      if (ids.length > 0) other(ids);
      return output;
    });
  }

  return {
    incidents: {
      ...incidents,
      acknowledge: (caller, input) =>
        both(
          () => incidents.acknowledge(caller, input),
          (output) => alertsOf(output.incidents),
          (ids) => alerts.acknowledge(caller, { ids }),
        ),
      mute: (caller, input) =>
        both(
          () => incidents.mute(caller, input),
          (output) => alertsOf(output.incidents),
          (ids) => alerts.mute(caller, { ids, until: input.until }),
        ),
      reopen: (caller, input) =>
        both(
          () => incidents.reopen(caller, input),
          (output) => alertsOf(output.incidents),
          (ids) => alerts.reopen(caller, { ids }),
        ),
      close: (caller, input) =>
        both(
          () => incidents.close(caller, input),
          (output) => alertsOf(output.incidents),
          (ids) => alerts.resolve(caller, { ids }),
        ),
      toTicket: (caller, input) =>
        db.transaction(() => {
          const output = incidents.toTicket(caller, input);
          for (const id of alertsOf([output.incident])) {
            deps.alerts.linkTicket(caller, id, output.ticketId);
          }
          return output;
        }),
    },
    alerts: {
      ...alerts,
      acknowledge: (caller, input) =>
        both(
          () => alerts.acknowledge(caller, input),
          (output) => incidentsOf(caller, output.records),
          (ids) => incidents.acknowledge(caller, { ids, until: null, reason: null }),
        ),
      mute: (caller, input) =>
        both(
          () => alerts.mute(caller, input),
          (output) => incidentsOf(caller, output.records),
          (ids) => incidents.mute(caller, { ids, until: input.until, reason: null }),
        ),
      reopen: (caller, input) =>
        both(
          () => alerts.reopen(caller, input),
          (output) => incidentsOf(caller, output.records),
          (ids) => incidents.reopen(caller, { ids }),
        ),
      /** The incident knows more of the outage, and tells its ticket when that is over. */
      openTicket: (caller, { id }) =>
        db.transaction(() => {
          const [incident] = incidentsOf(caller, [alerts.get(caller, { id })]);
          if (incident === undefined) return alerts.openTicket(caller, { id });
          const { ticketId, outcome } = incidents.toTicket(caller, { id: incident });
          const alert = deps.alerts.linkTicket(caller, id, ticketId);
          return { alert, ticketId, created: outcome === 'created' };
        }),
    },
  };
}
