import { useState } from 'react';
import { everyInterface, type HookListener } from '../../../shared/connection.ts';
import { Button } from '../../components/button.tsx';
import { CopyLine } from '../../components/copy-line.tsx';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { settingGroup, settingInline } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { parsePort } from './port-field.tsx';

type Wish = Partial<HookListener['settings']>;

/** The second listener, for webhooks and nothing else: whether, at which address of this machine, and under which URL. */
export function HookListenerSettings({ listener }: { listener: HookListener }) {
  const submit = useSubmit();
  const { settings, state } = listener;
  const set = (wish: Wish) => void submit.run(async () => void (await client.connections.setListener(wish)));
  return (
    <div className={settingGroup}>
      <CheckField
        label="Take webhooks from other machines"
        hint="A listener of its own. It answers under /hooks/ and nowhere else; every webhook must be signed."
        checked={settings.lan}
        disabled={submit.busy}
        onChange={(event) => set({ lan: event.target.checked })}
      />
      <AddressField listener={listener} disabled={submit.busy} onChoose={(address) => set({ address })} />
      <ListenerPort
        key={settings.port}
        port={settings.port}
        busy={submit.busy}
        onKeep={(port) => set({ port })}
      />
      {submit.problem !== null && (
        <Notice tone="bad" title="Not changed">
          {submit.problem}
        </Notice>
      )}
      <ListenerState state={state} busy={submit.busy} onRetry={() => set({})} />
    </div>
  );
}

interface AddressFieldProps {
  listener: HookListener;
  disabled: boolean;
  onChoose: (address: string) => void;
}

function AddressField({ listener: { settings, choices }, disabled, onChoose }: AddressFieldProps) {
  const isGone =
    settings.address !== everyInterface && choices.every(({ address }) => address !== settings.address);
  return (
    <SelectField
      label="It listens at"
      hint="One address keeps it out of the other networks that this machine is in."
      value={settings.address}
      disabled={disabled}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value={everyInterface}>Every address of this machine</option>
      {choices.map(({ address, name, internal }) => (
        <option key={address} value={address}>
          {internal ? `${address}, for a tunnel on this machine` : `${address} (${name})`}
        </option>
      ))}
      {isGone && (
        <option value={settings.address}>{settings.address}, which this machine does not have now</option>
      )}
    </SelectField>
  );
}

interface ListenerPortProps {
  port: number;
  busy: boolean;
  onKeep: (port: number) => void;
}

function ListenerPort({ port, busy, onKeep }: ListenerPortProps) {
  const [text, setText] = useState(String(port));
  const parsed = parsePort(text);
  return (
    <form
      className={settingInline}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed !== undefined && parsed !== port && !busy) onKeep(parsed);
      }}
    >
      <TextField
        label="Its port"
        inputMode="numeric"
        value={text}
        error={parsed === undefined ? 'A port is a number from 0 to 65535.' : undefined}
        hint="0 lets the system choose another one at each start."
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={parsed === undefined || parsed === port || busy}>
        Keep
      </Button>
    </form>
  );
}

interface ListenerStateProps {
  state: HookListener['state'];
  busy: boolean;
  onRetry: () => void;
}

function ListenerState({ state, busy, onRetry }: ListenerStateProps) {
  switch (state.state) {
    case 'off':
      return null;
    case 'failed':
      return (
        <Notice
          tone="bad"
          title="It does not listen"
          actions={
            <Button disabled={busy} onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {state.detail} It is tried again by itself, and starts as soon as it can.
        </Notice>
      );
    case 'listening':
      return state.urls.length === 0 ? (
        <Notice tone="warn" title="It listens, but this machine is in no network now">
          Its address stands here when there is one.
        </Notice>
      ) : (
        <>
          {state.urls.map((url) => (
            <CopyLine key={url} label="Other machines reach it at" text={url} />
          ))}
        </>
      );
  }
}
