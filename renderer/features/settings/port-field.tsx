import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { settingInline } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';

/** A port as typed: 0 lets the system choose. Undefined where it is none. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text.trim())) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

/** Moves the local API at once; a port that cannot be used is told here, and the old one goes on. */
export function PortField() {
  const port = usePreference('port');
  const status = useAnswer('system', 'status', {}).value;
  const [text, setText] = useState(String(port));
  const submit = useSubmit();
  const parsed = parsePort(text);
  const listening = status?.address ? `It listens at ${status.address}.` : 'It does not listen now.';
  const wrong = parsed === undefined ? 'A port is a number from 0 to 65535.' : submit.problem;
  const move = async (wanted: number): Promise<void> => {
    await client.localApi.listenAt({ port: wanted });
    setPreferences({ port: wanted });
  };
  return (
    <form
      className={settingInline}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed !== undefined && parsed !== port && !submit.busy) void submit.run(() => move(parsed));
      }}
    >
      <TextField
        label="Port"
        inputMode="numeric"
        value={text}
        error={wrong ?? undefined}
        hint={`${listening} Another port is used at once; programs must be told the new address.`}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={parsed === undefined || parsed === port || submit.busy}>
        Keep
      </Button>
    </form>
  );
}
