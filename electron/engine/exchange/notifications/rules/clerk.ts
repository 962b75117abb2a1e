import type { Channel } from '../../../../../shared/channel.ts';
import type { Alert } from '../../../../../shared/alert.ts';
import type { NotificationRule } from '../../../../../shared/notification-rule.ts';
import type { WritableDb } from '../../../database/db.ts';
import { getRecord } from '../../../database/records/record-repository.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import type { EventConsumer } from '../../event-dispatcher.ts';
import { readCursor, writeCursor, type LoggedEvent } from '../../event-log.ts';
import { channelTable } from '../channels/channel-table.ts';
import { insertNotification } from '../outbox/outbox-repository.ts';
import { compose } from './compose.ts';
import { happeningOfAlert, happeningOfEvent, type TroubleWords } from './happenings.ts';
import * as items from './item-repository.ts';
import { planItems, stillOwed, type Happening } from './plan.ts';
import { ruleTable } from './rule-table.ts';
import { listRules } from './rules.ts';

export interface ClerkDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly organizationName: (id: number) => string | undefined;
  /** What the alerts make of an event. */
  readonly troubleOf: (event: LoggedEvent) => TroubleWords | undefined;
  /** Alerts that were raised after this one, in order. */
  readonly alertsAfter: (id: number, limit: number) => readonly Alert[];
  readonly alertState: (id: number) => string | null;
  /** There are notifications in the outbox; called after the commit. */
  readonly posted: (ids: readonly number[]) => void;
}

const alertsPerTurn = 200;
const mostInOne = 100;
const longestSleepMs = 60_000;
const retryMs = 5000;
const cursor = 'notifications.alerts';

/**
 * Hears of everything, keeps what the rules owe for it until its time, and then writes the messages. What was heard
 * and what is owed for it are one transaction, and so are a message and what it tells: a crash loses none of it and
 * repeats none.
 */
export function createClerk(deps: ClerkDeps) {
  const { db, clock } = deps;
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let wakes = false;

  function hold(happening: Happening): void {
    for (const rule of listRules(db)) {
      for (const item of planItems(rule, happening)) items.holdItem(db, rule.id, happening, item);
    }
  }

  const consumer: EventConsumer = {
    name: 'notifications',
    take(event) {
      hold(happeningOfEvent(event, deps.troubleOf(event)));
      db.afterCommit(wake);
    },
  };

  function followAlerts(): void {
    for (;;) {
      const raised = deps.alertsAfter(readCursor(db, cursor), alertsPerTurn);
      if (raised.length === 0) return;
      db.transaction(() => {
        for (const alert of raised) hold(happeningOfAlert(alert));
        writeCursor(db, cursor, raised.at(-1)!.id);
      });
    }
  }

  /** Writes the messages whose time has come. */
  function tellDue(): void {
    for (;;) {
      const due = items.dueSteps(db, clock.now());
      if (due.length === 0) return;
      const posted = due.flatMap(({ ruleId, step }) => db.transaction(() => tell(ruleId, step)) ?? []);
      if (posted.length > 0) deps.posted(posted);
    }
  }

  function tell(ruleId: number, step: number): number | undefined {
    const now = clock.now();
    const ready = items.readyItems(db, ruleId, step, now, mostInOne);
    const rule = getRecord(db, ruleTable, ruleId);
    const channel = rule && channelOf(rule, step);
    const owed = ready.filter(({ source, sourceId }) =>
      stillOwed(step, source === 'alert' ? deps.alertState(sourceId) : null),
    );
    if (!rule?.enabled || !channel || owed.length === 0) {
      items.withdraw(
        db,
        ready.map(({ id }) => id),
      );
      return undefined;
    }
    items.withdraw(
      db,
      ready.filter((item) => !owed.includes(item)).map(({ id }) => id),
    );
    const { afterMinutes, recipients } = rule.steps[step]!;
    const waited = step === 0 ? 0 : afterMinutes;
    const id = insertNotification(
      db,
      {
        ...compose(owed, waited, (of) => deps.organizationName(of) ?? ''),
        channel,
        origin: 'rule',
        ruleId,
        recipients: recipientsOf(channel, recipients),
      },
      { now, nextAttemptAt: now },
    );
    items.markTold(
      db,
      owed.map((item) => item.id),
      id,
    );
    return id;
  }

  function channelOf(rule: NotificationRule, step: number): Channel | undefined {
    const channelId = rule.steps[step]?.channelId;
    return channelId === undefined ? undefined : getRecord(db, channelTable, channelId);
  }

  function run(): void {
    wakes = false;
    if (!running) return;
    clearTimeout(timer);
    const now = clock.now();
    let next = now + longestSleepMs;
    try {
      followAlerts();
      tellDue();
      next = Math.min(next, items.nextItemAt(db) ?? next);
    } catch (error) {
      // A full disk: all of it is still owed.
      deps.log('warn', 'notifications wait to be written', { reason: String(error) });
      next = now + retryMs;
    }
    timer = setTimeout(run, Math.max(0, next - now));
    timer.unref();
  }

  /** Something happened; soon, and once for many. */
  function wake(): void {
    if (wakes || !running) return;
    wakes = true;
    setImmediate(run);
  }

  return {
    consumer,
    wake,
    /** Does what is to be done now. */
    run,
    start(): void {
      running = true;
      wake();
    },
    stop(): void {
      running = false;
      clearTimeout(timer);
    },
  };
}

function recipientsOf({ settings }: Channel, own: readonly string[]): readonly string[] {
  if (settings.kind !== 'email') return [];
  return own.length > 0 ? own : settings.recipients;
}
