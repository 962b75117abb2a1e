import { FlaskConical, Pencil, Power } from 'lucide-react';
import { useState } from 'react';
import type { Channel, ChannelOutcome } from '../../../shared/channel.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, faintCode, FixedTitle } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useActions, type Action } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { absoluteTime } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { NotificationLines } from './notification-lines.tsx';
import { addressOf, healthOf, kindLabels, securityLabels } from './notification-words.ts';

export type AskChannel = (kind: 'edit' | 'remove') => void;

interface ChannelDetailProps {
  channel: Channel;
  ask: AskChannel;
  onNotification: (id: number) => void;
  onReveal: (secret: string) => void;
  onClose: () => void;
}

/** What a try came to: under way, or the far side's own words. */
type Trial = 'none' | 'under_way' | ChannelOutcome | { readonly outcome: 'not_sent'; readonly words: string };

export function ChannelDetail({ channel, ask, onNotification, onReveal, onClose }: ChannelDetailProps) {
  const [part, setPart] = useState('log');
  const [trial, setTrial] = useState<Trial>('none');
  const log = useAnswer('notifications', 'list', { filter: { channelId: channel.id }, limit: 50 });
  const test = () => {
    if (trial === 'under_way') return;
    setTrial('under_way');
    client.channels
      .test({ id: channel.id })
      .then(setTrial, (error: unknown) => setTrial({ outcome: 'not_sent', words: errorMessage(error) }));
  };
  const toggle = () => void setEnabled(channel, !channel.enabled);
  const rotate = () =>
    void client.channels.rotateSecret({ id: channel.id }).then(
      ({ secret }) => secret !== null && onReveal(secret),
      (error: unknown) => showFailure(`No new secret: ${errorMessage(error)}`),
    );
  const action = (id: string, name: string, keys: string, run: () => void): Action => ({
    id: `channel.${id}`,
    name,
    group: 'Notifications',
    keys: [keys],
    run,
  });
  useActions([
    action('edit', 'Edit the channel', 'e', () => ask('edit')),
    action('test', 'Test the channel', 't', test),
    action('toggle', 'Switch the channel on or off', 'p', toggle),
    action('remove', 'Delete the channel', 'delete', () => ask('remove')),
  ]);
  const health = healthOf(channel);
  return (
    <DetailPane
      id="channel-detail"
      label={channel.name}
      of="the channel"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="channel"
          onClose={onClose}
          meta={
            <>
              <StateDot shape={health.shape}>{health.text}</StateDot>
              <span className={faintCode}>{kindLabels[channel.kind]}</span>
            </>
          }
          title={<FixedTitle>{channel.name}</FixedTitle>}
        >
          <Button icon={FlaskConical} keys="t" disabled={trial === 'under_way'} onClick={test}>
            Test
          </Button>
          <Button icon={Pencil} keys="e" onClick={() => ask('edit')}>
            Edit
          </Button>
          <Button icon={Power} keys="p" onClick={toggle}>
            {channel.enabled ? 'Switch off' : 'Switch on'}
          </Button>
        </DetailHead>
      }
      parts={[
        {
          id: 'log',
          label: 'Sent by it',
          content: (
            <>
              <Trouble channel={channel} trial={trial} />
              <NotificationLines
                label="Sent by this channel"
                answer={log}
                onOpen={onNotification}
                empty="Nothing was sent by it yet. Press t to send a test."
              />
            </>
          ),
        },
        {
          id: 'settings',
          label: 'Settings',
          content: <ChannelProperties channel={channel} ask={ask} onRotate={rotate} />,
        },
      ]}
    />
  );
}

async function setEnabled(channel: Channel, enabled: boolean): Promise<void> {
  try {
    await client.channels.update({ id: channel.id, patch: { enabled } });
    showToast(`${channel.name} switched ${enabled ? 'on' : 'off'}`);
  } catch (error) {
    showFailure(`Not switched: ${errorMessage(error)}`);
  }
}

const trialTitles = {
  sent: 'The test was taken',
  refused: 'The test was refused',
  failed: 'The test did not get through',
  not_sent: 'The test was not sent',
} as const;

/** What a test came to, else what stands between the channel and its messages. */
function Trouble({ channel, trial }: { channel: Channel; trial: Trial }) {
  if (trial === 'under_way') {
    return (
      <Properties>
        <Notice tone="info" title="A test is on its way" />
      </Properties>
    );
  }
  if (trial !== 'none') {
    const took = 'durationMs' in trial ? ` It took ${trial.durationMs} ms.` : '';
    return (
      <Properties>
        <Notice tone={trial.outcome === 'sent' ? 'info' : 'bad'} title={trialTitles[trial.outcome]}>
          {trial.words}
          {took}
        </Notice>
      </Properties>
    );
  }
  if (channel.failingSince === null) return null;
  return (
    <Properties>
      <Notice tone="warn" title={`Nothing got through since ${absoluteTime(channel.failingSince)}`}>
        {channel.lastError ?? 'No attempt succeeded.'}
      </Notice>
    </Properties>
  );
}

interface ChannelPropertiesProps {
  channel: Channel;
  ask: AskChannel;
  onRotate: () => void;
}

function ChannelProperties({ channel, ask, onRotate }: ChannelPropertiesProps) {
  const organizations = useOrganizations();
  const { settings } = channel;
  return (
    <Properties>
      <PropertyList>
        <Property label="Leads to">{addressOf(channel)}</Property>
        <Property label="For">
          {channel.organizationId === null
            ? 'every organization'
            : (organizations.nameOf(channel.organizationId) ?? '…')}
        </Property>
        {settings.kind === 'email' && (
          <>
            <Property label="Encryption">{securityLabels[settings.security]}</Property>
            <Property label="Login">{settings.user === '' ? 'None' : settings.user}</Property>
            <Property label="Password">{channel.hasSecret ? 'In the vault' : 'None'}</Property>
            <Property label="To">{settings.recipients.join(', ') || 'Whom each rule names'}</Property>
          </>
        )}
        <Property label="Last sent">
          {channel.lastSentAt === null ? 'Never' : <Time at={channel.lastSentAt} form="moment" />}
        </Property>
        <Property label="Made">
          <Time at={channel.createdAt} form="moment" />
        </Property>
      </PropertyList>
      <p>
        {channel.kind === 'webhook' && <Button onClick={onRotate}>New signing secret</Button>}{' '}
        <Button keys="delete" onClick={() => ask('remove')}>
          Delete
        </Button>
      </p>
    </Properties>
  );
}
