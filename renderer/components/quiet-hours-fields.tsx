import { TextField } from './field.tsx';

/** A daily span, in minutes after midnight. */
interface DailySpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const usualQuiet: DailySpan = { fromMinute: 22 * 60, toMinute: 7 * 60 };

/** `22:00` */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes after midnight of a field for times; undefined while it holds none. */
function minuteOf(text: string): number | undefined {
  const [hours, minutes] = text.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)
    ? undefined
    : hours * 60 + minutes;
}

interface QuietHoursFieldsProps {
  value: DailySpan;
  onChange: (value: DailySpan) => void;
}

/** From when to when nothing is told. */
export function QuietHoursFields({ value, onChange }: QuietHoursFieldsProps) {
  const set = (side: keyof DailySpan, text: string) => {
    const minute = minuteOf(text);
    if (minute !== undefined) onChange({ ...value, [side]: minute });
  };
  return (
    <>
      <TextField
        label="From"
        type="time"
        value={clockText(value.fromMinute)}
        onChange={(event) => set('fromMinute', event.target.value)}
      />
      <TextField
        label="To"
        type="time"
        value={clockText(value.toMinute)}
        onChange={(event) => set('toMinute', event.target.value)}
      />
    </>
  );
}
