import type { Caller } from '../../../shared/caller.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { vehicle, type Vehicle, type VehicleField, type vehiclesContract } from '../../../shared/vehicle.ts';
import { recordTable } from '../database/records/record-table.ts';
import { createRecords, type RecordDeps } from '../database/records/records.ts';

export const vehicleTable = recordTable<Vehicle>({
  name: 'vehicle',
  fields: Object.keys(vehicle.shape) as VehicleField[],
  moments: ['createdAt', 'updatedAt', 'locationAt'],
  organization: 'organizationId',
  counted: ['status'],
  unordered: ['year', 'vin', 'odometer', 'latitude', 'longitude', 'locationAt', 'notes'],
});

/** The vans and cars of the MSP and its clients. */
export function createVehicles(deps: RecordDeps): SyncDomainHandlers<typeof vehiclesContract, Caller> {
  const records = createRecords<Vehicle>(deps, { table: vehicleTable, noun: 'vehicle', pushed: 'vehicles' });
  return {
    list(caller, { filter: { organizationId, status, equals }, ...page }) {
      return records.list(caller, {
        ...page,
        equals: { ...equals, ...(organizationId !== undefined && { organizationId }) },
        among: { ...(status && { status }) },
        conditions: [],
      });
    },
    ...records.handlers,
    create: (caller, input) => records.create(caller, input),
  };
}
