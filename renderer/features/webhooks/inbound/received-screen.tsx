import { Cable, Inbox } from 'lucide-react';
import { useMemo } from 'react';
import type { HookDelivery, HookDeliveryRow } from '../../../../shared/hook-delivery.ts';
import { Button, narrowLabel } from '../../../components/button.tsx';
import {
  CodeCell,
  MutedCell,
  NameCell,
  NumberCell,
  TimeCell,
} from '../../../components/data-table/cells.tsx';
import type { TableColumn } from '../../../components/data-table/columns.ts';
import { organizationColumn } from '../../../components/data-table/record-columns.tsx';
import { manyPart, onePart, organizationPart } from '../../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../../components/record-screen/record-screen.tsx';
import { StateDot } from '../../../components/state-dot.tsx';
import type { Action } from '../../../lib/actions.ts';
import { bytesText, numberText } from '../../../lib/format.ts';
import { navigate } from '../../../lib/navigation.ts';
import type { RecordRoute } from '../../../lib/route.ts';
import { useAnswer } from '../../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../../lib/use-organizations.ts';
import { stateLabels, stateShapes } from './connection-words.ts';
import { ReceivedDetail } from './received-detail.tsx';
import { applyAgain, received, type ReceivedFilter } from './received-session.ts';
import { SaveEvent } from './save-event.tsx';

const group = 'What came in';
const showConnections = () => navigate({ screen: 'connections', connectionId: null });

const actions: readonly Action[] = [
  {
    id: 'event.replay',
    name: 'Apply again',
    group,
    keys: ['r'],
    keywords: 'replay retry',
    when: () => received.cursor.targetIds().length > 0,
    run: () => void applyAgain(received.cursor.targetIds()),
  },
  {
    id: 'event.save',
    name: 'Save as test event…',
    group,
    keys: ['s'],
    when: () => received.cursor.targetIds().length === 1,
    run: () => received.ask('save'),
  },
  { id: 'event.connections', name: 'Go to the connections', group, keys: ['l'], run: showConnections },
];

const questions: RecordQuestions<HookDeliveryRow, ReceivedFilter, object, HookDelivery> = {
  save: ({ ids, session, onClose }) =>
    ids[0] === undefined ? null : <SaveEvent id={ids[0]} name={session.nameOf(ids)} onClose={onClose} />,
};

function columnsOf(
  organizations: OrganizationNames,
  connections: ReadonlyMap<number, string>,
): TableColumn<HookDeliveryRow>[] {
  return [
    {
      id: 'state',
      name: 'State',
      width: 88,
      minWidth: 60,
      shown: true,
      leaves: 8,
      sortKey: 'state',
      render: (row) => <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>,
    },
    {
      id: 'event',
      name: 'Event',
      width: 170,
      minWidth: 120,
      fills: true,
      shown: true,
      sortKey: 'event',
      render: (row) => <NameCell text={row.event ?? 'no name'} />,
    },
    {
      id: 'outcome',
      name: 'What it did',
      width: 210,
      minWidth: 80,
      shown: true,
      leaves: 6,
      render: (row) => <MutedCell text={row.outcome} />,
    },
    {
      id: 'connection',
      name: 'By',
      width: 120,
      minWidth: 60,
      shown: true,
      leaves: 7,
      render: (row) => <MutedCell text={connections.get(row.connectionId)} />,
    },
    organizationColumn(organizations, 3),
    {
      id: 'repeats',
      name: 'Again',
      width: 50,
      minWidth: 44,
      align: 'end',
      shown: true,
      leaves: 2,
      render: (row) => <NumberCell text={row.repeats === 0 ? '—' : numberText(row.repeats)} />,
    },
    {
      id: 'bytes',
      name: 'Size',
      width: 60,
      minWidth: 44,
      align: 'end',
      shown: true,
      leaves: 1,
      render: (row) => <NumberCell text={bytesText(row.bytes)} />,
    },
    {
      id: 'message',
      name: 'Id',
      width: 150,
      minWidth: 80,
      shown: false,
      leaves: 1,
      render: (row) => <CodeCell text={row.messageId} />,
    },
    {
      id: 'received',
      name: 'When',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 5,
      sortKey: 'id',
      render: (row) => <TimeCell at={row.receivedAt} />,
    },
  ];
}

/** Every event that another service sent, with what it did here. */
export function ReceivedScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const all = useAnswer('connections', 'list', {}).value;
  const connections = useMemo(() => new Map(all?.map(({ id, name }) => [id, name])), [all]);
  const columns = useMemo(() => columnsOf(organizations, connections), [organizations, connections]);
  const filterParts = useMemo(
    () => [
      manyPart<ReceivedFilter, 'state'>(
        'state',
        'State',
        Object.entries(stateLabels).map(([value, label]) => ({ value, label })),
      ),
      onePart<ReceivedFilter, 'connectionId'>(
        'connectionId',
        'Connection',
        [...connections].map(([value, label]) => ({ value, label })),
      ),
      organizationPart<ReceivedFilter>(organizations),
    ],
    [connections, organizations],
  );
  return (
    <RecordScreen
      session={received}
      title={group}
      icon={Inbox}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      buttons={
        <Button icon={Cable} keys="l" onClick={showConnections}>
          <span className={narrowLabel}>Connections</span>
        </Button>
      }
      empty={{
        title: 'Nothing came in yet',
        text: 'Events that connected services send are listed here with their exact bytes and what they did.',
      }}
      actions={actions}
      detail={(id) => <ReceivedDetail id={id} connections={connections} />}
      questions={questions}
    />
  );
}
