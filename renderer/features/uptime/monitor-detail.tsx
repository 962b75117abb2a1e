import { Building2, Pause, Play, Tag } from 'lucide-react';
import type { Monitor } from '../../../shared/monitor.ts';
import { DetailHead, EditableTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { useNow } from '../../lib/clock.ts';
import { useRow } from '../../lib/row-store.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { MonitorDot } from './monitor-dot.tsx';
import { MonitorIncidents } from './monitor-incidents.tsx';
import { MonitorOverview } from './monitor-overview.tsx';
import { MonitorProperties } from './monitor-properties.tsx';
import { monitors } from './monitor-session.ts';
import {
  describeMonitorField,
  durationText,
  stateWords,
  statusLabels,
  targetText,
  typeLabels,
} from './monitor-words.ts';
import { togglePaused } from './monitor-actions.ts';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

export function MonitorDetail({ id }: { id: number }) {
  const organizations = useOrganizations();
  return (
    <RecordDetail
      session={monitors}
      id={id}
      label={({ name }) => name}
      head={(monitor) => <MonitorHead monitor={monitor} />}
      parts={(monitor) => [
        { id: 'overview', label: 'Overview', content: <MonitorOverview key={id} monitor={monitor} /> },
        { id: 'incidents', label: 'Incidents', content: <MonitorIncidents key={id} monitorId={id} /> },
        { id: 'settings', label: 'Settings', content: <MonitorProperties key={id} monitor={monitor} /> },
      ]}
      describe={(field) => describeMonitorField(field, organizations)}
    />
  );
}

function MonitorHead({ monitor }: { monitor: Monitor }) {
  const organizations = useOrganizations();
  const parent = useRow(monitors.rows, monitor.parentId);
  const now = useNow();
  const { text } = stateWords(monitor, now, parent?.name);
  const ask = (kind: string) => () => monitors.ask(kind, [monitor.id]);
  const isJudged = monitor.status === 'up' || monitor.status === 'down';
  return (
    <DetailHead
      noun="monitor"
      onClose={() => monitors.cursor.open(null)}
      meta={
        <>
          <MonitorDot monitor={monitor} />
          <span>
            {statusLabels[monitor.status]}
            {isJudged && ` for ${durationText(now - monitor.since)}`} · {text}
          </span>
        </>
      }
      title={
        <EditableTitle
          draftKey={`monitor:${monitor.id}:name`}
          label="Name"
          value={monitor.name}
          maxLength={200}
          onKeep={(name) => void monitors.patch([monitor.id], { name }, 'renamed')}
        />
      }
    >
      <PropertyChip
        label="Looks at"
        value={targetText(monitor)}
        keys="e"
        onClick={ask('edit')}
        icon={<span>{typeLabels[monitor.type]}</span>}
      />
      <PropertyChip
        label="Checks"
        value={monitor.paused ? 'Paused' : 'Running'}
        keys="p"
        onClick={() => togglePaused([monitor.id])}
        icon={monitor.paused ? <Pause {...icon} /> : <Play {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(monitor.organizationId) ?? '…'}
        keys="c"
        onClick={ask('organization')}
        icon={<Building2 {...icon} />}
      />
      <PropertyChip
        label="Group"
        value={monitor.groupName ?? 'No group'}
        onClick={ask('groupName')}
        icon={<Tag {...icon} />}
      />
    </DetailHead>
  );
}
