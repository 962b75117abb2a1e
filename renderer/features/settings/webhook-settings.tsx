import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { LinesField } from '../../components/lines-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { settingGroup, settingInline } from '../../components/setting-group.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import { client } from '../../lib/client.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { HookListenerSettings } from './hook-listener-settings.tsx';

/** Where webhooks may go besides the internet, where they come in, and how long what they did is kept. */
export function WebhookSettings() {
  const settings = useAnswer('webhooks', 'settings', {});
  const listener = useAnswer('connections', 'listener', {});
  const failed = settings.error ?? listener.error;
  if (failed) {
    return (
      <Notice tone="bad" title="The settings could not be read">
        {failed.message}
      </Notice>
    );
  }
  if (!settings.value || !listener.value)
    return <Skeleton rows={6} label="Loading the settings of webhooks" />;
  const { privateHosts, keptDays } = settings.value;
  return (
    <>
      <div className={settingGroup}>
        <LinesField
          key={privateHosts.join()}
          label="Hosts inside that webhooks may reach"
          hint="One a line, as the address spells it: 127.0.0.1, 10.0.0.5, hooks.office.lan. Everything else in private networks is refused."
          lines={privateHosts}
          keep={async (hosts) => void (await client.webhooks.configure({ privateHosts: hosts }))}
        />
        <KeptDays key={keptDays} days={keptDays} />
      </div>
      <HookListenerSettings listener={listener.value} />
    </>
  );
}

function KeptDays({ days }: { days: number }) {
  const [text, setText] = useState(String(days));
  const submit = useSubmit();
  const wanted = Number(text);
  const changed = text.trim() !== '' && wanted !== days;
  return (
    <form
      className={settingInline}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !submit.busy) {
          void submit.run(async () => void (await client.webhooks.configure({ keptDays: wanted })));
        }
      }}
    >
      <TextField
        label="Days that events and finished deliveries are kept"
        inputMode="numeric"
        value={text}
        error={submit.errors['keptDays'] ?? submit.problem ?? undefined}
        hint="At least 30: so long a delivery that comes again is known."
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!changed || submit.busy}>
        Keep
      </Button>
    </form>
  );
}
