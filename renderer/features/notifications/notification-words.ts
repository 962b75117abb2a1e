import type { Channel, ChannelKind } from '../../../shared/channel.ts';
import type { Notification, NotificationState } from '../../../shared/notification.ts';
import type { NotificationRule, RuleStep } from '../../../shared/notification-rule.ts';
import { kindLabels as alertLabels } from '../../lib/alert-names.ts';
import { eventWords } from '../../lib/event-words.ts';
import type { StateShape } from '../../lib/state-shape.ts';

export const kindLabels: Record<ChannelKind, string> = {
  email: 'Mail',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  webhook: 'Webhook',
  desktop: 'This desktop',
};

export const securityLabels = {
  starttls: 'STARTTLS (usually port 587)',
  tls: 'TLS from the start (usually port 465)',
  none: 'None: no password can be sent',
} as const;

export const stateLabels: Record<NotificationState, string> = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
};
export const stateShapes: Record<NotificationState, StateShape> = {
  waiting: 'plain',
  sent: 'good',
  failed: 'bad',
};

export const originLabels: Record<Notification['origin'], string> = {
  rule: 'A rule',
  api: 'The API',
  test: 'A test',
};

/** Where it leads, as far as that may be told. */
export function addressOf({ settings }: Channel): string {
  switch (settings.kind) {
    case 'email':
      return `${settings.fromAddress} by ${settings.host}:${settings.port}`;
    case 'desktop':
      return 'the notifications of the system';
    default:
      return settings.host;
  }
}

export function healthOf(channel: Channel): { shape: StateShape; text: string } {
  if (!channel.enabled) return { shape: 'gone', text: 'Switched off' };
  if (channel.failingSince !== null) return { shape: 'bad', text: 'Does not get through' };
  return channel.lastSentAt === null
    ? { shape: 'plain', text: 'Not used yet' }
    : { shape: 'good', text: 'Works' };
}

/** `Monitor, Breach and 3 events`. */
export function hearsText({ alerts, events }: Pick<NotificationRule, 'alerts' | 'events'>): string {
  const named = [
    ...alerts.map((kind) => `${alertLabels[kind].toLowerCase()} alerts`),
    ...events.map((event) => eventWords[event].toLowerCase()),
  ];
  const [first = 'nothing', ...more] = named;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

export function stepText({ channelId, afterMinutes }: RuleStep, nameOf: (id: number) => string): string {
  return afterMinutes === 0 ? nameOf(channelId) : `${nameOf(channelId)} after ${afterMinutes} min`;
}

/** Addresses as somebody types them: one a line, or with commas. */
export function readAddresses(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
