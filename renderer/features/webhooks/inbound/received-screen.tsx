import { Cable, Inbox } from 'lucide-react';
import { useMemo } from 'react';
import type { HookDelivery, HookDeliveryRow } from '../../../../shared/hook-delivery.ts';
import { Button, narrowLabel } from '../../../components/button.tsx';
import { manyPart, onePart, organizationPart } from '../../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../../components/record-screen/record-screen.tsx';
import type { Action } from '../../../lib/actions.ts';
import { navigate } from '../../../lib/navigation.ts';
import type { RecordRoute } from '../../../lib/route.ts';
import { useAnswer } from '../../../lib/use-answer.ts';
import { useOrganizations } from '../../../lib/use-organizations.ts';
import { stateLabels } from './connection-words.ts';
import { receivedColumns } from './received-columns.tsx';
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

/** Every event that another service sent, with what it did here. */
export function ReceivedScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const all = useAnswer('connections', 'list', {}).value;
  const connections = useMemo(() => new Map(all?.map(({ id, name }) => [id, name])), [all]);
  const columns = useMemo(() => receivedColumns(organizations, connections), [organizations, connections]);
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
