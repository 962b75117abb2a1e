import { Building2, CalendarClock, Power } from 'lucide-react';
import { useMemo } from 'react';
import type { MaintenanceWindow } from '../../../shared/maintenance.ts';
import { MutedCell, NameCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { DetailHead, EditableTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { asks } from '../../components/record-screen/ask-action.ts';
import { organizationPart } from '../../components/record-screen/filter-part.ts';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import type { Action } from '../../lib/actions.ts';
import { useNow } from '../../lib/clock.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import { MaintenanceCalendar } from './maintenance-calendar.tsx';
import { MaintenanceForm } from './maintenance-form.tsx';
import { maintenance, type MaintenanceFilter, type MaintenancePatch } from './maintenance-session.ts';
import { coverText, describeMaintenanceField, nextText, scheduleText } from './maintenance-words.ts';

const group = 'Maintenance';
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

function toggle(ids: readonly number[]): void {
  if (ids.length === 0) return;
  const enabled = maintenance.shared(ids, (row) => row.enabled) !== true;
  void maintenance.patch(ids, { enabled }, enabled ? 'switched on' : 'switched off');
}

const actions: readonly Action[] = [
  asks(maintenance, group, 'edit', 'Edit window…', 'e'),
  asks(maintenance, group, 'organization', 'Move to organization…', 'c'),
  {
    id: 'window.toggle',
    name: 'Switch on or off',
    group,
    keys: ['p'],
    when: () => maintenance.cursor.targetIds().length > 0,
    run: () => toggle(maintenance.cursor.targetIds()),
  },
];

const questions: RecordQuestions<MaintenanceWindow, MaintenanceFilter, MaintenancePatch, MaintenanceWindow> =
  {
    edit: ({ ids: [id], onClose }) => {
      const window = id === undefined ? undefined : maintenance.rows.get(id);
      return window ? <MaintenanceForm key={id} window={window} onClose={onClose} /> : null;
    },
  };

function Next({ window }: { window: MaintenanceWindow }) {
  const shape = !window.enabled ? 'gone' : window.active ? 'ours' : 'plain';
  return <StateDot shape={shape}>{nextText(window, useNow())}</StateDot>;
}

function columnsFor(organizations: OrganizationNames): TableColumn<MaintenanceWindow>[] {
  return [
    {
      id: 'name',
      name: 'Name',
      width: 200,
      minWidth: 130,
      fills: true,
      shown: true,
      sortKey: 'name',
      render: (row) => <NameCell text={row.name} />,
    },
    {
      id: 'when',
      name: 'When',
      width: 260,
      minWidth: 120,
      shown: true,
      leaves: 3,
      render: (row) => <MutedCell text={scheduleText(row.schedule)} />,
    },
    {
      id: 'covers',
      name: 'Covers',
      width: 170,
      minWidth: 90,
      shown: true,
      leaves: 2,
      render: (row) => <MutedCell text={coverText(row)} />,
    },
    organizationColumn<MaintenanceWindow>(organizations, 1, 120),
    {
      id: 'next',
      name: 'Next',
      width: 170,
      minWidth: 90,
      shown: true,
      render: (row) => <Next window={row} />,
    },
  ];
}

/** Announced work: while it lasts, what it covers is not called down and counts in no percentage. */
export function MaintenanceScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const columns = useMemo(() => columnsFor(organizations), [organizations]);
  const filterParts = useMemo(() => [organizationPart<MaintenanceFilter>(organizations)], [organizations]);
  return (
    <RecordScreen
      session={maintenance}
      title={group}
      icon={CalendarClock}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      lead={<MaintenanceCalendar />}
      empty={{
        title: 'No work is announced',
        text: 'While a window is on, nothing it covers is called down: once, every week, or by a cron expression.',
      }}
      form={(onClose) => <MaintenanceForm window={null} onClose={onClose} />}
      actions={actions}
      detail={(id) => <MaintenanceDetail id={id} />}
      questions={questions}
    />
  );
}

function MaintenanceDetail({ id }: { id: number }) {
  const organizations = useOrganizations();
  return (
    <RecordDetail
      session={maintenance}
      id={id}
      label={({ name }) => name}
      head={(window) => (
        <DetailHead
          noun="window"
          onClose={() => maintenance.cursor.open(null)}
          meta={<Next window={window} />}
          title={
            <EditableTitle
              draftKey={`maintenance:${window.id}:name`}
              label="Name"
              value={window.name}
              maxLength={200}
              onKeep={(name) => void maintenance.patch([window.id], { name }, 'renamed')}
            />
          }
        >
          <PropertyChip
            label="When"
            value={scheduleText(window.schedule)}
            keys="e"
            onClick={() => maintenance.ask('edit', [window.id])}
            icon={<CalendarClock {...icon} />}
          />
          <PropertyChip
            label="State"
            value={window.enabled ? 'On' : 'Off'}
            keys="p"
            onClick={() => toggle([window.id])}
            icon={<Power {...icon} />}
          />
          <PropertyChip
            label="Organization"
            value={organizations.nameOf(window.organizationId) ?? '…'}
            keys="c"
            onClick={() => maintenance.ask('organization', [window.id])}
            icon={<Building2 {...icon} />}
          />
        </DetailHead>
      )}
      parts={(window) => [
        {
          id: 'details',
          label: 'Details',
          content: (
            <Properties>
              <PropertyList>
                <Property label="When">{scheduleText(window.schedule)}</Property>
                <Property label="Time zone">{window.timeZone}</Property>
                <Property label="Covers">{coverText(window)}</Property>
                <Property label="Notes">{window.notes || '—'}</Property>
              </PropertyList>
            </Properties>
          ),
        },
      ]}
      describe={describeMaintenanceField}
    />
  );
}
