import { z } from 'zod';
import { id, nullableTimestamp, optionalText, requiredText, timestamp } from './identity.ts';
import { equalTo, recordContract } from './records.ts';

/** Statuses that every fleet has; a workspace may use words of its own beside them. */
export const usualVehicleStatuses = ['active', 'maintenance', 'out_of_service', 'retired'] as const;

const status = requiredText(60);

const writable = {
  organizationId: id,
  name: requiredText(200),
  make: optionalText(120),
  model: optionalText(120),
  year: z.int().min(1886).max(2200).nullable(),
  vin: optionalText(60),
  licensePlate: optionalText(60),
  status,
  /** In the unit that its dashboard shows. */
  odometer: z.int().min(0).max(100_000_000).nullable(),
  /** Who drives it. */
  assignedTo: optionalText(200),
  /** Degrees, WGS 84: where it last was, and since when that is known. */
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  locationAt: nullableTimestamp,
  notes: z.string().max(20_000),
};

export const vehicle = z.object({ id, ...writable, createdAt: timestamp, updatedAt: timestamp });
export type Vehicle = z.infer<typeof vehicle>;

export const newVehicle = z.strictObject({
  ...writable,
  organizationId: id.optional(),
  make: writable.make.default(null),
  model: writable.model.default(null),
  year: writable.year.default(null),
  vin: writable.vin.default(null),
  licensePlate: writable.licensePlate.default(null),
  status: status.default('active'),
  odometer: writable.odometer.default(null),
  assignedTo: writable.assignedTo.default(null),
  latitude: writable.latitude.default(null),
  longitude: writable.longitude.default(null),
  locationAt: nullableTimestamp.default(null),
  notes: writable.notes.default(''),
});
export type NewVehicle = z.infer<typeof newVehicle>;

export const vehiclePatch = z.strictObject(writable).partial();
export type VehiclePatch = z.infer<typeof vehiclePatch>;

export const vehicleField = vehicle.keyof();
export type VehicleField = z.infer<typeof vehicleField>;

export const vehicleFilter = z.strictObject({
  organizationId: id.optional(),
  status: z.array(status).max(30).optional(),
  equals: equalTo(vehicleField).optional(),
});
export type VehicleFilter = z.infer<typeof vehicleFilter>;

export const vehiclesContract = recordContract({
  row: vehicle,
  whole: vehicle,
  created: newVehicle,
  patch: vehiclePatch,
  filter: vehicleFilter.default({}),
  field: vehicleField,
});
