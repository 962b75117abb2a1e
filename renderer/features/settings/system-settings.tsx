import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { CheckField, TextField } from '../../components/field.tsx';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './settings.module.css';

/** A port as typed: 0 lets the system choose. Undefined where it is none. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text.trim())) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

function PortField() {
  const port = usePreference('port');
  const status = useAnswer('system', 'status', {}).value;
  const [text, setText] = useState(String(port));
  const parsed = parsePort(text);
  const listening = status?.address ? `It listens at ${status.address} now.` : 'It does not listen now.';
  return (
    <form
      className={styles['inline']}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed !== undefined && parsed !== port) setPreferences({ port: parsed });
      }}
    >
      <TextField
        label="Port of the local API"
        inputMode="numeric"
        value={text}
        error={parsed === undefined ? 'A port is a number from 0 to 65535.' : undefined}
        hint={`${listening} Another port is used from the next start of Techbench on. Only programs on this machine can reach it.`}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={parsed === undefined || parsed === port}>
        Keep
      </Button>
    </form>
  );
}

export function SystemSettings() {
  const closeToTray = usePreference('closeToTray');
  const startAtLogin = usePreference('startAtLogin');
  const about = useAnswer('shell', 'about', {}).value;
  return (
    <>
      <div className={styles['group']}>
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
      <div className={styles['group']}>
        <PortField />
      </div>
      {about && (
        <p className={styles['muted']}>
          Techbench {about.version} on {about.platform}, Electron {about.electron}, Chromium {about.chrome}
        </p>
      )}
    </>
  );
}
