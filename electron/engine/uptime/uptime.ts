import { createMonitors, type MonitorDeps } from './monitors.ts';

/** Builds the room: monitors, their checks and their outages. */
export function createUptime(deps: MonitorDeps) {
  const monitors = createMonitors(deps);
  return { handlers: { monitors: monitors.handlers } };
}
