import { useState } from 'react';
import { FlaskConical, Pencil, Power, ScrollText } from 'lucide-react';
import { publicId } from '../../../shared/public-id.ts';
import type { Webhook } from '../../../shared/webhook.ts';
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
import { DeliveryLines } from './delivery-lines.tsx';
import { eventWords } from '../../lib/event-words.ts';
import { healthOf, nameOfEndpoint } from './webhook-words.ts';

export type AskWebhook = (kind: 'edit' | 'rotate' | 'remove' | 'test') => void;

interface WebhookDetailProps {
  webhook: Webhook;
  ask: AskWebhook;
  onDelivery: (id: number) => void;
  onLog: () => void;
  onClose: () => void;
}

async function setEnabled(webhook: Webhook, enabled: boolean): Promise<void> {
  try {
    await client.webhooks.update({ id: webhook.id, patch: { enabled } });
    showToast(`${nameOfEndpoint(webhook)} switched ${enabled ? 'on' : 'off'}`);
  } catch (error) {
    showFailure(`Not switched: ${errorMessage(error)}`);
  }
}

export function WebhookDetail({ webhook, ask, onDelivery, onLog, onClose }: WebhookDetailProps) {
  const [part, setPart] = useState('deliveries');
  const log = useAnswer('deliveries', 'list', { filter: { webhookId: webhook.id }, limit: 50 });
  const toggle = () => void setEnabled(webhook, !webhook.enabled);
  const action = (id: string, name: string, keys: string, run: () => void): Action => ({
    id: `webhook.${id}`,
    name,
    group: 'Webhooks',
    keys: [keys],
    run,
  });
  useActions([
    action('edit', 'Edit the endpoint', 'e', () => ask('edit')),
    action('test', 'Send a test event', 't', () => ask('test')),
    action('toggle', 'Switch the endpoint on or off', 'p', toggle),
    action('rotate', 'New signing secret', 'r', () => ask('rotate')),
    action('remove', 'Delete the endpoint', 'delete', () => ask('remove')),
  ]);
  return (
    <DetailPane
      id="webhook-detail"
      label={nameOfEndpoint(webhook)}
      of="the endpoint"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="endpoint"
          onClose={onClose}
          meta={
            <>
              <StateDot shape={healthOf(webhook).shape}>{healthOf(webhook).text}</StateDot>
              <span className={faintCode}>{publicId('webhook', webhook.id)}</span>
            </>
          }
          title={<FixedTitle>{nameOfEndpoint(webhook)}</FixedTitle>}
        >
          <Button icon={FlaskConical} keys="t" onClick={() => ask('test')}>
            Test
          </Button>
          <Button icon={Pencil} keys="e" onClick={() => ask('edit')}>
            Edit
          </Button>
          <Button icon={Power} keys="p" onClick={toggle}>
            {webhook.enabled ? 'Switch off' : 'Switch on'}
          </Button>
        </DetailHead>
      }
      parts={[
        {
          id: 'deliveries',
          label: 'Deliveries',
          content: (
            <>
              <Trouble webhook={webhook} />
              <DeliveryLines
                label="Deliveries to this endpoint"
                answer={log}
                onOpen={onDelivery}
                foot={
                  <Properties>
                    <p>
                      <Button icon={ScrollText} keys="l" onClick={onLog}>
                        All deliveries
                      </Button>
                    </p>
                  </Properties>
                }
              />
            </>
          ),
        },
        { id: 'settings', label: 'Settings', content: <WebhookProperties webhook={webhook} ask={ask} /> },
      ]}
    />
  );
}

/** What stands between it and its events. */
function Trouble({ webhook }: { webhook: Webhook }) {
  const { disabledReason, failingSince, lastError } = webhook;
  if (webhook.enabled && failingSince === null) return null;
  if (webhook.enabled) {
    return (
      <Properties>
        <Notice tone="warn" title={`Nothing has arrived since ${absoluteTime(failingSince!)}`}>
          {lastError ?? 'No attempt succeeded.'} Attempts go on; after five days it is switched off.
        </Notice>
      </Properties>
    );
  }
  if (disabledReason === 'by_hand' || disabledReason === null) return null;
  return (
    <Properties>
      <Notice
        tone="bad"
        title={disabledReason === 'gone' ? 'It said that it is gone (410)' : 'It failed for five days'}
        actions={<Button onClick={() => void setEnabled(webhook, true)}>Switch it on</Button>}
      >
        {lastError} Nothing is sent to it until it is switched on; what failed can be sent again then.
      </Notice>
    </Properties>
  );
}

function WebhookProperties({ webhook, ask }: { webhook: Webhook; ask: AskWebhook }) {
  const organizations = useOrganizations();
  return (
    <Properties>
      <PropertyList>
        <Property label="Address">
          <code>{webhook.url}</code>
        </Property>
        <Property label="Events of">
          {webhook.organizationId === null
            ? 'every organization'
            : (organizations.nameOf(webhook.organizationId) ?? '…')}
        </Property>
        <Property label="Hears">
          {webhook.events.includes('*') ? (
            'Every event'
          ) : (
            <ul>
              {webhook.events.map((name) => (
                <li key={name}>
                  <code title={name === '*' ? undefined : eventWords[name]}>{name}</code>
                </li>
              ))}
            </ul>
          )}
        </Property>
        <Property label="Body">
          {webhook.payload === 'clientstor' ? 'With the organization (ClientSt0r)' : 'OneClickIT'}
        </Property>
        <Property label="Own headers">
          {webhook.headerNames.length === 0 ? 'None' : webhook.headerNames.join(', ')}
        </Property>
        {webhook.previousSecretUntil !== null && (
          <Property label="Old secret">
            signs too until <Time at={webhook.previousSecretUntil} form="moment" />
          </Property>
        )}
        <Property label="Last arrived">
          {webhook.lastSuccessAt === null ? 'Never' : <Time at={webhook.lastSuccessAt} form="moment" />}
        </Property>
        <Property label="Last failed">
          {webhook.lastFailureAt === null ? 'Never' : <Time at={webhook.lastFailureAt} form="moment" />}
        </Property>
        <Property label="Made">
          <Time at={webhook.createdAt} form="moment" />
        </Property>
      </PropertyList>
      <p>
        <Button keys="r" onClick={() => ask('rotate')}>
          New signing secret
        </Button>{' '}
        <Button keys="delete" onClick={() => ask('remove')}>
          Delete
        </Button>
      </p>
    </Properties>
  );
}
