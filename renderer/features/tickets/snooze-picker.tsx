import { useState } from 'react';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { absoluteTime } from '../../lib/format.ts';
import { nameTickets } from './change-tickets.ts';
import type { TicketPickerProps } from './property-pickers.tsx';
import { ticketRows } from './rows.ts';
import { parseSnooze, snoozeTimes } from '../../lib/snooze-times.ts';
import { snooze } from './ticket-verbs.ts';

const wakeId = 'wake';

export function SnoozePicker({ ids, onClose }: TicketPickerProps) {
  const [now] = useState(Date.now);
  const times = snoozeTimes(now);
  const asleep = ids.some((id) => (ticketRows.get(id)?.snoozedUntil ?? null) !== null);
  const options: PickerOption[] = [
    ...(asleep ? [{ id: wakeId, label: 'Wake up now' }] : []),
    ...times.map(({ id, label, until }) => ({ id, label, hint: absoluteTime(until) })),
  ];
  return (
    <Picker
      title={`Snooze ${nameTickets(ids)}`}
      placeholder="Until… (4h, 2d, 17:30, fri 14:00)"
      options={options}
      emptyText="Not a time. Try 4h, 2d, 17:30, fri 14:00 or 2027-03-01."
      fromText={(text) => {
        const until = parseSnooze(text, now);
        return until === null ? null : { id: `at-${until}`, label: absoluteTime(until), hint: 'as typed' };
      }}
      onPick={({ id }) => {
        const until = id.startsWith('at-')
          ? Number(id.slice(3))
          : times.find((time) => time.id === id)?.until;
        snooze(ids, id === wakeId ? null : (until ?? null));
      }}
      onClose={onClose}
    />
  );
}
