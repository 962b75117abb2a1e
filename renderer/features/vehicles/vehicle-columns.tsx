import type { Vehicle, VehicleField } from '../../../shared/vehicle.ts';
import { CodeCell, MutedCell, NameCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn, updatedColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { numberText } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { statusLabel } from './vehicle-words.ts';

type VehicleColumn = TableColumn<Vehicle> & { readonly sortKey?: VehicleField };

/** Filled while it drives, hollow while it cannot, dashed when it is gone. */
export function VehicleState({ status }: { status: string }) {
  const shape = ({ active: 'good', maintenance: 'warn', out_of_service: 'bad', retired: 'gone' } as const)[
    status
  ];
  return <StateDot shape={shape ?? 'plain'}>{statusLabel(status)}</StateDot>;
}

/** Every column of the vehicles table, in the built-in order. */
export function vehicleColumns(organizations: OrganizationNames): VehicleColumn[] {
  return [
    {
      id: 'name',
      name: 'Name',
      width: 200,
      minWidth: 140,
      fills: true,
      shown: true,
      sortKey: 'name',
      render: (row) => <NameCell text={row.name} />,
    },
    {
      id: 'status',
      name: 'Status',
      width: 110,
      minWidth: 60,
      shown: true,
      leaves: 7,
      sortKey: 'status',
      render: (row) => <VehicleState status={row.status} />,
    },
    {
      id: 'licensePlate',
      name: 'Plate',
      width: 90,
      minWidth: 60,
      shown: true,
      leaves: 6,
      sortKey: 'licensePlate',
      render: (row) => <CodeCell text={row.licensePlate} />,
    },
    {
      id: 'model',
      name: 'Make and model',
      width: 150,
      minWidth: 80,
      shown: true,
      leaves: 3,
      sortKey: 'make',
      render: (row) => <MutedCell text={[row.make, row.model].filter(Boolean).join(' ')} />,
    },
    {
      id: 'year',
      name: 'Year',
      width: 44,
      minWidth: 40,
      align: 'end',
      shown: true,
      leaves: 2,
      sortKey: 'year',
      render: (row) => <MutedCell text={row.year === null ? '—' : String(row.year)} />,
    },
    {
      id: 'assignedTo',
      name: 'Driver',
      width: 110,
      minWidth: 60,
      shown: true,
      leaves: 5,
      sortKey: 'assignedTo',
      render: (row) => <MutedCell text={row.assignedTo} />,
    },
    organizationColumn(organizations, 4),
    {
      id: 'vin',
      name: 'VIN',
      width: 140,
      minWidth: 60,
      shown: false,
      leaves: 1,
      sortKey: 'vin',
      render: (row) => <CodeCell text={row.vin} />,
    },
    {
      id: 'odometer',
      name: 'Odometer',
      width: 80,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 3,
      sortKey: 'odometer',
      render: (row) => <MutedCell text={row.odometer === null ? '—' : numberText(row.odometer)} />,
    },
    {
      id: 'located',
      name: 'Located',
      width: 64,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 2,
      sortKey: 'locationAt',
      render: (row) => <TimeCell at={row.locationAt} />,
    },
    updatedColumn(),
  ];
}
