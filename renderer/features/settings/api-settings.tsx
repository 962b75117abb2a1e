import { useState } from 'react';
import type { LocalApiSettings } from '../../../shared/local-api.ts';
import { Button } from '../../components/button.tsx';
import { CheckField, TextAreaField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { settingGroup, settingInline } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { PlanSettings } from './plan-settings.tsx';
import { PortField } from './port-field.tsx';

/** Where the local API listens, whom it answers, and what the workspace's plan is. */
export function ApiSettings() {
  const settings = useAnswer('localApi', 'get', {});
  if (settings.status === 'loading') return <Skeleton rows={6} label="Loading the settings of the API" />;
  if (!settings.value) {
    return (
      <Notice tone="bad" title="The settings could not be read">
        {settings.error?.message}
      </Notice>
    );
  }
  return (
    <>
      <div className={settingGroup}>
        <PortField />
        <InterfaceField settings={settings.value} />
      </div>
      <div className={settingGroup}>
        <LinesField
          key={`names ${settings.value.hostNames.join()}`}
          name="hostNames"
          label="Further names of this machine"
          hint="One a line, like techbench.lan. A request that names another machine is refused, so that no web page can pass itself off as this one."
          lines={settings.value.hostNames}
        />
        <LinesField
          key={`origins ${settings.value.origins.join()}`}
          name="origins"
          label="Web pages that may call"
          hint="Origins, one a line, like https://tools.example. All others get nothing, whatever key they hold."
          lines={settings.value.origins}
        />
      </div>
      <PlanSettings />
    </>
  );
}

function InterfaceField({ settings: { listenOn, hostNames } }: { settings: LocalApiSettings }) {
  const submit = useSubmit();
  const isOpen = listenOn === 'network';
  const choose = (open: boolean) =>
    void submit.run(async () => {
      await client.localApi.set({ listenOn: open ? 'network' : 'loopback' });
    });
  return (
    <>
      <CheckField
        label="Let other machines reach it"
        hint="Listens on every interface of this machine. Changes at once; running requests get two seconds to end."
        checked={isOpen}
        disabled={submit.busy}
        onChange={(event) => choose(event.target.checked)}
      />
      {isOpen && (
        <Notice tone="warn" title="Whoever reaches this machine may try keys">
          Requests travel unencrypted. Leave this on only in a network that you trust
          {hostNames.length === 0
            ? ', and name this machine below: until then it answers to nobody else.'
            : '.'}
        </Notice>
      )}
      {submit.problem !== null && (
        <Notice tone="bad" title="Not changed">
          {submit.problem}
        </Notice>
      )}
    </>
  );
}

interface LinesFieldProps {
  name: 'hostNames' | 'origins';
  label: string;
  hint: string;
  lines: readonly string[];
}

function LinesField({ name, label, hint, lines }: LinesFieldProps) {
  const [text, setText] = useState(lines.join('\n'));
  const submit = useSubmit();
  const wanted = text.split(/\s+/).filter(Boolean);
  const changed = wanted.join() !== lines.join();
  const refused = Object.entries(submit.errors).map(([path, message]) => {
    const at = Number(path.split('.')[1]);
    return `${wanted[at] ?? 'It'} ${message}`;
  });
  return (
    <form
      className={settingInline}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !submit.busy) {
          void submit.run(async () => {
            await client.localApi.set({ [name]: wanted });
          });
        }
      }}
    >
      <TextAreaField
        label={label}
        hint={hint}
        rows={3}
        value={text}
        error={refused[0] ?? submit.problem ?? undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!changed || submit.busy}>
        Keep
      </Button>
    </form>
  );
}
