import { z } from 'zod';
import { alertSeverity } from './alert.ts';
import { channelKind } from './channel.ts';
import { id, nullableId, nullableTimestamp, requiredLine, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { recordIds, sortBy } from './records.ts';

/** It stands in a header of a mail. */
export const notificationSubject = requiredLine(200);
export const notificationText = requiredText(20_000);

/** Who had it sent: a rule, a caller of the API, or somebody who tried a channel. */
export const notificationOrigin = z.enum(['rule', 'api', 'test']);

/** `waiting` for its first attempt or the next; `failed` was given up, and can be sent again by hand. */
export const notificationState = z.enum(['waiting', 'sent', 'failed']);
export type NotificationState = z.infer<typeof notificationState>;

export const notification = z.object({
  id,
  /** Of what it tells; the MSP's own where it tells of several. */
  organizationId: id,
  /** Null once the channel was removed. */
  channelId: nullableId,
  channelName: z.string(),
  kind: channelKind,
  origin: notificationOrigin,
  /** Null where no rule stands behind it, or that rule was removed. */
  ruleId: nullableId,
  /** Mail addresses; empty for channels that lead to one place. */
  recipients: z.array(z.string()),
  subject: z.string(),
  severity: alertSeverity.nullable(),
  state: notificationState,
  attempts: z.int(),
  nextAttemptAt: nullableTimestamp,
  /** What the far side said, or why it was not asked. */
  words: z.string().nullable(),
  sentAt: nullableTimestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Notification = z.infer<typeof notification>;

/** Something that happened, as a line of a message. */
export const notificationItem = z.object({
  title: z.string(),
  detail: z.string(),
  organizationName: z.string(),
  severity: alertSeverity.nullable(),
  at: timestamp,
  /** Route of the console. */
  link: z.string().nullable(),
});
export type NotificationItem = z.infer<typeof notificationItem>;

export const wholeNotification = notification.extend({
  message: z.string(),
  items: z.array(notificationItem),
  /** By which receivers know it again: the same at each attempt. */
  messageId: z.string(),
});

export const notificationField = notification.keyof();
export const notificationFilter = z.strictObject({
  state: z.array(notificationState).max(3).optional(),
  origin: z.array(notificationOrigin).max(3).optional(),
  channelId: id.optional(),
  organizationId: id.optional(),
});
export type NotificationFilter = z.infer<typeof notificationFilter>;

/** What stands between a notification and its channel, besides its time. */
export const outboxState = z.object({
  state: z.enum(['sending', 'vault_locked', 'offline']),
  waiting: z.int(),
  failed: z.int(),
  /** Told of by a rule, and held back by its quiet hours, its batch or an escalation's delay. */
  held: z.int(),
  nextAttemptAt: nullableTimestamp,
});
export type OutboxState = z.infer<typeof outboxState>;

export const notificationsContract = {
  list: procedure(
    z.strictObject({
      filter: notificationFilter.default({}),
      search: z.string().max(500).default(''),
      sort: sortBy(notificationField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(notification), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), wholeNotification),
  /** Sends them again now, under the same id, whatever became of them before. */
  retry: procedure(z.strictObject({ ids: recordIds }), z.object({ records: z.array(notification) })),
  outbox: procedure(z.strictObject({}), outboxState),
};
