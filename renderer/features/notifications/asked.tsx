import type { Channel } from '../../../shared/channel.ts';
import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { AskToRemove } from '../../components/ask-to-remove.tsx';
import { RevealSecret } from '../../components/reveal-secret.tsx';
import { client } from '../../lib/client.ts';
import type { NotificationPart } from '../../lib/route.ts';
import { ChannelForm } from './channel-form.tsx';
import { RuleForm } from './rule-form.tsx';

export type Asking =
  /** A new one where there is none. */
  | { readonly kind: 'channel'; readonly channel: Channel | null }
  | { readonly kind: 'rule'; readonly rule: NotificationRule | null }
  | { readonly kind: 'remove_channel'; readonly channel: Channel }
  | { readonly kind: 'remove_rule'; readonly rule: NotificationRule }
  | { readonly kind: 'reveal'; readonly channel: Channel; readonly secret: string };

interface AskedProps {
  asking: Asking;
  channels: readonly Channel[];
  onAsk: (asking: Asking) => void;
  onClose: () => void;
  /** What was made, changed or removed is to be seen there. */
  onDone: (part: NotificationPart, id: number | null) => void;
}

/** What is asked over the screen. */
export function Asked({ asking, channels, onAsk, onClose, onDone }: AskedProps) {
  switch (asking.kind) {
    case 'channel':
      return (
        <ChannelForm
          channel={asking.channel}
          onClose={onClose}
          onMade={(channel, secret) =>
            secret === null ? onDone('channels', channel.id) : onAsk({ kind: 'reveal', channel, secret })
          }
        />
      );
    case 'rule':
      return (
        <RuleForm
          rule={asking.rule}
          channels={channels}
          onClose={onClose}
          onMade={({ id }) => onDone('rules', id)}
        />
      );
    case 'reveal':
      return (
        <RevealSecret
          of={asking.channel.name}
          secret={asking.secret}
          onClose={() => onDone('channels', asking.channel.id)}
        />
      );
    case 'remove_channel': {
      const { id, name } = asking.channel;
      return (
        <AskToRemove
          name={name}
          remove={async () => void (await client.channels.remove({ id }))}
          onClose={onClose}
          onGone={() => onDone('channels', null)}
        >
          Its password or address goes with it, and what waits for it is given up. To stop for a while, switch
          it off.
        </AskToRemove>
      );
    }
    case 'remove_rule': {
      const { id, name } = asking.rule;
      return (
        <AskToRemove
          name={name}
          remove={async () => void (await client.notificationRules.remove({ id }))}
          onClose={onClose}
          onGone={() => onDone('rules', null)}
        >
          What it still holds back is not told any more.
        </AskToRemove>
      );
    }
  }
}
