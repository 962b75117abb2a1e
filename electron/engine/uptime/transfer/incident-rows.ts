import type { Caller } from '../../../../shared/caller.ts';
import type { IncidentInFile } from '../../../../shared/monitor-file.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId } from '../../database/journal.ts';
import { getRecord, insertRecord } from '../../database/records/record-repository.ts';
import type { WrittenRecord } from '../../platform/importer.ts';
import { planRows, type ImportOrganizations, type PlanOptions } from '../../platform/plan-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { addNote } from '../incidents/incident-notes.ts';
import { incidentTable, type StoredIncident } from '../incidents/incident-table.ts';
import type { IncidentRecords } from '../incidents/incidents.ts';

export interface IncidentRowDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly incidents: Pick<IncidentRecords, 'tell' | 'remove'>;
  readonly organizations: ImportOrganizations;
}

type Item = IncidentInFile & { readonly client: string | null };

/** Outages of a file of ours: history, of which nobody is told anything. */
export function createIncidentRows({ db, clock, incidents, organizations }: IncidentRowDeps) {
  return {
    /** @param idOf what became of the monitor that the file calls so */
    plan(
      rows: readonly IncidentInFile[],
      { exportedAt, ...options }: PlanOptions & { readonly exportedAt: number },
      idOf: (ref: number) => number | undefined,
    ) {
      return planRows<Item, StoredIncident, IncidentInFile>(rows, options, organizations, {
        noun: 'incident',
        read: (incident) => ({
          ...incident,
          client: incident.organization === '' ? null : incident.organization,
        }),
        title: ({ monitorName, openedAt }) =>
          `${monitorName}, ${new Date(openedAt).toISOString().slice(0, 16)}Z`,
        identity: ({ monitor, openedAt }) => ({ key: `${monitor} ${openedAt}`, words: 'This outage' }),
        find(organizationId, { monitor, openedAt }) {
          const monitorId = idOf(monitor);
          if (monitorId === undefined) return undefined;
          const found = db.get<{ id: number }>(
            `SELECT id FROM incident INDEXED BY incident_monitor_id
             WHERE monitor_id = ? AND opened_at = ? AND organization_id = ?`,
            [monitorId, openedAt, organizationId],
          );
          return found && getRecord(db, incidentTable, found.id);
        },
        // What happened here since is more than the file knows.
        patch: () => ({}),
        insert(item, organizationId): WrittenRecord {
          const { client: _client, organization: _organization, monitor, notes, ...incident } = item;
          const wasOpen = incident.closedAt === null;
          const now = clock.now();
          const record = insertRecord<StoredIncident>(db, incidentTable, {
            ...incident,
            organizationId,
            // A monitor that was refused leaves its history behind: nothing has this number.
            monitorId: idOf(monitor) ?? 0,
            ticketId: null,
            // Nobody here watched it go on: it ends where the file ends.
            ...(wasOpen && { state: 'closed' as const, closedAt: exportedAt }),
            createdAt: now,
            updatedAt: now,
          });
          for (const note of notes) addNote(db, record.id, note);
          if (wasOpen) {
            const text = 'It went on when this was exported.';
            addNote(db, record.id, { at: exportedAt, author: options.caller.name, kind: 'closed', text });
          }
          incidents.tell('created', [record]);
          return { entity: 'incident', entityId: record.id, before: null, after: { updatedAt: now } };
        },
        change: () => {
          throw new Error('An outage that is known is not changed');
        },
      });
    },
    takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept' {
      const incident = getRecord(db, incidentTable, record.entityId);
      if (!incident) return 'undone';
      if (incident.updatedAt !== record.after['updatedAt']) return 'kept';
      incidents.remove(caller, [incident.id], newChangeId(), 'import undone');
      return 'undone';
    },
  };
}
