import { Monitor } from 'lucide-react';
import { useState } from 'react';
import { publicId } from '../../../shared/public-id.ts';
import type { Ticket } from '../../../shared/ticket.ts';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { client } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { changeTickets, nameTickets } from './change-tickets.ts';
import { useNames } from './people.ts';
import type { TicketPickerProps } from './property-pickers.tsx';
import { ticketRows } from './rows.ts';

const shown = 30;
const unlinkId = 'none';
const typedPrefix = 'typed:';

/** Says which asset tickets are about; a name of the device that is no asset of ours is kept as it is. */
export function setDevice(ids: readonly number[], deviceId: string | null, done: string): void {
  void changeTickets({
    ids,
    patch: {},
    done,
    send: () => client.tickets.update({ ids: [...ids], patch: { deviceId } }),
  });
}

export function openAsset(assetId: number): void {
  navigate({ ...allRecords('assets'), recordId: assetId });
}

/** What a ticket says it is about: an asset, a device that names none, or nothing. */
export function assetText({ asset, deviceId }: Pick<Ticket, 'asset' | 'deviceId'>): string {
  if (asset) return asset.name;
  return deviceId === null ? 'No asset' : `${deviceId} (not linked)`;
}

/** An asset by words; those of the ticket's own organization are offered first. */
export function AssetPicker({ ids, onClose }: TicketPickerProps) {
  const [query, setQuery] = useState('');
  const names = useNames();
  const search = query.trim();
  const organizationId = ticketRows.get(ids[0]!)?.organizationId;
  const filter = search === '' && organizationId !== undefined ? { organizationId } : {};
  const answer = useAnswer('assets', 'list', { search, filter, sort: [{ field: 'name' }], limit: shown });
  const rows = answer.value?.rows ?? [];
  const unlink: PickerOption = { id: unlinkId, label: 'No asset' };
  const options: PickerOption[] = rows.map(({ id, name, organizationId: owner }) => ({
    id: String(id),
    label: name,
    icon: <Monitor size={14} strokeWidth={1.75} aria-hidden="true" />,
    hint: names.organization(owner),
  }));
  return (
    <Picker
      title={`Asset of ${nameTickets(ids)}`}
      placeholder="Name, serial number, address…"
      options={search === '' ? [...options, unlink] : options}
      onQuery={setQuery}
      fromText={(text) =>
        // What is found comes first: only words that no asset has become a device by name.
        answer.status !== 'ready' || rows.length > 0
          ? null
          : { id: `${typedPrefix}${text}`, label: text, hint: 'as a name, not linked' }
      }
      onPick={({ id, label }) => {
        if (id === unlinkId) setDevice(ids, null, 'about no asset any more');
        else if (id.startsWith(typedPrefix)) setDevice(ids, label, `about ${label}`);
        else setDevice(ids, publicId('device', Number(id)), `about ${label}`);
      }}
      onClose={onClose}
    />
  );
}
