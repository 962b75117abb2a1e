import { BellRing } from 'lucide-react';
import { useMemo } from 'react';
import type { Incident, IncidentRow, IncidentState } from '../../../shared/incident.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { manyPart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { navigate } from '../../lib/navigation.ts';
import type { OwnedPatch } from '../../lib/record-session.ts';
import { allRecords, type RecordRoute } from '../../lib/route.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { close, openTicketOf, reopen } from './incident-changes.ts';
import { incidentColumns } from './incident-columns.tsx';
import { IncidentDetail } from './incident-detail.tsx';
import { incidents, type IncidentFilter } from './incident-session.ts';
import { incidentStates } from './incident-words.ts';
import { NoteForm } from './note-form.tsx';
import { QuietForm } from './quiet-form.tsx';

const group = 'Incidents';
const { targetIds } = incidents.cursor;
const hasTargets = () => targetIds().length > 0;

const onAll = (id: string, name: string, keys: string, run: (ids: readonly number[]) => void): Action => ({
  id: `incident.${id}`,
  name,
  group,
  keys: [keys],
  when: hasTargets,
  run: () => run(targetIds()),
});

/** Of a selection, the first: one ticket and one monitor are shown at a time. */
const onFirst = (id: string, name: string, keys: string, run: (id: number) => void): Action =>
  onAll(id, name, keys, ([first]) => first !== undefined && run(first));

const actions: readonly Action[] = [
  asks(incidents, group, 'acknowledge', 'Acknowledge…', 'a'),
  asks(incidents, group, 'mute', 'Mute…', 'm'),
  asks(incidents, group, 'note', 'Add a note…', 'n'),
  onFirst('ticket', 'Make a ticket of it', 't', (id) => void openTicketOf(id)),
  onAll('reopen', 'Open again', 'r', (ids) => void reopen(ids)),
  onAll('close', 'Close incident', 'e', (ids) => void close(ids)),
  onFirst('monitor', 'Show its monitor', 's', (id) => {
    const monitorId = incidents.rows.get(id)?.monitorId;
    if (monitorId !== undefined) navigate({ ...allRecords('monitors'), recordId: monitorId });
  }),
];

const questions: RecordQuestions<IncidentRow, IncidentFilter, OwnedPatch, Incident> = {
  acknowledge: (asked) => <QuietForm how="acknowledge" {...asked} />,
  mute: (asked) => <QuietForm how="mute" {...asked} />,
  note: ({ ids: [id], onClose }) =>
    id === undefined ? null : <NoteForm incidentId={id} onClose={onClose} />,
};

// Keys of a closed record are its names.
const states = (Object.keys(incidentStates) as IncidentState[]).map((value) => ({
  value,
  label: incidentStates[value].label,
}));

/** Outages of our own monitors: those that want somebody first. */
export function IncidentsScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const columns = useMemo(() => incidentColumns(organizations), [organizations]);
  const filterParts = useMemo(
    () => [
      manyPart<IncidentFilter, 'state'>('state', 'State', states),
      organizationPart<IncidentFilter>(organizations),
    ],
    [organizations],
  );
  return (
    <RecordScreen
      session={incidents}
      title={group}
      icon={BellRing}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      empty={{
        title: 'No incidents',
        text: 'An incident is opened when a monitor goes down and closed when it is back. Acknowledge one to stop its reminders, or make a ticket of it.',
      }}
      actions={actions}
      detail={(id) => <IncidentDetail id={id} />}
      questions={questions}
    />
  );
}
