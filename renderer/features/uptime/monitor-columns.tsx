import type { Monitor, MonitorField } from '../../../shared/monitor.ts';
import {
  CodeCell,
  MutedCell,
  NameCell,
  NumberCell,
  TimeCell,
  ToneCell,
} from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { useNow } from '../../lib/clock.ts';
import { useRow } from '../../lib/row-store.ts';
import { tagsText } from '../../lib/tags.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { BeatBar } from './beat-bar.tsx';
import { barWidth } from './beats.ts';
import { MonitorDot } from './monitor-dot.tsx';
import { monitors } from './monitor-session.ts';
import { Sparkline } from './sparkline.tsx';
import { percentText, stateWords, targetText, typeLabels } from './monitor-words.ts';

type MonitorColumn = TableColumn<Monitor> & { readonly sortKey?: MonitorField };

function State({ monitor }: { monitor: Monitor }) {
  const parent = useRow(monitors.rows, monitor.parentId);
  const { text, tone } = stateWords(monitor, useNow(), parent?.name);
  return <ToneCell text={text} tone={tone} label={text} />;
}

function percentage(id: 'uptime24h' | 'uptime30d' | 'uptime1y', name: string, leaves: number): MonitorColumn {
  return {
    id,
    name,
    width: 58,
    minWidth: 56,
    align: 'end',
    shown: true,
    leaves,
    sortKey: id,
    render: (row) => <NumberCell text={percentText(row[id])} strong={id === 'uptime24h'} />,
  };
}

/** Every column of the uptime table, in the built-in order. */
export function monitorColumns(organizations: OrganizationNames, isGrouped: boolean): MonitorColumn[] {
  return [
    {
      id: 'status',
      name: 'Status',
      quietHead: true,
      width: 12,
      minWidth: 12,
      shown: true,
      sortKey: 'status',
      render: (row) => <MonitorDot monitor={row} />,
    },
    {
      id: 'name',
      name: 'Name',
      width: 190,
      minWidth: 190,
      fills: true,
      shown: true,
      sortKey: 'name',
      render: (row) => <NameCell text={row.name} />,
    },
    {
      id: 'target',
      name: 'Looks at',
      width: 285,
      minWidth: 150,
      fills: true,
      shown: true,
      leaves: 8,
      render: (row) => <CodeCell text={targetText(row)} />,
    },
    { ...organizationColumn<Monitor>(organizations, 4), shown: !isGrouped, sortKey: 'organizationId' },
    {
      id: 'type',
      name: 'Type',
      width: 84,
      minWidth: 50,
      shown: false,
      leaves: 1,
      sortKey: 'type',
      render: (row) => <MutedCell text={typeLabels[row.type]} />,
    },
    {
      id: 'group',
      name: 'Group',
      width: 90,
      minWidth: 50,
      shown: false,
      leaves: 1,
      sortKey: 'groupName',
      render: (row) => <MutedCell text={row.groupName} />,
    },
    {
      id: 'tags',
      name: 'Tags',
      width: 110,
      minWidth: 50,
      shown: false,
      leaves: 1,
      render: (row) => <MutedCell text={tagsText(row.tags)} />,
    },
    {
      id: 'sparkline',
      name: '24 hours',
      width: 64,
      minWidth: 60,
      shown: true,
      leaves: 3,
      render: (row) => <Sparkline monitorId={row.id} />,
    },
    {
      id: 'beats',
      name: 'Last checks',
      width: barWidth,
      minWidth: barWidth,
      shown: true,
      leaves: 5,
      render: (row) => <BeatBar beats={row.beats} />,
    },
    {
      id: 'state',
      name: 'Now',
      width: 150,
      minWidth: 80,
      align: 'end',
      shown: true,
      sortKey: 'responseTimeMs',
      render: (row) => <State monitor={row} />,
    },
    percentage('uptime24h', '24 h', 7),
    percentage('uptime30d', '30 d', 6),
    percentage('uptime1y', '1 y', 2),
    {
      id: 'lastChecked',
      name: 'Checked',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: false,
      leaves: 1,
      sortKey: 'lastCheckedAt',
      render: (row) => <TimeCell at={row.lastCheckedAt} />,
    },
  ];
}
