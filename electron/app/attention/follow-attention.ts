import type { Alert } from '../../../shared/alert.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { OrganizationName } from '../../../shared/organization.ts';
import type { UptimeOverview } from '../../../shared/uptime.ts';
import { unwrap } from '../engine-answer.ts';
import { itemOf, type AlertItem } from './attention-items.ts';

/** What the engine announces in one breath is read once. */
const restMs = 150;
/** After a failure it is read again. */
const againMs = 5000;
/** All of them: one that was left out would be taken for one that is over. */
const pageSize = 500;

export interface Attention {
  /** What wants attention or did and has somebody, the newest first. */
  readonly items: readonly AlertItem[];
  /** Since when this machine has no connection; null while it has. */
  readonly offlineSince: number | null;
}

export interface AttentionFeed {
  /** Null until the engine has answered. */
  now(): Attention | null;
  /** Hears everything that the engine announces. */
  hear(event: PushEvent): void;
}

/** Keeps what wants attention at hand in main, so that tray and notifications work with the window closed. */
export function followAttention(deps: {
  readonly call: (path: string, input: unknown) => Promise<string>;
  readonly onChange: (attention: Attention) => void;
}): AttentionFeed {
  let attention: Attention | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isReading = false;
  let isStale = false;

  async function ask<T>(path: string, input: unknown): Promise<T> {
    // The engine's answer to this path is of this type by its contract.
    return unwrap(await deps.call(path, input)) as T;
  }

  async function readAlerts(): Promise<readonly Alert[]> {
    const filter = { state: ['open', 'acknowledged', 'muted'] };
    const sort = [{ field: 'id', descending: true }];
    const byId = new Map<number, Alert>();
    for (let offset = 0, total = 1; offset < total; offset += pageSize) {
      const page = await ask<{ rows: readonly Alert[]; total: number }>('alerts.list', {
        filter,
        sort,
        offset,
        limit: pageSize,
      });
      for (const alert of page.rows) byId.set(alert.id, alert);
      ({ total } = page);
    }
    return [...byId.values()];
  }

  async function read(): Promise<void> {
    isStale = false;
    isReading = true;
    try {
      const [rows, names, overview] = await Promise.all([
        readAlerts(),
        ask<readonly OrganizationName[]>('organizations.names', {}),
        ask<UptimeOverview>('uptime.overview', {}).catch(() => null),
      ]);
      const nameOf = new Map(names.map(({ id, name }) => [id, name]));
      attention = {
        items: rows.map((alert) => itemOf(alert, nameOf.get(alert.organizationId))),
        offlineSince: overview?.offline?.since ?? null,
      };
      deps.onChange(attention);
    } catch {
      // The engine is away, or nobody has set up a workspace. What is known stays, and it is asked again.
      clearTimeout(timer);
      timer = setTimeout(() => void read(), againMs);
      timer.unref();
    } finally {
      isReading = false;
    }
    if (isStale) readSoon();
  }

  function readSoon(): void {
    if (isReading) {
      isStale = true;
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => void read(), restMs);
  }

  return {
    now: () => attention,
    hear(event) {
      if (event.type === 'engineState' ? event.state === 'ready' : concerns.has(event.type)) readSoon();
    },
  };
}

const concerns: ReadonlySet<PushEvent['type']> = new Set([
  'alerts',
  'attention',
  'uptime',
  'organizations',
  'workspace',
]);
