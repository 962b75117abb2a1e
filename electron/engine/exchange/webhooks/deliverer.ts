import type { Webhook } from '../../../../shared/webhook.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { WritableDb } from '../../database/db.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { attempt, shownHeaders, signedRequest, type Outcome } from './attempt.ts';
import * as queue from './delivery-repository.ts';
import { createEndpointHealth, type HealthDeps } from './endpoint-health.ts';
import { nextAttemptIn } from './schedule.ts';
import { webhookTable } from './webhook-table.ts';

export interface DelivererDeps extends HealthDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  readonly version: string;
  /** @throws AppError `locked`; undefined where there is none */
  readonly secretsOf: (
    webhook: Webhook,
  ) =>
    | { readonly signing: readonly [string, string?]; readonly headers: Readonly<Record<string, string>> }
    | undefined;
  /** Whether secrets can be read at all. */
  readonly isOpen: () => boolean;
  /** Whether this machine has any network; without one no attempt is used up. */
  readonly isOnline: () => boolean;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** How long a receiver has; 10 s unless a test is in a hurry. */
  readonly answerWithinMs?: number;
}

/** Further attempts of one endpoint at a time, beside its one first try. */
const againAtOnce = 4;
const mostAtOnce = 64;
const longestSleepMs = 60_000;
/** A timer that comes so much later than it was set slept with the machine. */
const gapMs = 120_000;
/** What became overdue meanwhile begins within this time. */
const spreadMs = 45_000;
const offlineRetryMs = 60_000;
const lockedRetryMs = 3000;

interface Lane {
  firstRunning: boolean;
  /** First tries wait until then. */
  notBefore: number;
  readonly again: Set<number>;
}

/**
 * Sends what waits: endpoints side by side, first tries of one endpoint one after the other in the order of their
 * events, further attempts when they are due. All that it knows lies in the database; it can be killed at any time.
 */
export function createDeliverer(deps: DelivererDeps) {
  const { db, clock, push, random = Math.random, answerWithinMs = 10_000 } = deps;
  const health = createEndpointHealth(deps);
  const lanes = new Map<number, Lane>();
  const underWay = new Set<Promise<void>>();
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let expectedAt: number | undefined;
  let changed = new Set<number>();
  let wakes = false;
  let ending = new AbortController();

  function laneOf(id: number): Lane {
    const lane = lanes.get(id) ?? { firstRunning: false, notBefore: 0, again: new Set<number>() };
    lanes.set(id, lane);
    return lane;
  }

  const enabledIds = (): number[] =>
    db.all<{ id: number }>('SELECT id FROM webhook WHERE enabled = 1').map(({ id }) => id);

  /** After a start or a sleep everybody's deliveries are overdue at once. */
  function spreadOverdue(now: number): void {
    for (const id of enabledIds()) {
      queue.postponeOverdue(db, id, now, spreadMs);
      if (queue.firstTry(db, id)) laneOf(id).notBefore = now + Math.floor(random() * spreadMs);
    }
  }

  function pump(): void {
    if (!running) return;
    const now = clock.now();
    if (!deps.isOpen()) {
      sleepUntil(now + lockedRetryMs, now);
      return;
    }
    if (expectedAt !== undefined && now - expectedAt > gapMs) spreadOverdue(now);
    let next = now + longestSleepMs;
    for (const id of enabledIds()) next = Math.min(next, pumpOne(id, now));
    sleepUntil(next, now);
  }

  /** @returns when to look at it again */
  function pumpOne(id: number, now: number): number {
    const lane = laneOf(id);
    startFirst(id, lane, now);
    const room = againAtOnce - lane.again.size;
    if (room > 0) {
      for (const delivery of queue.dueAgain(db, id, now, againAtOnce + lane.again.size)) {
        if (lane.again.size >= againAtOnce || underWay.size >= mostAtOnce) break;
        if (!lane.again.has(delivery.id)) startAgain(id, lane, delivery);
      }
    }
    const times = [queue.nextAgainAt(db, id), lane.notBefore].filter((at) => at !== null && at > now);
    return Math.min(...(times as number[]), Number.POSITIVE_INFINITY);
  }

  function startFirst(id: number, lane: Lane, now: number): void {
    if (lane.firstRunning || lane.notBefore > now || underWay.size >= mostAtOnce) return;
    const delivery = queue.firstTry(db, id);
    if (!delivery) return;
    lane.firstRunning = true;
    track(delivery, id, () => (lane.firstRunning = false));
  }

  function startAgain(id: number, lane: Lane, delivery: queue.PendingDelivery): void {
    lane.again.add(delivery.id);
    track(delivery, id, () => lane.again.delete(delivery.id));
  }

  function track(delivery: queue.PendingDelivery, webhookId: number, release: () => void): void {
    const task = send(delivery, webhookId)
      .catch((error: unknown) => {
        // A full disk, or a vault that was locked for good: it stays where it is, and is tried again later.
        laneOf(webhookId).notBefore = clock.now() + offlineRetryMs;
        deps.log('warn', 'a webhook could not be sent', { webhook: webhookId, reason: String(error) });
      })
      .finally(() => {
        release();
        underWay.delete(task);
        if (running) afterOne(webhookId);
      });
    underWay.add(task);
  }

  /** The endpoint's next one at once; all of them where the limit had held others back. */
  function afterOne(webhookId: number): void {
    if (underWay.size >= mostAtOnce - 1) {
      pump();
      return;
    }
    const now = clock.now();
    if (!deps.isOpen() || getRecord(db, webhookTable, webhookId)?.enabled !== true) return;
    const next = pumpOne(webhookId, now);
    if (next < (expectedAt ?? Number.POSITIVE_INFINITY)) sleepUntil(next, now);
  }

  async function send(delivery: queue.PendingDelivery, webhookId: number): Promise<void> {
    const webhook = getRecord(db, webhookTable, webhookId);
    const secrets = webhook && deps.secretsOf(webhook);
    if (!webhook?.enabled || !secrets) return;
    const { signing, headers: own } = secrets;
    const request = signedRequest(delivery, signing, own, { now: clock.now(), version: deps.version });
    let attemptId = 0;
    db.transactionAside(() => {
      attemptId = queue.beginAttempt(db, delivery.id, clock.now(), shownHeaders(request.headers, own));
    });
    const sent = { ...request, url: webhook.url, timeoutMs: answerWithinMs };
    const outcome = await attempt(deps.egress, sent, () => clock.now(), ending.signal);
    // Cut off by the end of the engine: nobody knows whether it arrived, and the next start says so.
    if (outcome.error === 'aborted') return;
    settle(delivery, attemptId, outcome);
  }

  /** What came of an attempt, in one transaction: the log, the delivery, the endpoint. */
  function settle(delivery: queue.PendingDelivery, attemptId: number, outcome: Outcome): void {
    const now = clock.now();
    const offline = (outcome.error === 'dns' || outcome.error === 'unreachable') && !deps.isOnline();
    db.transaction(() => {
      // Removed meanwhile, and its deliveries with it.
      const webhook = getRecord(db, webhookTable, delivery.webhookId);
      if (!webhook) return;
      queue.endAttempt(db, attemptId, outcome);
      const attempts = delivery.attempts + 1;
      const delay = offline ? offlineRetryMs : nextAttemptIn(attempts, outcome.retryAfterMs, random());
      const ended = outcome.outcome === 'delivered' || delay === undefined || outcome.gone;
      const state = outcome.outcome === 'delivered' ? 'delivered' : ended ? 'failed' : 'waiting';
      const nextAttemptAt = ended ? null : now + delay;
      queue.writeProgress(db, delivery.id, { ...outcome, state }, { counted: !offline, nextAttemptAt, now });
      if (offline) laneOf(delivery.webhookId).notBefore = now + offlineRetryMs;
      else health.note(webhook, outcome, now);
      changed.add(delivery.id);
      db.afterCommit(tellSoon);
    });
  }

  /** Open views follow, once for many. */
  function tellSoon(): void {
    if (changed.size === 1) setTimeout(tell, 50).unref();
  }

  function tell(): void {
    const ids = [...changed];
    changed = new Set();
    if (ids.length === 0) return;
    push({ type: 'deliveries', ids: ids.length > 200 ? null : ids, reason: 'changed' });
    push({ type: 'webhooks' });
  }

  function sleepUntil(at: number, now: number): void {
    clearTimeout(timer);
    expectedAt = Math.min(at, now + longestSleepMs);
    timer = setTimeout(pump, Math.max(0, expectedAt - now));
    timer.unref();
  }

  /** Soon, and once for however many events a commit brought. */
  function wake(): void {
    if (wakes || !running) return;
    wakes = true;
    setImmediate(() => {
      wakes = false;
      pump();
    });
  }

  return {
    health,
    start(): void {
      running = true;
      ending = new AbortController();
      queue.markInterrupted(db);
      spreadOverdue(clock.now());
      pump();
    },
    /** There is something new to send, or the vault was opened. */
    wake,
    /** Starts what is due now, without waiting for the timer. */
    pump,
    /** Settles when nothing is on its way. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    /** Cuts off what is on its way; it is sent again after the next start, under the same id. */
    async stop(): Promise<void> {
      running = false;
      clearTimeout(timer);
      ending.abort();
      await Promise.all(underWay);
      tell();
    },
  };
}
