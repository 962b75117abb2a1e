import { Building2, CircleDot, MapPin, UserRound } from 'lucide-react';
import type { Vehicle } from '../../../shared/vehicle.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, EditableTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { Properties, Property, PropertyList, valueButton } from '../../components/detail/property-list.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { RecordProperties } from '../../components/record-screen/record-properties.tsx';
import { absoluteTime } from '../../lib/format.ts';
import { openExternally } from '../../lib/open-externally.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { vehicles } from './vehicle-session.ts';
import { describeVehicleField, statusLabel, vehicleFields } from './vehicle-words.ts';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

export function VehicleDetail({ id }: { id: number }) {
  const organizations = useOrganizations();
  return (
    <RecordDetail
      session={vehicles}
      id={id}
      label={({ name }) => name}
      head={(vehicle) => <VehicleHead vehicle={vehicle} />}
      parts={(vehicle) => [
        { id: 'details', label: 'Details', content: <VehicleProperties key={id} vehicle={vehicle} /> },
      ]}
      describe={(field) => describeVehicleField(field, organizations)}
    />
  );
}

function VehicleHead({ vehicle }: { vehicle: Vehicle }) {
  const organizations = useOrganizations();
  const ask = (kind: string) => () => vehicles.ask(kind, [vehicle.id]);
  return (
    <DetailHead
      noun="vehicle"
      onClose={() => vehicles.cursor.open(null)}
      meta={<code>{vehicle.licensePlate ?? 'no plate noted'}</code>}
      title={
        <EditableTitle
          draftKey={`vehicle:${vehicle.id}:name`}
          label="Name"
          value={vehicle.name}
          maxLength={200}
          onKeep={(name) => void vehicles.patch([vehicle.id], { name }, 'renamed')}
        />
      }
    >
      <PropertyChip
        label="Status"
        value={statusLabel(vehicle.status)}
        keys="s"
        onClick={ask('status')}
        icon={<CircleDot {...icon} />}
      />
      <PropertyChip
        label="Driver"
        value={vehicle.assignedTo ?? 'Nobody'}
        keys="a"
        onClick={ask('assignedTo')}
        icon={<UserRound {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(vehicle.organizationId) ?? '…'}
        keys="c"
        onClick={ask('organization')}
        icon={<Building2 {...icon} />}
      />
    </DetailHead>
  );
}

function VehicleProperties({ vehicle }: { vehicle: Vehicle }) {
  return (
    <Properties>
      <PropertyList>
        <RecordProperties session={vehicles} record={vehicle} fields={vehicleFields} />
        <Property label="Position">
          <Position vehicle={vehicle} />
        </Property>
        <Property label="Since">{absoluteTime(vehicle.createdAt)}</Property>
        <Property label="Last change">{absoluteTime(vehicle.updatedAt)}</Property>
      </PropertyList>
    </Properties>
  );
}

/** Where it last was and since when that is known; the map is another program's and asks first. */
function Position({ vehicle: { latitude, longitude, locationAt } }: { vehicle: Vehicle }) {
  if (latitude === null || longitude === null) return 'Not known';
  const place = `${latitude}/${longitude}`;
  return (
    <>
      {locationAt === null ? 'Noted, since when is not known' : `As of ${absoluteTime(locationAt)}`}
      <Button
        variant="quiet"
        icon={MapPin}
        className={valueButton}
        onClick={() =>
          void openExternally(
            `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${place}`,
          )
        }
      >
        Show on a map
      </Button>
    </>
  );
}
