import { CheckField, SelectField } from '../../components/field.tsx';
import { QuietHoursFields, usualQuiet } from '../../components/quiet-hours-fields.tsx';
import { settingGroup, settingHeading, settingNote } from '../../components/setting-group.ts';
import type { NotificationWishes } from '../../../shared/preferences.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';

const repeats = [5, 15, 30, 60, 240];
/** What the system's own notifications tell of outages, and when they are silent. */
export function NotificationSettings() {
  const wishes = usePreference('notifications');
  const { quietHours } = wishes;
  const set = (patch: Partial<NotificationWishes>) =>
    setPreferences({ notifications: { ...wishes, ...patch } });
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
      {quietHours && <QuietHoursFields value={quietHours} onChange={(next) => set({ quietHours: next })} />}
      <p className={settingNote}>
        They come by the system and honour its do-not-disturb. The icon beside the clock tells what is down
        whatever is chosen here.
      </p>
    </div>
  );
}
