import { BellOff, Clock } from 'lucide-react';
import { useState } from 'react';
import type { Alert, AlertFilter } from '../../../shared/alert.ts';
import { Picker } from '../../components/picker.tsx';
import type { RecordPickerProps } from '../../components/record-screen/record-pickers.tsx';
import { TechnicianChoice } from '../../components/technician-choice.tsx';
import { absoluteTime, momentTime } from '../../lib/format.ts';
import { parseSnooze } from '../../lib/snooze-times.ts';
import { assign, mute } from './alert-actions.ts';
import { muteTimes } from './mute-times.ts';

type AlertPickerProps = RecordPickerProps<Alert, AlertFilter, object, Alert>;

const untilItEnds = 'until-it-ends';
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** For how long nobody wants to hear of it; a time can be typed too. */
export function MutePicker({ session, ids, onClose }: AlertPickerProps) {
  const [now] = useState(Date.now);
  return (
    <Picker
      title={`Mute ${session.nameOf(ids)}`}
      placeholder="Until… 2h, 17:30, fri, 2027-03-01"
      options={[
        ...muteTimes(now).map(({ id, label, until }) => ({
          id: `${id}:${until}`,
          label,
          icon: <Clock {...icon} />,
          hint: momentTime(until, now),
        })),
        { id: untilItEnds, label: 'Until it ends', icon: <BellOff {...icon} /> },
      ]}
      fromText={(text) => {
        const until = parseSnooze(text, now);
        return until === null
          ? null
          : { id: `typed:${until}`, label: absoluteTime(until), icon: <Clock {...icon} /> };
      }}
      onPick={({ id }) => mute(ids, id === untilItEnds ? null : Number(id.split(':')[1]))}
      onClose={onClose}
    />
  );
}

/** Who looks after it. */
export function AssigneePicker({ session, ids, onClose }: AlertPickerProps) {
  return (
    <TechnicianChoice
      title={`Assign ${session.nameOf(ids)}`}
      placeholder="Assign to…"
      now={session.shared(ids, ({ assigneeId }) => assigneeId)}
      onPick={(technician) => assign(ids, technician)}
      onClose={onClose}
    />
  );
}
