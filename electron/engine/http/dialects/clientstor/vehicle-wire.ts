import { newVehicle, vehicle, vehiclePatch } from '../../../../../shared/vehicle.ts';
import { moment, numeric, wireTable } from '../../wire-table.ts';

export const vehicleTable = wireTable({
  record: vehicle,
  created: newVehicle,
  patch: vehiclePatch,
  unknown: 'ignored',
  names: {
    id: 'id',
    organization: 'organizationId',
    name: 'name',
    make: 'make',
    model: 'model',
    year: 'year',
    vin: 'vin',
    license_plate: 'licensePlate',
    status: 'status',
    odometer: 'odometer',
    assigned_to: 'assignedTo',
    latitude: 'latitude',
    longitude: 'longitude',
    location_at: 'locationAt',
    notes: 'notes',
    created_at: 'createdAt',
    updated_at: 'updatedAt',
  },
  spelled: {
    id: numeric(vehicle.shape.id),
    organizationId: numeric(vehicle.shape.organizationId),
    year: numeric(vehicle.shape.year),
    odometer: numeric(vehicle.shape.odometer),
    latitude: numeric(vehicle.shape.latitude),
    longitude: numeric(vehicle.shape.longitude),
    locationAt: moment('nullable'),
    createdAt: moment('always'),
    updatedAt: moment('always'),
  },
});
