import { AppError } from '../../../../../shared/errors.ts';
import type { Channel } from '../../../../../shared/channel.ts';
import type { PushEvent } from '../../../../../shared/events.ts';
import type { Notification } from '../../../../../shared/notification.ts';
import type { WritableDb } from '../../../database/db.ts';
import { getRecord } from '../../../database/records/record-repository.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import { nextAttemptIn } from '../../webhooks/schedule.ts';
import { channelTable } from '../channels/channel-table.ts';
import type { ChannelSecrets, Sender, SendOutcome } from '../sending/sender.ts';
import { createChannelHealth, type ChannelHealthDeps } from './channel-health.ts';
import * as outbox from './outbox-repository.ts';

export interface PostmanDeps extends ChannelHealthDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
  readonly send: Sender;
  /** @throws AppError `locked` */
  readonly secretsOf: (channel: Channel) => ChannelSecrets;
  readonly organizationName: (id: number) => string | undefined;
  /** Whether this machine has any network; without one no attempt is used up. */
  readonly isOnline: () => boolean;
  /** From 0 to 1. */
  readonly random?: () => number;
}

const longestSleepMs = 60_000;
const offlineRetryMs = 30_000;
const lockedRetryMs = 3000;

/**
 * Carries what waits in the outbox: channels side by side, one message of each at a time. All that it knows lies in
 * the database; killed at any moment, it goes on where it was, and sends what was under way again under the same id.
 */
export function createPostman(deps: PostmanDeps) {
  const { db, clock, random = Math.random } = deps;
  const health = createChannelHealth(deps);
  const busy = new Map<number, Promise<void>>();
  /** Channels that cannot be used before then: no network, or a locked vault. */
  const notBefore = new Map<number, number>();
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let wakes = false;
  let ending = new AbortController();
  let changed = new Set<number>();

  const organizationName = (id: number): string => deps.organizationName(id) ?? '';

  function pump(): void {
    if (!running) return;
    clearTimeout(timer);
    const now = clock.now();
    const ids = db.all<{ id: number }>('SELECT id FROM channel WHERE enabled = 1').map(({ id }) => id);
    const next = Math.min(now + longestSleepMs, ...ids.map((id) => pumpOne(id, now)));
    timer = setTimeout(pump, Math.max(0, next - now));
    timer.unref();
  }

  /** @returns when to look at this channel again */
  function pumpOne(channelId: number, now: number): number {
    // Its end looks again.
    if (busy.has(channelId)) return Number.POSITIVE_INFINITY;
    const held = notBefore.get(channelId) ?? 0;
    if (held > now) return held;
    const due = outbox.nextDue(db, channelId, now);
    if (!due) return outbox.nextDueAt(db, channelId) ?? Number.POSITIVE_INFINITY;
    const task = carry(channelId, due)
      .catch((error: unknown) => {
        notBefore.set(channelId, clock.now() + offlineRetryMs);
        deps.log('warn', 'a notification could not be sent', { channel: channelId, reason: String(error) });
      })
      .finally(() => {
        busy.delete(channelId);
        if (running) pump();
      });
    busy.set(channelId, task);
    return Number.POSITIVE_INFINITY;
  }

  async function carry(channelId: number, due: Notification): Promise<void> {
    const channel = getRecord(db, channelTable, channelId);
    if (!channel) return;
    const secrets = secretsOf(channel);
    if (!secrets) {
      notBefore.set(channelId, clock.now() + lockedRetryMs);
      return;
    }
    settle(due, await hand(channel, secrets, due));
  }

  function secretsOf(channel: Channel): ChannelSecrets | undefined {
    try {
      return deps.secretsOf(channel);
    } catch (error) {
      if (error instanceof AppError && error.code === 'locked') return undefined;
      throw error;
    }
  }

  function hand(channel: Channel, secrets: ChannelSecrets, notification: Notification): Promise<SendOutcome> {
    const message = outbox.readMessage(db, notification, organizationName);
    const { settings } = channel;
    const { recipients } = notification;
    return deps.send({ settings, secrets, recipients, message, signal: ending.signal });
  }

  /** What came of an attempt, in one transaction: the notification and the books of its channel. */
  function settle({ id, channelId }: Notification, result: SendOutcome, again = true): void {
    // Cut off by the end of the engine: nobody knows whether it arrived; the next start sends it again.
    if (result.outcome === 'aborted') return;
    const now = clock.now();
    const offline = again && result.outcome === 'unreachable' && !deps.isOnline();
    db.transaction(() => {
      const notification = outbox.getNotification(db, id);
      const channel = channelId === null ? undefined : getRecord(db, channelTable, channelId);
      if (!notification) return;
      const attempts = notification.attempts + 1;
      const final = !again || result.outcome === 'refused' || !channel;
      const delay = offline
        ? offlineRetryMs
        : final
          ? undefined
          : nextAttemptIn(attempts, result.retryAfterMs, random());
      const sent = result.outcome === 'sent';
      const state = sent ? 'sent' : delay === undefined ? 'failed' : 'waiting';
      const nextAttemptAt = state === 'waiting' ? now + delay! : null;
      const words = offline ? 'This machine has no network.' : result.words;
      outbox.writeProgress(db, id, { state, words, nextAttemptAt, counted: !offline }, now);
      if (offline) notBefore.set(channelId!, now + offlineRetryMs);
      else if (channel && sent) health.sent(channel, now);
      else if (channel) health.failed(channel, words, attempts, state === 'failed', now);
      tell(id);
    });
  }

  /** Open views follow, once for many. */
  function tell(id: number): void {
    changed.add(id);
    db.afterCommit(() => {
      if (changed.size === 1) setTimeout(announce, 50).unref();
    });
  }

  function announce(): void {
    const ids = [...changed];
    changed = new Set();
    if (ids.length === 0) return;
    deps.push({ type: 'notifications', ids: ids.length > 200 ? null : ids, reason: 'changed' });
    deps.push({ type: 'channels' });
  }

  return {
    health,
    tell,
    /**
     * Sends one that somebody waits for, now and once.
     * @throws AppError `locked`
     */
    async sendNow(channel: Channel, notification: Notification): Promise<SendOutcome> {
      const secrets = deps.secretsOf(channel);
      const result = await hand(channel, secrets, notification);
      settle(notification, result, false);
      return result;
    },
    start(): void {
      running = true;
      ending = new AbortController();
      outbox.giveUpInterrupted(db, clock.now());
      pump();
    },
    /** There is something new to send, or a channel or the vault was opened; soon, and once for many. */
    wake(): void {
      if (wakes || !running) return;
      wakes = true;
      setImmediate(() => {
        wakes = false;
        notBefore.clear();
        pump();
      });
    },
    /** Starts what is due now, without waiting for the timer. */
    pump,
    /** Settles when nothing is on its way. */
    async idle(): Promise<void> {
      while (busy.size > 0) await Promise.all(busy.values());
    },
    /** Whether anything is held back because the vault is locked. */
    isHeld: (): boolean => [...notBefore.values()].some((until) => until > clock.now()),
    async stop(): Promise<void> {
      running = false;
      clearTimeout(timer);
      ending.abort();
      await Promise.all(busy.values());
      announce();
    },
  };
}

export type Postman = ReturnType<typeof createPostman>;
