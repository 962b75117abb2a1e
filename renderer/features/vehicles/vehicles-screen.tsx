import { Car } from 'lucide-react';
import { useMemo } from 'react';
import type { VehicleFilter } from '../../../shared/vehicle.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { FieldSetter } from '../../components/record-screen/field-setter.tsx';
import { manyPart, onePart } from '../../components/record-screen/filter-part.ts';
import { OrganizationPicker, WordPicker } from '../../components/record-screen/record-pickers.tsx';
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

export function VehiclesScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const columns = useMemo(() => vehicleColumns(organizations), [organizations]);
  const filterParts = useMemo(
    () => [
      manyPart<VehicleFilter, 'status'>('status', 'Status', statusOptions),
      onePart<VehicleFilter, 'organizationId'>(
        'organizationId',
        'Organization',
        organizations.all.map(({ id, name }) => ({ value: id, label: name })),
      ),
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
      newLabel="New vehicle"
      onNew={() => vehicles.ask('new', [])}
      actions={actions}
      detail={(id) => <VehicleDetail id={id} />}
      overlay={(kind, ids, onClose) => <Overlay kind={kind} ids={ids} onClose={onClose} />}
    />
  );
}

interface OverlayProps {
  kind: string;
  ids: readonly number[];
  onClose: () => void;
}

function Overlay({ kind, ids, onClose }: OverlayProps) {
  const asked = { session: vehicles, ids, onClose };
  switch (kind) {
    case 'new':
      return <NewVehicle onClose={onClose} />;
    case 'status':
      return (
        <WordPicker
          {...asked}
          label="Status"
          options={statusOptions}
          read={({ status }) => status}
          patch={(status) => ({ status })}
          fromText={(text) => text}
        />
      );
    case 'organization':
      return <OrganizationPicker {...asked} />;
    default:
      return <FieldSetter {...asked} fields={vehicleFields} fieldId={kind} />;
  }
}
