import { CheckField } from '../../components/field.tsx';
import { settingGroup, settingNote } from '../../components/setting-group.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { NotificationSettings } from './notification-settings.tsx';

export function SystemSettings() {
  const closeToTray = usePreference('closeToTray');
  const startAtLogin = usePreference('startAtLogin');
  const about = useAnswer('shell', 'about', {}).value;
  return (
    <>
      <div className={settingGroup}>
        <CheckField
          label="Keep running when the window is closed"
          hint="The local API and snoozed tickets go on; Techbench stays in the tray."
          checked={closeToTray}
          onChange={(event) => setPreferences({ closeToTray: event.target.checked })}
        />
        <CheckField
          label="Start when I sign in"
          checked={startAtLogin}
          onChange={(event) => setPreferences({ startAtLogin: event.target.checked })}
        />
      </div>
      <NotificationSettings />
      {about && (
        <p className={settingNote}>
          Techbench {about.version} on {about.platform}, Electron {about.electron}, Chromium {about.chrome}
        </p>
      )}
    </>
  );
}
