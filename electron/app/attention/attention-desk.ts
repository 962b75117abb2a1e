import type { MenuItemConstructorOptions } from 'electron';
import type { PushEvent } from '../../../shared/events.ts';
import type { IncidentRow } from '../../../shared/incident.ts';
import type { Preferences } from '../../../shared/preferences.ts';
import { unwrap } from '../engine-answer.ts';
import type { AlertItem } from './attention-items.ts';
import { attentionMenu, type AttentionActions } from './attention-menu.ts';
import { followAttention } from './follow-attention.ts';
import { createNotifier } from './notifier.ts';
import { showNotice } from './show-notice.ts';
import type { TrayFacts } from './tray-look.ts';

const ownMonitor = /^monitors\/(\d+)$/;
/** Ages in the menu are told in minutes. */
const redrawEveryMs = 60_000;

export interface AttentionDeskDeps {
  readonly call: (path: string, input: unknown) => Promise<string>;
  readonly preferences: {
    get(): Preferences;
    set(patch: Partial<Preferences>): unknown;
  };
  /** Brings the window up at a place. */
  readonly open: (place: string) => void;
  /** What tray and task bar show is old. */
  readonly onChange: () => void;
  readonly now: () => number;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

export interface AttentionDesk {
  hear(event: PushEvent): void;
  /** The preferences changed, or the machine woke up: what is due is told now. */
  look(): void;
  /** Without the vault, which others know of. */
  facts(): Omit<TrayFacts, 'vaultIsOpen'>;
  menu(): MenuItemConstructorOptions[];
}

/** Everything that is wrong, told outside the window: notifications, and what the tray needs to know. */
export function createAttentionDesk(deps: AttentionDeskDeps): AttentionDesk {
  const { preferences, log } = deps;
  const feed = followAttention({
    call: deps.call,
    onChange(attention) {
      notifier.take(attention);
      deps.onChange();
    },
  });
  const items = (): readonly AlertItem[] => feed.now()?.items ?? [];
  const notifier = createNotifier({
    wishes: () => preferences.get().notifications,
    mutedUntil: () => preferences.get().silentUntil,
    open: (place) => void openAbout(place),
    acknowledge: (keys) => acknowledge(items().filter(({ key }) => keys.includes(key))),
    awaited: {
      get: () => preferences.get().awaited,
      set: (awaited) => void preferences.set({ awaited }),
    },
    now: deps.now,
  });
  setInterval(() => items().length > 0 && deps.onChange(), redrawEveryMs).unref();

  /** An outage is dealt with as an incident: of a monitor of ours its last one is opened. */
  async function openAbout(place: string): Promise<void> {
    const monitorId = Number(ownMonitor.exec(place)?.[1]);
    if (Number.isNaN(monitorId)) return deps.open(place);
    const asked = { filter: { monitorId }, sort: [{ field: 'id', descending: true }], limit: 1 };
    try {
      const { rows } = unwrap(await deps.call('incidents.list', asked)) as { rows: readonly IncidentRow[] };
      deps.open(rows[0] ? `incidents/${rows[0].id}` : place);
    } catch {
      // The engine is away; its place is better than none.
      deps.open(place);
    }
  }

  async function change(path: string, input: unknown): Promise<void> {
    try {
      unwrap(await deps.call(path, input));
    } catch (error) {
      // Nobody looks at a window: the alert stays as it was, which the tray goes on showing.
      log('an alert was not changed', { path, error: String(error) });
    }
  }

  function acknowledge(some: readonly AlertItem[]): void {
    if (some.length > 0) void change('alerts.acknowledge', { ids: some.map(({ alertId }) => alertId) });
  }

  const actions: AttentionActions = {
    open: (place) => void openAbout(place),
    acknowledge,
    muteUntil: ({ alertId }, until) => void change('alerts.mute', { ids: [alertId], until }),
    watch(item) {
      notifier.watch(item.key);
      deps.onChange();
    },
    silenceUntil: (silentUntil) => void preferences.set({ silentUntil }),
  };

  return {
    hear(event) {
      if (event.type === 'notice') showNotice(event.notice, deps.open);
      else feed.hear(event);
    },
    look() {
      notifier.look();
      deps.onChange();
    },
    facts() {
      const open = items().filter(({ acknowledged, muted }) => !acknowledged && !muted);
      const down = open.filter(({ kind }) => kind === 'outage').length;
      const offline = feed.now()?.offlineSince != null;
      return { offline, down, alerts: open.length - down, acknowledged: items().length - open.length };
    },
    menu: () =>
      attentionMenu(
        {
          items: items(),
          offlineSince: feed.now()?.offlineSince ?? null,
          silentUntil: preferences.get().silentUntil,
          isWatched: notifier.isWatched,
          now: deps.now(),
        },
        actions,
      ),
  };
}
