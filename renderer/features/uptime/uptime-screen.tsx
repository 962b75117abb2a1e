import { Activity } from 'lucide-react';
import { useMemo } from 'react';
import type { Monitor, MonitorFilter, MonitorPatch } from '../../../shared/monitor.ts';
import { Button, narrowLabel } from '../../components/button.tsx';
import { asks } from '../../components/record-screen/ask-action.ts';
import { manyPart, onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { setPreferences, usePreference, usePreferences } from '../../lib/preferences.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import { monitorFields, togglePaused } from './monitor-actions.ts';
import { monitorColumns } from './monitor-columns.tsx';
import { MonitorDetail } from './monitor-detail.tsx';
import { MonitorForm } from './monitor-form.tsx';
import { monitors, useHeartbeats } from './monitor-session.ts';
import { statusLabels, typeLabels } from './monitor-words.ts';

const group = 'Uptime';
const rowHeights = { comfortable: 40, compact: 32 };

function toggleGrouping(): void {
  const isGrouped = usePreferences.getState().preferences?.groupMonitors ?? true;
  setPreferences({ groupMonitors: !isGrouped });
}

const actions: readonly Action[] = [
  asks(monitors, group, 'edit', 'Edit monitor…', 'e'),
  {
    id: 'monitor.pause',
    name: 'Pause or resume',
    group,
    keys: ['p'],
    keywords: 'stop start checks',
    when: () => monitors.cursor.targetIds().length > 0,
    run: () => togglePaused(monitors.cursor.targetIds()),
  },
  asks(monitors, group, 'organization', 'Move to organization…', 'c'),
  asks(monitors, group, 'groupName', 'Set group…', 'l'),
  { id: 'monitor.group', name: 'Group by organization, or not', group, keys: ['v'], run: toggleGrouping },
];

const questions: RecordQuestions<Monitor, MonitorFilter, MonitorPatch, Monitor> = {
  edit: ({ ids, onClose }) => (ids[0] === undefined ? null : <EditMonitor id={ids[0]} onClose={onClose} />),
};

/** The form starts from the whole monitor as the engine has it. */
function EditMonitor({ id, onClose }: { id: number; onClose: () => void }) {
  const monitor = useAnswer('monitors', 'get', { id }).value;
  return monitor ? <MonitorForm key={id} monitor={monitor} onClose={onClose} /> : null;
}

function useFilterParts(organizations: OrganizationNames) {
  const counts = useAnswer('monitors', 'counts', {}).value;
  return useMemo(() => {
    const countIn = (words: readonly { value: string; count: number }[] | undefined, value: string) =>
      String(words?.find((each) => each.value === value)?.count ?? 0);
    const all = (labels: Readonly<Record<string, string>>, words: 'statuses' | 'types') =>
      Object.entries(labels).map(([value, label]) => ({
        value,
        label,
        hint: countIn(counts?.[words], value),
      }));
    return [
      manyPart<MonitorFilter, 'status'>('status', 'Status', all(statusLabels, 'statuses')),
      manyPart<MonitorFilter, 'type'>('type', 'Type', all(typeLabels, 'types')),
      organizationPart<MonitorFilter>(organizations),
      onePart<MonitorFilter, 'groupName'>('groupName', 'Group', [
        { value: null, label: 'No group' },
        ...(counts?.groups ?? []).map(({ value, count }) => ({ value, label: value, hint: String(count) })),
      ]),
      onePart<MonitorFilter, 'tag'>(
        'tag',
        'Tag',
        (counts?.tags ?? []).map(({ value, count }) => ({ value, label: value, hint: String(count) })),
      ),
    ];
  }, [counts, organizations]);
}

/** Everything that is watched, under the organization it belongs to. */
export function UptimeScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const isGrouped = usePreference('groupMonitors');
  const density = usePreference('density');
  useHeartbeats();
  const columns = useMemo(() => monitorColumns(organizations, isGrouped), [organizations, isGrouped]);
  const { nameOf } = organizations;
  const grouping = useMemo(
    () => ({
      field: 'organizationId',
      of: ({ organizationId }: Monitor) => ({ id: organizationId, label: nameOf(organizationId) ?? '' }),
    }),
    [nameOf],
  );
  return (
    <RecordScreen
      session={monitors}
      title={group}
      icon={Activity}
      columns={columns}
      filterParts={useFilterParts(organizations)}
      placeId={route.recordId}
      rowHeight={rowHeights[density]}
      group={isGrouped ? grouping : null}
      buttons={
        <Button keys="v" aria-pressed={isGrouped} onClick={toggleGrouping}>
          <span className={narrowLabel}>{isGrouped ? 'Grouped' : 'Not grouped'}</span>
        </Button>
      }
      empty={{
        title: 'Nothing is watched yet',
        text: 'Websites, ports, certificates, domains and jobs of your clients, checked from this machine. While it sleeps or is offline nothing is judged.',
      }}
      form={(onClose) => <MonitorForm monitor={null} onClose={onClose} />}
      actions={actions}
      detail={(id) => <MonitorDetail id={id} />}
      questions={questions}
      fields={monitorFields}
    />
  );
}
