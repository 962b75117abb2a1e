import type { AlertSeverity } from '../../../../../shared/alert.ts';
import type { ChannelSettings } from '../../../../../shared/channel.ts';
import type { NotificationItem } from '../../../../../shared/notification.ts';

/** What is to be told, whatever the channel. */
export interface Message {
  /** The same at each attempt: receivers know it again by this. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly severity: AlertSeverity | null;
  readonly items: readonly NotificationItem[];
  /** When it was first to be sent. */
  readonly at: number;
  readonly organization: { readonly id: number; readonly name: string };
}

/** What a channel keeps in the vault. */
export interface ChannelSecrets {
  /** The password of a mail server, or the address that is posted to. */
  readonly secret: string | undefined;
  /** What posts to a webhook are signed with. */
  readonly signing: string | undefined;
}

export interface SendJob<S extends ChannelSettings = ChannelSettings> {
  readonly settings: S;
  readonly secrets: ChannelSecrets;
  /** Mail addresses, for channels that lead to more than one place. */
  readonly recipients: readonly string[];
  readonly message: Message;
  readonly signal: AbortSignal;
}

/**
 * `refused`: the far side will say the same again, so it is not asked again by itself. `failed`: it may go better
 * later. `unreachable`: it was never heard of, which may be the fault of this machine's own connection. `aborted`:
 * this engine ended, and nobody knows.
 */
export interface SendOutcome {
  readonly outcome: 'sent' | 'refused' | 'failed' | 'unreachable' | 'aborted';
  readonly words: string;
  readonly retryAfterMs?: number | undefined;
}

/** Sends a message once and says what came of it; it throws for bugs only. */
export type Sender<S extends ChannelSettings = ChannelSettings> = (job: SendJob<S>) => Promise<SendOutcome>;

export const noAddress: SendOutcome = {
  outcome: 'refused',
  words: 'This channel has no address any more; give it one.',
};
