import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { settingGroup, settingHeading, settingNote } from '../../components/setting-group.ts';
import type { NotificationWishes } from '../../../shared/preferences.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';

const repeats = [5, 15, 30, 60, 240];
const usualQuiet = { fromMinute: 22 * 60, toMinute: 7 * 60 };

const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes after midnight of a field for times; undefined while it holds none. */
function minuteOf(text: string): number | undefined {
  const [hours, minutes] = text.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)
    ? undefined
    : hours * 60 + minutes;
}

/** What the system's own notifications tell of outages, and when they are silent. */
export function NotificationSettings() {
  const wishes = usePreference('notifications');
  const { quietHours } = wishes;
  const set = (patch: Partial<NotificationWishes>) =>
    setPreferences({ notifications: { ...wishes, ...patch } });
  const setQuiet = (side: 'fromMinute' | 'toMinute', text: string) => {
    const minute = minuteOf(text);
    if (minute !== undefined && quietHours) set({ quietHours: { ...quietHours, [side]: minute } });
  };
  return (
    <div className={settingGroup}>
      <h3 className={settingHeading}>Notifications</h3>
      <CheckField
        label="When something goes down"
        checked={wishes.onDown}
        onChange={(event) => set({ onDown: event.target.checked })}
      />
      <CheckField
        label="When it is back"
        checked={wishes.onUp}
        onChange={(event) => set({ onUp: event.target.checked })}
      />
      <SelectField
        label="Say it again while nobody has acknowledged it"
        value={String(wishes.repeatMinutes)}
        onChange={({ target }) =>
          set({ repeatMinutes: target.value === 'null' ? null : Number(target.value) })
        }
      >
        <option value="null">never</option>
        {[...new Set([...repeats, wishes.repeatMinutes ?? 15])]
          .toSorted((a, b) => a - b)
          .map((count) => (
            <option key={count} value={count}>
              {count < 60 ? `every ${count} min` : `every ${count / 60} h`}
            </option>
          ))}
      </SelectField>
      <CheckField
        label="Quiet hours"
        hint="Nothing is shown meanwhile; what is still down when they end is told then."
        checked={quietHours !== null}
        onChange={(event) => set({ quietHours: event.target.checked ? usualQuiet : null })}
      />
      {quietHours && (
        <>
          <TextField
            label="From"
            type="time"
            value={clockText(quietHours.fromMinute)}
            onChange={(event) => setQuiet('fromMinute', event.target.value)}
          />
          <TextField
            label="To"
            type="time"
            value={clockText(quietHours.toMinute)}
            onChange={(event) => setQuiet('toMinute', event.target.value)}
          />
        </>
      )}
      <p className={settingNote}>
        They come by the system and honour its do-not-disturb. The icon beside the clock tells what is down
        whatever is chosen here.
      </p>
    </div>
  );
}
