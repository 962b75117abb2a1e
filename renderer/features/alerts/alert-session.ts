import type { Alert, AlertField, AlertFilter } from '../../../shared/alert.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

/** What still asks for something. */
export const unresolved: AlertFilter = { state: ['open', 'acknowledged', 'muted'] };

/** What the alerts screen keeps. Alerts come by themselves; what people do about them is in `alert-actions`. */
export const alerts = createRecordSession<Alert, AlertFilter, object>({
  domain: 'alerts',
  noun: 'alert',
  client: {
    get: client.alerts.get,
    undo: client.alerts.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.alerts.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as AlertField })),
      }),
  },
  nameOf: ({ title }) => title,
  wholeFilter: unresolved,
  firstSort: { by: 'lastSeenAt', descending: true },
  firstPart: 'about',
});
