import { FlaskConical, Pencil, Power, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { RmmIntegration } from '../../../shared/rmm.ts';
import { rmmVendors } from '../../../shared/rmm-vendor.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, FixedTitle } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useActions, type Action } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { absoluteTime, numberText, plural } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { DeviceLines } from './device-lines.tsx';
import { RunLines } from './run-lines.tsx';
import { failureLabels, standingOf } from './rmm-words.ts';
import { SiteLines } from './site-lines.tsx';

interface IntegrationDetailProps {
  integration: RmmIntegration;
  ask: (kind: 'edit' | 'remove') => void;
  onClose: () => void;
}

async function attempt(what: string, work: () => Promise<string | null>): Promise<void> {
  try {
    const told = await work();
    if (told !== null) showToast(told);
  } catch (error) {
    showFailure(`${what}: ${errorMessage(error)}`);
  }
}

const sync = ({ id }: RmmIntegration) =>
  void attempt('Not synced', async () => {
    await client.rmm.sync({ id });
    return null;
  });

const test = ({ id, name }: RmmIntegration) =>
  void attempt('Not tested', async () => {
    const result = await client.rmm.test({ id });
    if (result.state === 'failed') throw new Error(result.detail);
    return `${name} answered, with ${plural(result.devices, 'device')} to begin with`;
  });

const toggle = ({ id, name, enabled }: RmmIntegration) =>
  void attempt('Not switched', async () => {
    await client.rmm.update({ id, patch: { enabled: !enabled } });
    return `${name} switched ${enabled ? 'off' : 'on'}`;
  });

/** One account: how it does, and what waits for somebody to say. */
export function IntegrationDetail({ integration, ask, onClose }: IntegrationDetailProps) {
  const { name, vendor, enabled, counts } = integration;
  const [part, setPart] = useState('overview');
  const action = (id: string, title: string, keys: string, run: () => void): Action => ({
    id: `rmm.${id}`,
    name: title,
    group: 'RMM',
    keys: [keys],
    run,
  });
  useActions([
    action('sync', 'Sync now', 'n', () => sync(integration)),
    action('test', 'Test the credentials', 't', () => test(integration)),
    action('edit', 'Edit the integration', 'e', () => ask('edit')),
    action('toggle', 'Switch the integration on or off', 'p', () => toggle(integration)),
    action('remove', 'Delete the integration', 'delete', () => ask('remove')),
  ]);
  const state = standingOf(integration);
  const { site } = rmmVendors[vendor];
  return (
    <DetailPane
      id="rmm-detail"
      label={name}
      of="the integration"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="integration"
          onClose={onClose}
          meta={<StateDot shape={state.shape}>{state.text}</StateDot>}
          title={<FixedTitle>{name}</FixedTitle>}
        >
          <Button
            icon={RefreshCw}
            keys="n"
            disabled={integration.running !== null}
            onClick={() => sync(integration)}
          >
            Sync
          </Button>
          <Button icon={FlaskConical} keys="t" onClick={() => test(integration)}>
            Test
          </Button>
          <Button icon={Pencil} keys="e" onClick={() => ask('edit')}>
            Edit
          </Button>
          <Button icon={Power} keys="p" onClick={() => toggle(integration)}>
            {enabled ? 'Switch off' : 'Switch on'}
          </Button>
        </DetailHead>
      }
      parts={[
        {
          id: 'overview',
          label: 'Overview',
          content: (
            <>
              <Trouble integration={integration} />
              <ToSettle integration={integration} onPart={setPart} />
              <Overview integration={integration} onRemove={() => ask('remove')} />
              <RunLines integrationId={integration.id} />
            </>
          ),
        },
        {
          id: 'sites',
          label: counts.openSites > 0 ? `Clients (${numberText(counts.openSites)})` : 'Clients',
          content: <SiteLines integrationId={integration.id} noun={site} />,
        },
        {
          id: 'questions',
          label: counts.asking > 0 ? `Questions (${numberText(counts.asking)})` : 'Questions',
          content: <DeviceLines key="asking" integrationId={integration.id} only="asking" />,
        },
        {
          id: 'devices',
          label: 'Devices',
          content: <DeviceLines key="all" integrationId={integration.id} only={null} />,
        },
      ]}
    />
  );
}

function Trouble({ integration }: { integration: RmmIntegration }) {
  const { standing } = integration;
  if (standing.state !== 'failing' && standing.state !== 'stopped') return null;
  const title = `${failureLabels[standing.failure]} since ${absoluteTime(standing.since)}`;
  const known =
    standing.completeAt === null
      ? 'No sync was complete yet.'
      : `What is shown is of ${absoluteTime(standing.completeAt)}.`;
  return (
    <Properties>
      <Notice tone={standing.state === 'stopped' ? 'bad' : 'warn'} title={title}>
        {standing.detail} {known}{' '}
        {standing.state === 'stopped'
          ? 'Nothing is asked until the credentials are changed, or you sync by hand.'
          : 'It is tried again by itself.'}
      </Notice>
    </Properties>
  );
}

function ToSettle({ integration, onPart }: { integration: RmmIntegration; onPart: (part: string) => void }) {
  const { counts, vendor } = integration;
  if (counts.openSites === 0 && counts.asking === 0) return null;
  return (
    <Properties>
      <Notice
        tone="info"
        title="It waits for you"
        actions={
          <>
            {counts.openSites > 0 && <Button onClick={() => onPart('sites')}>Clients</Button>}
            {counts.asking > 0 && <Button onClick={() => onPart('questions')}>Questions</Button>}
          </>
        }
      >
        {counts.openSites > 0 &&
          `Without a client here: ${plural(counts.openSites, rmmVendors[vendor].site)}. `}
        {counts.asking > 0 && `Perhaps an asset already: ${plural(counts.asking, 'device')}.`}
      </Notice>
    </Properties>
  );
}

function Overview({ integration, onRemove }: { integration: RmmIntegration; onRemove: () => void }) {
  const { vendor, baseUrl, counts, nextRunAt, ownNetwork, standing } = integration;
  return (
    <Properties>
      <PropertyList>
        <Property label="Service">{rmmVendors[vendor].name}</Property>
        <Property label="Address">
          <code>{baseUrl}</code>
          {ownNetwork && ' (private network)'}
        </Property>
        <Property label="Devices">
          {numberText(counts.devices)}, {numberText(counts.linked)} of them assets
        </Property>
        <Property label="Missing">
          {counts.missing + counts.stale === 0
            ? 'None'
            : `${numberText(counts.missing)} in the last sync, ${numberText(counts.stale)} in two or more`}
        </Property>
        <Property label="Last complete">
          {standing.state === 'complete' ? <Time at={standing.at} form="moment" /> : completeText(standing)}
        </Property>
        <Property label="Next sync">
          {nextRunAt === null ? 'Not planned' : <Time at={nextRunAt} form="moment" />}
        </Property>
      </PropertyList>
      <p>
        <Button keys="delete" onClick={onRemove}>
          Delete
        </Button>
      </p>
    </Properties>
  );
}

function completeText(standing: RmmIntegration['standing']): string {
  return 'completeAt' in standing && standing.completeAt !== null
    ? absoluteTime(standing.completeAt)
    : 'Never';
}
