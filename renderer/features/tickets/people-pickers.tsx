import { Avatar } from '../../components/avatar.tsx';
import { Picker } from '../../components/picker.tsx';
import { client } from '../../lib/client.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { changeTickets, nameTickets } from './change-tickets.ts';
import { useNames } from './people.ts';
import type { TicketPickerProps } from './property-pickers.tsx';
import { moveToOrganization } from './ticket-verbs.ts';

export function OrganizationPicker({ ids, onClose }: TicketPickerProps) {
  const { organizations } = useNames();
  return (
    <Picker
      title={`Organization of ${nameTickets(ids)}`}
      placeholder="Move to…"
      options={organizations
        .filter(({ active }) => active)
        .map(({ id, name }) => ({ id: String(id), label: name }))}
      onPick={(option) => {
        const organization = organizations.find(({ id }) => String(id) === option.id);
        if (organization) moveToOrganization(ids, organization);
      }}
      onClose={onClose}
    />
  );
}

/** Who is told about a ticket. Watchers are the ticket's own, so only one ticket is asked about at a time. */
export function WatchersPicker({ ids, onClose }: TicketPickerProps) {
  const { technicians } = useNames();
  const id = ids[0]!;
  const ticket = useAnswer('tickets', 'get', { id }).value;
  const watching = ticket?.watcherIds ?? [];
  return (
    <Picker
      title={`Watchers of ${nameTickets([id])}`}
      placeholder="Add or take away…"
      multiple
      options={technicians
        .filter((technician) => technician.active)
        .map((technician) => ({
          id: String(technician.id),
          label: technician.name,
          icon: <Avatar name={technician.name} />,
          checked: watching.includes(technician.id),
        }))}
      onPick={(option) => {
        if (!ticket) return;
        const who = Number(option.id);
        const watcherIds = watching.includes(who)
          ? watching.filter((each) => each !== who)
          : [...watching, who];
        void changeTickets({
          ids: [id],
          patch: {},
          done: watching.includes(who)
            ? `no longer watched by ${option.label}`
            : `watched by ${option.label}`,
          send: () => client.tickets.update({ ids: [id], patch: { watcherIds } }),
        });
      }}
      onClose={onClose}
    />
  );
}
