import type { Asset } from '../../../shared/asset.ts';
import { systemCaller, type Caller } from '../../../shared/caller.ts';
import type { AssetInFile } from '../../../shared/monitor-file.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { OnlineReport, UptimeSettings, uptimeContract } from '../../../shared/uptime.ts';
import { readSettingAs, writeSetting } from '../database/settings.ts';
import { requireAdministrator } from '../database/tenancy.ts';
import type { Egress } from '../egress/egress.ts';
import type { Log } from '../platform/log.ts';
import type { ImportOrganizations } from '../platform/plan-rows.ts';
import { systemTimers, type Timers } from '../platform/timers.ts';
import { createHistoryUpkeep } from './history/upkeep.ts';
import { createIncidentRecords, createIncidents } from './incidents/incidents.ts';
import { createOutages } from './incidents/outages.ts';
import type { IncidentTickets } from './incidents/incident-tickets.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { createMonitorQuestions } from './monitor-questions.ts';
import { createMonitors, type MonitorDeps } from './monitors.ts';
import { readOverview } from './overview.ts';
import type { Probe } from './probes/probe.ts';
import { createProbes } from './probes/probes.ts';
import { createPushes } from './probes/push.ts';
import { createSealedRequests, type SealedRequestDeps } from './sealed-requests.ts';
import { createStandingRequests } from './standing-requests.ts';
import { findByToken, listTargets } from './targets.ts';
import { uptimeSetting } from './uptime-settings.ts';
import { createMonitorFiles } from './transfer/monitor-files.ts';
import { createAskOnline } from './watch/ask-online.ts';
import { createOnline } from './watch/online.ts';
import { createRecorder } from './watch/recorder.ts';
import { createWatch } from './watch/watch.ts';

export interface UptimeDeps extends Omit<MonitorDeps, 'requests'>, SealedRequestDeps {
  readonly log: Log;
  readonly egress: Egress;
  readonly tickets: IncidentTickets;
  readonly organizationName: (id: number) => string | undefined;
  readonly devices: Devices;
  readonly asset: (id: number) => Asset | undefined;
  /** The asset of an organization that a file means. */
  readonly assetAlike: (organizationId: number, asset: AssetInFile) => number | undefined;
  /** What stands in for the outside world: time, chance, whether this machine is online, and probing itself. */
  readonly outside?: Partial<Outside>;
}

/** What is told of devices that monitors stand behind, and to whom. */
export interface Devices {
  /** When an agent or a person last saw one. */
  readonly lastSeenAt: (assetId: number) => number | null;
  /** One that nothing looks at fell silent, and what stands behind it fails; and that this is over. */
  readonly onSilent: (assetId: number) => void;
  readonly onHeard: (assetId: number) => void;
}

export interface Outside {
  readonly timers: Timers;
  readonly random: () => number;
  readonly askOnline: () => Promise<OnlineReport>;
  readonly probe: Probe;
}

/** Builds the room: monitors, their checks and their outages. */
export function createUptime(deps: UptimeDeps) {
  const { db, clock, push, egress } = deps;
  const { timers = systemTimers, random = Math.random } = deps.outside ?? {};
  const settings = (): UptimeSettings => readSettingAs(db, uptimeSetting);
  const asking = createOnline(
    deps.outside?.askOnline ?? createAskOnline(egress, settings, () => clock.now()),
  );
  let lastReport: OnlineReport | null = null;
  const askOnline = async (): Promise<OnlineReport> => (lastReport = await asking.ask());

  const requests = createSealedRequests(deps);
  const monitors = createMonitors({
    ...deps,
    requests,
    push(event) {
      push(event);
      if (event.type === 'monitors') watch.reload(event.ids);
    },
  });
  const incidentRecords = createIncidentRecords({
    ...deps,
    push(event) {
      push(event);
      // How much of what is down somebody sees to stands in the overview.
      push({ type: 'uptime' });
    },
  });
  const outages = createOutages({
    ...deps,
    records: incidentRecords,
    noteOnTicket(ticketId, text) {
      if (deps.tickets.isOpen(systemCaller, ticketId)) deps.tickets.note(systemCaller, ticketId, text);
    },
  });
  const pushes = createPushes(() => clock.monotonic());
  const probes = createProbes(egress, clock, pushes.probe, requests.open);
  const maintenance = createMaintenance(deps);
  const recorder = createRecorder({ ...deps, timers });
  const history = createHistoryUpkeep(deps);
  const watch = createWatch({
    ...deps,
    ...deps.devices,
    timers,
    random,
    recorder,
    askOnline,
    probe: deps.outside?.probe ?? ((monitor, signal) => probes[monitor.type](monitor, signal)),
    inMaintenance: maintenance.covers,
    announce: outages.announce,
    onForget({ incidentId, monitor }) {
      if (incidentId !== null) outages.closeFor(incidentId, `${monitor.name} is watched no more.`);
    },
    onConnection() {
      pushes.listenAnew();
      push({ type: 'uptime' });
    },
  });
  const standing = createStandingRequests({ ...deps, requests });
  let cancelUpkeep: (() => void) | null = null;

  function keepUp(): void {
    let more = false;
    try {
      more = history.step();
      outages.wakeQuiet();
      if (standing.opened()) watch.askAgain();
    } catch (error) {
      deps.log('error', 'upkeep of uptime failed', { reason: String(error) });
    }
    cancelUpkeep = timers.after(more ? 50 : 15_000, keepUp);
  }

  const uptime: DomainHandlers<typeof uptimeContract, Caller> = {
    overview: (caller) => readOverview(db, caller, clock.now(), { offline: watch.offline(), lastReport }),
    testConnection: () => askOnline(),
    settings,
    configure(caller, patch) {
      requireAdministrator(caller);
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      const wanted = { ...settings(), ...given };
      writeSetting(db, uptimeSetting.key, JSON.stringify(wanted));
      push({ type: 'uptime' });
      return wanted;
    },
  };

  return {
    handlers: {
      monitors: {
        ...monitors.handlers,
        ...createMonitorQuestions({
          ...deps,
          records: monitors.records,
          windows: maintenance.records,
          watch,
        }),
      },
      incidents: createIncidents({ ...deps, records: incidentRecords }),
      maintenance: maintenance.handlers,
      uptime,
      /** For the status that REST serves. */
      targets: (caller: Caller) => listTargets(db, caller),
      pushCall(token: string, call: { readonly error: string | null; readonly ms: number | null }): boolean {
        const called = findByToken(db, token);
        if (called === undefined) return false;
        pushes.take(called, call);
        void watch.checkNow(called);
        return true;
      },
    },
    /** Files of monitors, for imports. */
    files: (organizations: ImportOrganizations) =>
      createMonitorFiles({
        ...deps,
        monitors,
        requests,
        maintenance,
        incidents: incidentRecords,
        organizations,
      }),
    start(): void {
      standing.forgetOld();
      watch.start();
      keepUp();
    },
    stop(): void {
      cancelUpkeep?.();
      watch.stop();
    },
    tellPower(event: 'screen_locked' | 'suspended' | 'resumed'): void {
      if (event === 'suspended') watch.suspended();
      if (event === 'resumed') watch.resumed();
    },
  };
}
