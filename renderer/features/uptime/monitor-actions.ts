import { asks } from '../../components/record-screen/ask-action.ts';
import type { Action } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { setPreferences, usePreferences } from '../../lib/preferences.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { openTicketOf } from './incident-changes.ts';
import { monitors } from './monitor-session.ts';
import { millisecondsText } from './monitor-words.ts';

const group = 'Uptime';
const { targetIds } = monitors.cursor;
const hasTargets = () => targetIds().length > 0;

/** The outages that are going on of some monitors. */
export function incidentsOf(ids: readonly number[]): number[] {
  return ids.flatMap((id) => monitors.rows.get(id)?.incidentId ?? []);
}

/** Pauses those named, or lets them run again where all of them are paused. */
export function togglePaused(ids: readonly number[]): void {
  if (ids.length === 0) return;
  const paused = monitors.shared(ids, (row) => row.paused) !== true;
  void monitors.patch(ids, { paused }, paused ? 'paused' : 'running again');
}

export function toggleGrouping(): void {
  const isGrouped = usePreferences.getState().preferences?.groupMonitors ?? true;
  setPreferences({ groupMonitors: !isGrouped });
}

/** Checks one now, beside its schedule, and says what it met. */
async function checkNow(id: number): Promise<void> {
  const name = monitors.nameOf([id]);
  try {
    const { outcome, error, responseTimeMs } = await client.monitors.testNow({ id });
    if (outcome === 'good') showToast(`${name} answered in ${millisecondsText(responseTimeMs)}`);
    else if (outcome === 'bad') showFailure(`${name}: ${error ?? 'bad'}`);
    else showToast(`${name} was not judged: ${error ?? 'this machine is offline'}`);
  } catch (error) {
    showFailure(`${name} was not checked: ${errorMessage(error)}`);
  }
}

const onOutage = (kind: string, name: string, keys: string): Action => ({
  ...asks(monitors, group, kind, name, keys),
  when: () => incidentsOf(targetIds()).length > 0,
});

/** Of the client that the list is narrowed to, else of all. */
export async function exportMonitors(): Promise<void> {
  const { organizationId } = monitors.use.getState().query.filter;
  try {
    const written = await client.shell.exportMonitors(organizationId === undefined ? {} : { organizationId });
    if (written)
      showToast(`${plural(written.monitors, 'monitor')} with maintenance and outages in ${written.name}`);
  } catch (error) {
    showFailure(`The monitors were not exported: ${errorMessage(error)}`);
  }
}

/** What can be done on the uptime screen, by name and by key. */
export const monitorActions: readonly Action[] = [
  onOutage('acknowledge', 'Acknowledge its outage…', 'a'),
  onOutage('mute', 'Mute its outage…', 'm'),
  {
    id: 'monitor.ticket',
    name: 'Make a ticket of its outage',
    group,
    keys: ['t'],
    when: () => incidentsOf(targetIds()).length > 0,
    run() {
      const [id] = incidentsOf(targetIds());
      if (id !== undefined) void openTicketOf(id);
    },
  },
  {
    id: 'monitor.check',
    name: 'Check now',
    group,
    keys: ['n'],
    keywords: 'test probe',
    when: hasTargets,
    run: () => void Promise.all(targetIds().map(checkNow)),
  },
  asks(monitors, group, 'edit', 'Edit monitor…', 'e'),
  {
    id: 'monitor.pause',
    name: 'Pause or resume',
    group,
    keys: ['p'],
    keywords: 'stop start checks',
    when: hasTargets,
    run: () => togglePaused(targetIds()),
  },
  asks(monitors, group, 'organization', 'Move to organization…', 'c'),
  asks(monitors, group, 'groupName', 'Set group…', 'l'),
  asks(monitors, group, 'asset', 'Link an asset…', 'd'),
  asks(monitors, group, 'parentAsset', 'Stand behind an asset…', 'shift+d'),
  { id: 'monitor.group', name: 'Group by organization, or not', group, keys: ['v'], run: toggleGrouping },
  {
    id: 'monitor.silence',
    name: 'Mute notifications…',
    group,
    keywords: 'silence quiet',
    run: () => monitors.ask('silence', []),
  },
  {
    id: 'monitor.import',
    name: 'Import monitors…',
    group,
    keywords: 'uptime kuma backup file',
    run: () => navigate({ screen: 'imports' }),
  },
  {
    id: 'monitor.export',
    name: 'Export monitors…',
    group,
    keywords: 'save file backup json',
    run: () => void exportMonitors(),
  },
  {
    id: 'monitor.wall',
    name: 'Show the wall',
    group,
    keys: ['shift+w'],
    keywords: 'full screen large dashboard',
    run: () => navigate({ screen: 'wall' }),
  },
];
