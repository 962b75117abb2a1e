import { Car } from 'lucide-react';
import { useMemo } from 'react';
import type { Vehicle, VehicleFilter, VehiclePatch } from '../../../shared/vehicle.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { manyPart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { WordPicker } from '../../components/record-screen/record-pickers.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { NewVehicle } from './new-vehicle.tsx';
import { vehicleColumns } from './vehicle-columns.tsx';
import { VehicleDetail } from './vehicle-detail.tsx';
import { vehicles } from './vehicle-session.ts';
import { statusOptions, vehicleFields } from './vehicle-words.ts';

const group = 'Vehicles';
const actions: readonly Action[] = [
  asks(vehicles, group, 'status', 'Set status…', 's'),
  asks(vehicles, group, 'assignedTo', 'Set the driver…', 'a'),
  asks(vehicles, group, 'organization', 'Move to organization…', 'c'),
  asks(vehicles, group, 'field', 'Set any field…', 'e'),
];

const questions: RecordQuestions<Vehicle, VehicleFilter, VehiclePatch, Vehicle> = {
  status: (asked) => (
    <WordPicker
      {...asked}
      label="Status"
      options={statusOptions}
      read={({ status }) => status}
      patch={(status) => ({ status })}
      fromText={(text) => text}
    />
  ),
};

export function VehiclesScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const columns = useMemo(() => vehicleColumns(organizations), [organizations]);
  const filterParts = useMemo(
    () => [
      manyPart<VehicleFilter, 'status'>('status', 'Status', statusOptions),
      organizationPart<VehicleFilter>(organizations),
    ],
    [organizations],
  );
  return (
    <RecordScreen
      session={vehicles}
      title={group}
      icon={Car}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      empty={{
        title: 'No vehicles yet',
        text: 'Your own vans and those of your clients: who drives them, where they were last, what they need.',
      }}
      form={(onClose) => <NewVehicle onClose={onClose} />}
      actions={actions}
      detail={(id) => <VehicleDetail id={id} />}
      questions={questions}
      fields={vehicleFields}
    />
  );
}
