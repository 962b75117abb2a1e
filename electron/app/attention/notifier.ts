import { Notification } from 'electron';
import type { AwaitedOutage, NotificationWishes } from '../../../shared/preferences.ts';
import type { Attention } from './follow-attention.ts';
import {
  awaitedOf,
  plan,
  startPlan,
  watch,
  type PlannedNotification,
  type PlanState,
} from './notification-plan.ts';

const actionNames = ['Acknowledge', 'Open'] as const;
/** Longer waits are begun again: a timer of the platform holds 31 bits. */
const longestWaitMs = 2 ** 30;

export interface Notifier {
  take(attention: Attention): void;
  /** Wishes, a mute or the clock changed: what is due is shown now. */
  look(): void;
  /** Tells when this one is back, whatever is muted. */
  watch(key: string): void;
  isWatched(key: string): boolean;
}

/** Shows what the plan decides by the system's own notifications, which honour its do-not-disturb. */
export function createNotifier(deps: {
  readonly wishes: () => NotificationWishes;
  readonly mutedUntil: () => number | null;
  readonly open: (place: string) => void;
  readonly acknowledge: (keys: readonly string[]) => void;
  /** Outages that were asked for, over a restart. */
  readonly awaited: { get(): readonly AwaitedOutage[]; set(awaited: AwaitedOutage[]): void };
  readonly now: () => number;
}): Notifier {
  const startedAt = deps.now();
  let state: PlanState | null = null;
  let items: Attention['items'] = [];
  let timer: NodeJS.Timeout | undefined;
  // Held while they are shown: one that is collected loses its click.
  const shown = new Map<string, Notification>();

  function show({ tag, title, body, place, keys }: PlannedNotification): void {
    if (!Notification.isSupported()) return;
    shown.get(tag)?.close();
    const notification = new Notification({
      title,
      body,
      // macOS and Windows offer them; elsewhere a click leads to where it can be acknowledged.
      actions: keys.length > 0 ? actionNames.map((text) => ({ type: 'button', text })) : [],
      // Never `critical`: that would break through do-not-disturb.
      urgency: 'normal',
    });
    notification.on('click', () => deps.open(place));
    notification.on('action', ({ actionIndex }) =>
      actionNames[actionIndex] === 'Open' ? deps.open(place) : deps.acknowledge(keys),
    );
    notification.on('close', () => {
      if (shown.get(tag) === notification) shown.delete(tag);
    });
    shown.set(tag, notification);
    notification.show();
  }

  function look(): void {
    clearTimeout(timer);
    if (state === null) return;
    const now = deps.now();
    const next = plan(state, { items, now, wishes: deps.wishes(), mutedUntil: deps.mutedUntil() });
    const asked = state.watched.size;
    state = next.state;
    if (state.watched.size !== asked) deps.awaited.set(awaitedOf(state));
    for (const each of next.show) show(each);
    if (next.wakeAt === null) return;
    timer = setTimeout(look, Math.min(longestWaitMs, Math.max(0, next.wakeAt - now)));
  }

  return {
    take(attention) {
      ({ items } = attention);
      // What began before this start is known; what began since is news, however late it is first read.
      state ??= startPlan(
        items.filter(({ since }) => since < startedAt),
        deps.awaited.get(),
      );
      look();
    },
    look,
    watch(key) {
      if (!state) return;
      state = watch(state, key);
      deps.awaited.set(awaitedOf(state));
    },
    isWatched: (key) => state?.watched.has(key) ?? false,
  };
}
