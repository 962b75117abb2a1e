import { randomBytes } from 'node:crypto';
import type { AlertSeverity } from '../../../../../shared/alert.ts';
import type { Channel } from '../../../../../shared/channel.ts';
import type { Notification, NotificationItem } from '../../../../../shared/notification.ts';
import type { ReadableDb, WritableDb } from '../../../database/db.ts';
import { getRecord } from '../../../database/records/record-repository.ts';
import type { Message } from '../sending/sender.ts';
import { notificationTable } from './notification-table.ts';

export interface NewNotification {
  readonly organizationId: number;
  readonly channel: Channel;
  readonly origin: Notification['origin'];
  readonly ruleId: number | null;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly message: string;
  readonly severity: AlertSeverity | null;
}

/** @param nextAttemptAt null: whoever made it sends it, and the queue leaves it alone. @returns its id */
export function insertNotification(
  db: WritableDb,
  given: NewNotification,
  { now, nextAttemptAt }: { readonly now: number; readonly nextAttemptAt: number | null },
): number {
  const { channel } = given;
  return db.run(
    `INSERT INTO notification (organization_id, channel_id, channel_name, kind, origin, rule_id, recipients, subject,
       message, severity, message_id, state, next_attempt_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)`,
    [
      given.organizationId,
      channel.id,
      channel.name,
      channel.kind,
      given.origin,
      given.ruleId,
      JSON.stringify(given.recipients),
      given.subject,
      given.message,
      given.severity,
      messageId(),
      nextAttemptAt,
      now,
      now,
    ],
  ).lastInsertRowid;
}

/** Random: a database that was restored gives the same numbers again, and receivers know a message by this. */
function messageId(): string {
  return `msg_${randomBytes(16).toString('base64url')}`;
}

export function getNotification(db: ReadableDb, id: number): Notification | undefined {
  return getRecord(db, notificationTable, id);
}

/** The text of a notification, and what it is known by. */
export function readText(db: ReadableDb, id: number): { message: string; messageId: string } {
  return db.get('SELECT message, message_id AS messageId FROM notification WHERE id = ?', [id])!;
}

export function readItems(
  db: ReadableDb,
  notificationId: number,
  organizationName: (id: number) => string,
): NotificationItem[] {
  return db
    .all<Omit<NotificationItem, 'organizationName'> & { readonly organizationId: number }>(
      `SELECT title, detail, organization_id AS organizationId, severity, at, link FROM notification_item
       WHERE notification_id = ? ORDER BY at, id LIMIT 200`,
      [notificationId],
    )
    .map(({ organizationId, ...item }) => ({ ...item, organizationName: organizationName(organizationId) }));
}

export function readMessage(
  db: ReadableDb,
  { id, organizationId, subject, severity, createdAt }: Notification,
  organizationName: (id: number) => string,
): Message {
  const { message, messageId: known } = readText(db, id);
  return {
    id: known,
    subject,
    text: message,
    severity,
    at: createdAt,
    organization: { id: organizationId, name: organizationName(organizationId) },
    items: readItems(db, id, organizationName),
  };
}

/** The one of a channel that waits longest for its time to have come. */
export function nextDue(db: ReadableDb, channelId: number, now: number): Notification | undefined {
  const row = db.get<{ id: number }>(
    `SELECT id FROM notification WHERE channel_id = ? AND state = 'waiting' AND next_attempt_at <= ?
     ORDER BY next_attempt_at, id LIMIT 1`,
    [channelId, now],
  );
  return row && getNotification(db, row.id);
}

/** When the next of a channel is due; null where none waits. */
export function nextDueAt(db: ReadableDb, channelId: number): number | null {
  return db.get<{ at: number | null }>(
    `SELECT min(next_attempt_at) AS at FROM notification WHERE channel_id = ? AND state = 'waiting'`,
    [channelId],
  )!.at;
}

export interface Progress {
  readonly state: Notification['state'];
  readonly words: string;
  readonly nextAttemptAt: number | null;
  /** It used up one of its attempts. */
  readonly counted: boolean;
}

export function writeProgress(db: WritableDb, id: number, progress: Progress, now: number): void {
  const { state, words, nextAttemptAt, counted } = progress;
  db.run(
    `UPDATE notification SET state = ?, words = ?, next_attempt_at = ?, attempts = attempts + ?, sent_at = ?,
       updated_at = ? WHERE id = ?`,
    [state, words, nextAttemptAt, Number(counted), state === 'sent' ? now : null, now, id],
  );
}

/** Waits again from the beginning of its schedule, under the same id. */
export function waitAgain(db: WritableDb, id: number, now: number): void {
  db.run(
    `UPDATE notification SET state = 'waiting', attempts = 0, next_attempt_at = ?, updated_at = ? WHERE id = ?`,
    [now, now, id],
  );
}

/** What somebody waited for when the engine ended: they were told nothing, and may have asked again since. */
export function giveUpInterrupted(db: WritableDb, now: number): void {
  db.run(
    `UPDATE notification SET state = 'failed', updated_at = ?,
       words = 'Techbench ended before it knew what became of it.'
     WHERE state = 'waiting' AND next_attempt_at IS NULL`,
    [now],
  );
}

/** Finished ones, some at a time. @returns whether there are more */
export function forgetNotificationsBefore(db: WritableDb, before: number): boolean {
  const perPart = 500;
  return (
    db.run(
      `DELETE FROM notification WHERE id IN
         (SELECT id FROM notification WHERE state <> 'waiting' AND updated_at < ? ORDER BY updated_at LIMIT ${perPart})`,
      [before],
    ).changes === perPart
  );
}
