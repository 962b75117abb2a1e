import type { z } from 'zod';
import type { maintenanceField, maintenancePatch, MaintenanceWindow } from '../../../shared/maintenance.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

export type MaintenancePatch = z.infer<typeof maintenancePatch>;
export interface MaintenanceFilter {
  readonly organizationId?: number | undefined;
}

/** What the screen of maintenance windows keeps. */
export const maintenance = createRecordSession<MaintenanceWindow, MaintenanceFilter, MaintenancePatch>({
  domain: 'maintenance',
  noun: 'window',
  client: {
    get: client.maintenance.get,
    update: client.maintenance.update,
    remove: client.maintenance.remove,
    undo: client.maintenance.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.maintenance.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as z.infer<typeof maintenanceField> })),
      }),
  },
  nameOf: ({ name }) => name,
  wholeFilter: {},
  firstSort: { by: 'name', descending: false },
  firstPart: 'details',
  startsClosed: true,
});
