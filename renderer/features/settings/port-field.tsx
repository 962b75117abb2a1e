import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './settings.module.css';

/** A port as typed: 0 lets the system choose. Undefined where it is none. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text.trim())) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

export function PortField() {
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
        label="Port"
        inputMode="numeric"
        value={text}
        error={parsed === undefined ? 'A port is a number from 0 to 65535.' : undefined}
        hint={`${listening} Another port is used from the next start of Techbench on.`}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={parsed === undefined || parsed === port}>
        Keep
      </Button>
    </form>
  );
}
