import type { z } from 'zod';
import type { Incident, incidentField, incidentFilter, IncidentRow } from '../../../shared/incident.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession, type OwnedPatch } from '../../lib/record-session.ts';

export type IncidentFilter = z.infer<typeof incidentFilter>;
type IncidentField = z.infer<typeof incidentField>;

/** What still wants somebody or has somebody: what the inbox holds unless another state is asked for. */
export const unclosed = ['open', 'acknowledged', 'muted'] as const;

/** What the screen of incidents keeps. They come and go with their monitors; people only answer them. */
export const incidents = createRecordSession<IncidentRow, IncidentFilter, OwnedPatch, Incident>({
  domain: 'incidents',
  noun: 'incident',
  client: {
    get: client.incidents.get,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, filter, ...input }) =>
      client.incidents.list({
        ...input,
        filter: { state: [...unclosed], ...filter },
        sort: sort.map((by) => ({ ...by, field: by.field as IncidentField })),
      }),
  },
  nameOf: ({ monitorName }) => monitorName,
  wholeFilter: {},
  firstSort: { by: 'openedAt', descending: true },
  firstPart: 'course',
});
