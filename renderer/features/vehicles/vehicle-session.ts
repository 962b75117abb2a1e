import type { Vehicle, VehicleField, VehicleFilter, VehiclePatch } from '../../../shared/vehicle.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

/** What the vehicles screen keeps. */
export const vehicles = createRecordSession<Vehicle, VehicleFilter, VehiclePatch>({
  domain: 'vehicles',
  noun: 'vehicle',
  client: {
    get: client.vehicles.get,
    update: client.vehicles.update,
    remove: client.vehicles.remove,
    undo: client.vehicles.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.vehicles.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as VehicleField })),
      }),
  },
  nameOf: ({ name }) => name,
  wholeFilter: {},
  firstSort: { by: 'name', descending: false },
  firstPart: 'details',
});
