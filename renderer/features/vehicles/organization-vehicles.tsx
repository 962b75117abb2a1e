import { Car } from 'lucide-react';
import { RecordLines } from '../../components/record-lines.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { VehicleState } from './vehicle-columns.tsx';

interface OrganizationVehiclesProps {
  organizationId: number;
  onOpen: (id: number) => void;
}

/** The vehicles of one organization, by name. */
export function OrganizationVehicles({ organizationId, onOpen }: OrganizationVehiclesProps) {
  return (
    <RecordLines
      label="Vehicles of this organization"
      nouns="vehicles"
      icon={Car}
      answer={useAnswer('vehicles', 'list', {
        filter: { organizationId },
        sort: [{ field: 'name' }],
        limit: 100,
      })}
      line={({ name, status }) => ({ name, about: <VehicleState status={status} /> })}
      empty="Its vans and cars are listed here. Press g v to go to the vehicles."
      onOpen={onOpen}
    />
  );
}
