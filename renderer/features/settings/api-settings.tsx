import type { LocalApiSettings } from '../../../shared/local-api.ts';
import { CheckField } from '../../components/field.tsx';
import { LinesField } from '../../components/lines-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { settingGroup } from '../../components/setting-group.ts';
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
          label="Further names of this machine"
          hint="One a line, like techbench.lan. A request that names another machine is refused, so that no web page can pass itself off as this one."
          lines={settings.value.hostNames}
          keep={async (hostNames) => void (await client.localApi.set({ hostNames }))}
        />
        <LinesField
          key={`origins ${settings.value.origins.join()}`}
          label="Web pages that may call"
          hint="Origins, one a line, like https://tools.example. All others get nothing, whatever key they hold."
          lines={settings.value.origins}
          keep={async (origins) => void (await client.localApi.set({ origins }))}
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
