import type { Caller } from '../../../../shared/caller.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import {
  maintenanceWindow,
  type maintenanceContract,
  type MaintenanceWindow,
} from '../../../../shared/maintenance.ts';
import type { Monitor } from '../../../../shared/monitor.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import { listRecords } from '../../database/records/record-list.ts';
import { recordTable } from '../../database/records/record-table.ts';
import { createRecords, type RecordDeps } from '../../database/records/records.ts';
import { invalidField } from '../../database/tenancy.ts';
import { occurrencesAfter, requireSchedule, type Occurrence } from './occurrences.ts';

/** As it lies in its table; whether it is on now follows from the clock. */
export type StoredWindow = Omit<MaintenanceWindow, 'active' | 'nextFrom' | 'nextTo'>;

const computed = { active: true, nextFrom: true, nextTo: true } as const;

export const maintenanceTable = recordTable<StoredWindow>({
  name: 'maintenance_window',
  fields: Object.keys(maintenanceWindow.omit(computed).shape) as (keyof StoredWindow)[],
  json: ['schedule', 'monitorIds', 'groupNames'],
  flags: ['everywhere', 'enabled'],
  organization: 'organizationId',
  unordered: ['schedule', 'timeZone', 'monitorIds', 'groupNames', 'everywhere', 'enabled', 'notes'],
});

const mostWindows = 1000;
const mostTimes = 1000;
const page = {
  equals: {},
  among: {},
  conditions: [],
  search: '',
  sort: [],
  offset: 0,
  limit: mostWindows,
} as const;

/** When nothing is judged, because somebody works on it. */
export function createMaintenance(deps: RecordDeps) {
  const { db, clock } = deps;
  /** Every window that is switched on, with the time that it is on now or next; taken anew when that is over. */
  let plan: { readonly window: StoredWindow; next: Occurrence | null }[] | null = null;

  const records = createRecords<StoredWindow>(
    {
      ...deps,
      push(event: PushEvent) {
        plan = null;
        deps.push(event);
      },
    },
    {
      table: maintenanceTable,
      noun: 'maintenance window',
      pushed: 'maintenance',
      check(_caller, values, before) {
        const wanted = { ...before, ...values } as StoredWindow;
        requireSchedule(wanted.schedule, wanted.timeZone);
        if (wanted.everywhere && wanted.organizationId !== mspOrganizationId) {
          throw invalidField('everywhere', 'is for the windows of the MSP itself');
        }
      },
    },
  );

  function next({ enabled, schedule, timeZone }: StoredWindow, now: number): Occurrence | null {
    return enabled ? (occurrencesAfter(schedule, timeZone, now, 1)[0] ?? null) : null;
  }

  function shown(window: StoredWindow): MaintenanceWindow {
    const now = clock.now();
    const on = next(window, now);
    return {
      ...window,
      active: on !== null && on.from <= now,
      nextFrom: on?.from ?? null,
      nextTo: on?.to ?? null,
    };
  }

  function planned(): NonNullable<typeof plan> {
    plan ??= listRecords(db, maintenanceTable, page)
      .rows.filter(({ enabled }) => enabled)
      .map((window) => ({ window, next: next(window, clock.now()) }));
    return plan;
  }

  const { handlers } = records;
  const whole = <T extends { records: StoredWindow[] }>(result: T) => ({
    ...result,
    records: result.records.map(shown),
  });

  const served: SyncDomainHandlers<typeof maintenanceContract, Caller> = {
    list(caller, { filter: { organizationId, equals }, sort, ...rest }) {
      const stored = sort.filter(({ field }) => !(field in computed)) as {
        field: keyof StoredWindow;
        descending: boolean;
      }[];
      const { rows, total } = records.list(caller, {
        ...rest,
        sort: stored,
        equals: { ...equals, ...(organizationId !== undefined && { organizationId }) },
        among: {},
        conditions: [],
      });
      return { rows: rows.map(shown), total };
    },
    ...handlers,
    get: (caller, input) => shown(handlers.get(caller, input)),
    create(caller, input) {
      const { changeId, record } = records.create(caller, input);
      return { changeId, record: shown(record) };
    },
    update: (caller, input) => whole(handlers.update(caller, input)),
    undo: (caller, input) => whole(handlers.undo(caller, input)),
    times(caller, { from, to, organizationId }) {
      const equals = organizationId === undefined ? {} : { organizationId };
      return records
        .list(caller, { ...page, equals })
        .rows.filter(({ enabled }) => enabled)
        .flatMap(({ id, schedule, timeZone }) =>
          occurrencesAfter(schedule, timeZone, from, mostTimes)
            .filter((each) => each.from < to)
            .map((each) => ({ windowId: id, ...each })),
        )
        .toSorted((a, b) => a.from - b.from)
        .slice(0, mostTimes);
    },
    preview(_caller, { schedule, timeZone, count }) {
      requireSchedule(schedule, timeZone);
      return occurrencesAfter(schedule, timeZone, clock.now(), count);
    },
  };

  return {
    handlers: served,
    records,
    /** Whether a monitor is not to be judged now. */
    covers(monitor: Monitor, now: number): boolean {
      return planned().some((each) => {
        if (each.next && each.next.to <= now) each.next = next(each.window, now);
        return each.next !== null && each.next.from <= now && isOver(each.window, monitor);
      });
    },
  };
}

export type Maintenance = ReturnType<typeof createMaintenance>;

/** Whether a window is over a monitor: by name, by group, or by all of its organization. */
function isOver(window: StoredWindow, monitor: Monitor): boolean {
  const { monitorIds, groupNames, everywhere, organizationId } = window;
  if (!everywhere && organizationId !== monitor.organizationId) return false;
  if (monitorIds.length === 0 && groupNames.length === 0) return true;
  return (
    monitorIds.includes(monitor.id) || (monitor.groupName !== null && groupNames.includes(monitor.groupName))
  );
}
