import { incident, type Incident } from '../../../../shared/incident.ts';
import { recordTable } from '../../database/records/record-table.ts';

/** As it lies in its table; notes lie in one of their own. */
export type StoredIncident = Omit<Incident, 'notes'>;

export const incidentTable = recordTable<StoredIncident>({
  name: 'incident',
  fields: Object.keys(incident.omit({ notes: true }).shape) as (keyof StoredIncident)[],
  moments: ['createdAt', 'updatedAt', 'openedAt', 'closedAt', 'acknowledgedAt', 'quietUntil'],
  organization: 'organizationId',
  counted: ['state'],
  unlisted: ['excerpt'],
  unordered: [
    'monitorName',
    'monitorType',
    'error',
    'closedAt',
    'acknowledgedBy',
    'acknowledgedAt',
    'reason',
    'quietUntil',
    'ticketId',
    'createdAt',
    'updatedAt',
    'excerpt',
  ],
});
