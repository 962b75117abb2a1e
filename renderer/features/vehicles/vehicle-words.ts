import type { usualVehicleStatuses, Vehicle, VehiclePatch } from '../../../shared/vehicle.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { fieldLabels, fieldsOf, type RecordField } from '../../lib/record-field.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';

const statusLabels: Record<(typeof usualVehicleStatuses)[number], string> = {
  active: 'On the road',
  maintenance: 'In maintenance',
  out_of_service: 'Out of service',
  retired: 'Retired',
};

/** Words of a workspace's own stand as they were written. */
export function statusLabel(status: string): string {
  return Object.hasOwn(statusLabels, status) ? statusLabels[status as keyof typeof statusLabels] : status;
}

export const statusOptions = Object.entries(statusLabels).map(([value, label]) => ({ value, label }));

const { text, number, long } = fieldsOf<Vehicle, VehiclePatch>();

/** The written fields of a vehicle, in the order in which the detail shows them. */
export const vehicleFields: readonly RecordField<Vehicle, VehiclePatch>[] = [
  text('assignedTo', 'Driver', 200),
  text('licensePlate', 'License plate', 60, { mono: true }),
  text('make', 'Make', 120),
  text('model', 'Model', 120),
  number('year', 'Year'),
  text('vin', 'VIN', 60, { mono: true }),
  number('odometer', 'Odometer', { hint: 'As its dashboard shows it.' }),
  number('latitude', 'Latitude', { hint: 'Degrees, −90 to 90.' }),
  number('longitude', 'Longitude', { hint: 'Degrees, −180 to 180.' }),
  long('notes', 'Notes', 20_000),
];

const fieldNames = fieldLabels(vehicleFields);

/** One changed field of a vehicle in the technician's words. */
export function describeVehicleField(
  field: ChangedField,
  organizations: Pick<OrganizationNames, 'nameOf'>,
): FieldWords {
  return recordWords(field, fieldNames, {
    status: (value) => statusLabel(String(value)),
    organizationId: (value) => organizations.nameOf(Number(value)) ?? `organization ${String(value)}`,
  });
}
