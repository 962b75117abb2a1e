import { alert, type Alert, type AlertField } from '../../../shared/alert.ts';
import { recordTable } from '../database/records/record-table.ts';

export const alertTable = recordTable<Alert>({
  name: 'alert',
  fields: Object.keys(alert.shape) as AlertField[],
  moments: ['createdAt', 'updatedAt', 'lastSeenAt', 'mutedUntil', 'acknowledgedAt', 'resolvedAt'],
  organization: 'organizationId',
  counted: ['state', 'kind'],
  unordered: [
    'kind',
    'severity',
    'title',
    'detail',
    'dedupeKey',
    'monitorName',
    'connectionId',
    'link',
    'mutedUntil',
    'assigneeId',
    'ticketId',
    'occurrences',
    'acknowledgedBy',
    'acknowledgedAt',
    'resolvedBy',
    'resolvedAt',
  ],
});
