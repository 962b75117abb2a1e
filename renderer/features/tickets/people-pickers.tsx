import { useEffect, useState } from 'react';
import { Avatar } from '../../components/avatar.tsx';
import { Picker } from '../../components/picker.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure } from '../../lib/toasts.ts';
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

/** The watchers of each ticket, undefined until all of them are known. */
function useWatchers(ids: readonly number[]): ReadonlyMap<number, readonly number[]> | undefined {
  const [watchers, setWatchers] = useState<ReadonlyMap<number, readonly number[]>>();
  const key = ids.join();
  useEffect(() => {
    let alive = true;
    Promise.all(key.split(',').map((id) => client.tickets.get({ id: Number(id) }))).then(
      (tickets) => alive && setWatchers(new Map(tickets.map(({ id, watcherIds }) => [id, watcherIds]))),
      (error: unknown) => showFailure(`The watchers could not be read: ${errorMessage(error)}`),
    );
    return () => {
      alive = false;
    };
  }, [key]);
  return watchers;
}

/** Who is told about the tickets. A tick means: watches all of them; choosing makes it so, or ends it for all. */
export function WatchersPicker({ ids, onClose }: TicketPickerProps) {
  const { technicians } = useNames();
  const stored = useWatchers(ids);
  const [changed, setChanged] = useState<ReadonlyMap<number, readonly number[]>>();
  const watchers = changed ?? stored;
  const watchesAll = (who: number) => ids.every((id) => watchers?.get(id)?.includes(who) ?? false);
  return (
    <Picker
      title={`Watchers of ${nameTickets(ids)}`}
      placeholder="Add or take away…"
      multiple
      options={technicians
        .filter((technician) => technician.active)
        .map((technician) => ({
          id: String(technician.id),
          label: technician.name,
          icon: <Avatar name={technician.name} />,
          checked: watchesAll(technician.id),
        }))}
      onPick={(option) => {
        if (!watchers) return;
        const who = Number(option.id);
        const leaves = watchesAll(who);
        const next = new Map(
          [...watchers].map(([id, watching]) => {
            const others = watching.filter((each) => each !== who);
            return [id, leaves ? others : [...others, who]] as const;
          }),
        );
        setChanged(next);
        void changeTickets({
          ids,
          patch: {},
          done: leaves ? `no longer watched by ${option.label}` : `watched by ${option.label}`,
          // Each ticket has watchers of its own, so each is a change of its own.
          send: () =>
            Promise.all(
              [...next].map(([id, watcherIds]) =>
                client.tickets.update({ ids: [id], patch: { watcherIds: [...watcherIds] } }),
              ),
            ),
          onRefused: () => setChanged(undefined),
        });
      }}
      onClose={onClose}
    />
  );
}
