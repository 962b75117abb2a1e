import { Picker } from '../../components/picker.tsx';
import { useNow } from '../../lib/clock.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { showToast } from '../../lib/toasts.ts';
import { laterTimes } from './later-times.ts';

/** Silence for every notification, whatever goes down; what is down is told when it ends. */
export function SilencePicker({ onClose }: { onClose: () => void }) {
  const silentUntil = usePreference('silentUntil');
  const now = useNow();
  const times = laterTimes(now);
  const isSilent = silentUntil !== null && silentUntil > now;
  return (
    <Picker
      title="Mute notifications"
      placeholder="Until when…"
      options={[
        ...(isSilent ? [{ id: 'speak', label: 'Speak again now' }] : []),
        ...times.map(({ id, label }) => ({ id, label })),
      ]}
      onPick={({ id, label }) => {
        const at = times.find((each) => each.id === id)?.at ?? null;
        setPreferences({ silentUntil: at });
        showToast(at === null ? 'Notifications are shown again' : `No notifications for ${label}`);
      }}
      onClose={onClose}
    />
  );
}
