import type { Webhook } from '../../../shared/webhook.ts';
import { client } from '../../lib/client.ts';
import { AskToRemove } from '../../components/ask-to-remove.tsx';
import { nameOfEndpoint } from './webhook-words.ts';

interface RemoveWebhookProps {
  webhook: Webhook;
  onClose: () => void;
  onGone: () => void;
}

export function RemoveWebhook({ webhook, onClose, onGone }: RemoveWebhookProps) {
  return (
    <AskToRemove
      name={nameOfEndpoint(webhook)}
      remove={async () => void (await client.webhooks.remove({ id: webhook.id }))}
      onClose={onClose}
      onGone={onGone}
    >
      Its secret and the log of its deliveries go with it, and nothing more is sent. To stop for a while,
      switch it off.
    </AskToRemove>
  );
}
