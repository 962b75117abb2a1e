import { Activity, BellOff, FileDown, Rows3 } from 'lucide-react';
import { useMemo } from 'react';
import type { Monitor, MonitorFilter, MonitorPatch } from '../../../shared/monitor.ts';
import { Button, IconButton, narrowLabel } from '../../components/button.tsx';
import { manyPart, onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import { AssetLinkPicker } from '../../components/record-screen/asset-link-picker.tsx';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import { useNow } from '../../lib/clock.ts';
import { usePreference } from '../../lib/preferences.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import { exportMonitors, incidentsOf, monitorActions, toggleGrouping } from './monitor-actions.ts';
import { monitorFields } from './monitor-fields.ts';
import { QuietForm } from './quiet-form.tsx';
import { SilencePicker } from './silence-picker.tsx';
import { LastGap, UptimeLead } from './uptime-lead.tsx';
import { monitorColumns } from './monitor-columns.tsx';
import { MonitorDetail } from './monitor-detail.tsx';
import { MonitorForm } from './monitor-form.tsx';
import { monitors, useHeartbeats } from './monitor-session.ts';
import { statusLabels, typeLabels } from './monitor-words.ts';

const group = 'Uptime';
const rowHeights = { comfortable: 40, compact: 32 };

const questions: RecordQuestions<Monitor, MonitorFilter, MonitorPatch, Monitor> = {
  acknowledge: ({ ids, onClose }) => <QuietForm how="acknowledge" ids={incidentsOf(ids)} onClose={onClose} />,
  mute: ({ ids, onClose }) => <QuietForm how="mute" ids={incidentsOf(ids)} onClose={onClose} />,
  acknowledgeIncident: ({ ids, onClose }) => <QuietForm how="acknowledge" ids={ids} onClose={onClose} />,
  asset: ({ ids, onClose }) => <AssetLinkPicker session={monitors} ids={ids} onClose={onClose} />,
  parentAsset: ({ ids, onClose }) => (
    <AssetLinkPicker
      session={monitors}
      ids={ids}
      field="parentAssetId"
      title="Asset in front of"
      onClose={onClose}
    />
  ),
  silence: ({ onClose }) => <SilencePicker onClose={onClose} />,
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
  const silentUntil = usePreference('silentUntil');
  const now = useNow();
  const isSilent = silentUntil !== null && silentUntil > now;
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
      lead={<UptimeLead onAcknowledge={(id) => monitors.ask('acknowledgeIncident', [id])} />}
      buttons={
        <>
          <LastGap />
          <Button icon={BellOff} aria-pressed={isSilent} onClick={() => monitors.ask('silence', [])}>
            <span className={narrowLabel}>{isSilent ? 'Muted' : 'Mute'}</span>
          </Button>
          <IconButton icon={FileDown} label="Export monitors" onClick={() => void exportMonitors()} />
          <Button icon={Rows3} keys="v" aria-pressed={isGrouped} onClick={toggleGrouping}>
            <span className={narrowLabel}>{isGrouped ? 'Grouped' : 'Not grouped'}</span>
          </Button>
        </>
      }
      empty={{
        title: 'Nothing is watched yet',
        text: 'Websites, ports, certificates, domains and jobs of your clients, checked from this machine. While it sleeps or is offline nothing is judged.',
      }}
      form={(onClose) => <MonitorForm monitor={null} onClose={onClose} />}
      actions={monitorActions}
      detail={(id) => <MonitorDetail id={id} />}
      questions={questions}
      fields={monitorFields}
    />
  );
}
