import { ScrollText, Send, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import type { RevealedWebhook, Webhook } from '../../../shared/webhook.ts';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { Button, narrowLabel } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listed } from '../../components/listed.tsx';
import { Notice } from '../../components/notice.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { partOf } from '../../lib/answers.ts';
import { client } from '../../lib/client.ts';
import { closeAction } from '../../lib/close-action.ts';
import { plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { deliveries } from './delivery-session.ts';
import { RemoveWebhook } from './remove-webhook.tsx';
import { RevealSecret } from '../../components/reveal-secret.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { TestEvent } from './test-event.tsx';
import { WebhookDetail } from './webhook-detail.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookList } from './webhook-list.tsx';
import { nameOfEndpoint } from './webhook-words.ts';

type Asking =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'rotate' | 'remove' | 'test'; readonly webhook: Webhook }
  | { readonly kind: 'reveal'; readonly revealed: RevealedWebhook };

const none: readonly Webhook[] = [];
const group = 'Webhooks';
const show = (webhookId: number | null) => navigate({ screen: 'webhooks', webhookId });
const showDelivery = (recordId: number) => navigate({ ...allRecords('deliveries'), recordId });

/** The log, of one endpoint or of all. */
function showLog(webhookId: number | null): void {
  deliveries.setQuery({ filter: webhookId === null ? {} : { webhookId } });
  navigate(allRecords('deliveries'));
}

/** Where events are sent: each endpoint, how it does, and what was sent to it. */
export function WebhooksScreen({ webhookId }: { webhookId: number | null }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useAnswer('webhooks', 'list', { limit: 200 });
  const sending = useAnswer('webhooks', 'sending', {}).value;
  const organizations = useOrganizations();
  const webhooks = answer.value?.rows ?? none;
  const open = webhooks.find(({ id }) => id === webhookId);
  const close = () => setAsking(null);
  const add = () => setAsking({ kind: 'new' });
  const reveal = (revealed: RevealedWebhook) => setAsking({ kind: 'reveal', revealed });
  useActions([
    { id: 'webhook.new', name: 'New endpoint', group, keys: ['w'], run: add },
    { id: 'webhook.log', name: 'Delivery log', group, keys: ['l'], run: () => showLog(open?.id ?? null) },
    closeAction({
      id: 'webhook.close',
      name: 'Close the endpoint',
      group,
      isOpen: webhookId !== null,
      run: () => show(null),
    }),
  ]);
  return (
    <Screen>
      <TopBar
        title={group}
        count={answer.value ? String(answer.value.total) : ''}
        actions={
          <>
            <Button icon={ScrollText} keys="l" onClick={() => showLog(null)}>
              <span className={narrowLabel}>Delivery log</span>
            </Button>
            <AddButton onAdd={add}>New endpoint</AddButton>
          </>
        }
      />
      {sending?.state === 'vault_locked' && sending.waiting > 0 && (
        <Notice tone="warn" title={`${plural(sending.waiting, 'delivery')} wait for the vault`}>
          The secrets that sign them are sealed in it. Once it was opened, it may be locked again.
        </Notice>
      )}
      <DetailBody
        noun="endpoint"
        detail={
          open === undefined ? null : (
            <WebhookDetail
              key={open.id}
              webhook={open}
              ask={(kind) => setAsking({ kind, webhook: open })}
              onDelivery={showDelivery}
              onLog={() => showLog(open.id)}
              onClose={() => show(null)}
            />
          )
        }
      >
        <Listed
          answer={partOf(answer, ({ rows }) => rows)}
          noun="endpoints"
          icon={WebhookIcon}
          empty={
            <EmptyState
              icon={Send}
              title="Nothing is sent anywhere yet"
              action={<AddFirst onAdd={add}>New endpoint</AddFirst>}
            >
              An endpoint is told of tickets, assets, monitors and breaches as they happen, signed, and again
              until it has answered.
            </EmptyState>
          }
        >
          {(found) => (
            <WebhookList
              webhooks={found}
              organizations={organizations}
              openId={open?.id ?? null}
              onOpen={show}
            />
          )}
        </Listed>
      </DetailBody>
      {asking && <Asked asking={asking} onClose={close} onReveal={reveal} />}
    </Screen>
  );
}

interface AskedProps {
  asking: Asking;
  onClose: () => void;
  onReveal: (revealed: RevealedWebhook) => void;
}

function Asked({ asking, onClose, onReveal }: AskedProps) {
  switch (asking.kind) {
    case 'new':
      return <WebhookForm webhook={null} onClose={onClose} onMade={onReveal} />;
    case 'edit':
      return <WebhookForm webhook={asking.webhook} onClose={onClose} onMade={onReveal} />;
    case 'reveal': {
      const { webhook, secret } = asking.revealed;
      const done = () => {
        onClose();
        show(webhook.id);
      };
      return <RevealSecret of={nameOfEndpoint(webhook)} secret={secret} onClose={done} />;
    }
    case 'rotate': {
      const { id } = asking.webhook;
      return (
        <RotateSecret
          of={nameOfEndpoint(asking.webhook)}
          meanwhile="sign each delivery"
          rotate={async (overlapHours) => onReveal(await client.webhooks.rotateSecret({ id, overlapHours }))}
          onClose={onClose}
        />
      );
    }
    case 'remove':
      return (
        <RemoveWebhook
          webhook={asking.webhook}
          onClose={onClose}
          onGone={() => {
            onClose();
            show(null);
          }}
        />
      );
    case 'test':
      return (
        <TestEvent
          webhook={asking.webhook}
          onClose={onClose}
          onSent={(id) => {
            onClose();
            showDelivery(id);
          }}
        />
      );
  }
}
