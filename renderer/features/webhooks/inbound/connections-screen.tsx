import { Cable, Inbox } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { AddButton, AddFirst } from '../../../components/add-button.tsx';
import { Button, narrowLabel } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ListBox } from '../../../components/list-box.tsx';
import { Listed } from '../../../components/listed.tsx';
import { DetailBody, Screen } from '../../../components/screen.tsx';
import { StateDot } from '../../../components/state-dot.tsx';
import { Time } from '../../../components/time.tsx';
import { TopBar } from '../../../components/top-bar.tsx';
import { useActions } from '../../../lib/actions.ts';
import { client } from '../../../lib/client.ts';
import { useNow } from '../../../lib/clock.ts';
import { closeAction } from '../../../lib/close-action.ts';
import { numberText } from '../../../lib/format.ts';
import { navigate } from '../../../lib/navigation.ts';
import { useAnswer } from '../../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../../lib/use-organizations.ts';
import { RotateSecret } from '../rotate-secret.tsx';
import cells from '../../../components/list-cells.module.css';
import styles from '../webhooks.module.css';
import { ConnectionDetail } from './connection-detail.tsx';
import { ConnectionForm, type MadeConnection } from './connection-form.tsx';
import { healthOf, kindLabels } from './connection-words.ts';
import { showReceived } from './received-session.ts';
import { RemoveConnection } from './remove-connection.tsx';
import { RevealHook } from './reveal-hook.tsx';

type Asking =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'rotate' | 'remove'; readonly connection: Connection }
  | { readonly kind: 'reveal'; readonly made: MadeConnection };

const group = 'Connections';
const none: readonly Connection[] = [];
const show = (connectionId: number | null) => navigate({ screen: 'connections', connectionId });

/** Accounts at other services: what they send here, what is read there, and what is sent to them. */
export function ConnectionsScreen({ connectionId }: { connectionId: number | null }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useAnswer('connections', 'list', {});
  const organizations = useOrganizations();
  const connections = answer.value ?? none;
  const open = connections.find(({ id }) => id === connectionId);
  const add = () => setAsking({ kind: 'new' });
  const showAll = () => showReceived(open?.id ?? null);
  useActions([
    { id: 'connection.new', name: 'New connection', group, keys: ['w'], run: add },
    { id: 'connection.received', name: 'What came in', group, keys: ['l'], run: showAll },
    closeAction({
      id: 'connection.close',
      name: 'Close the connection',
      group,
      isOpen: connectionId !== null,
      run: () => show(null),
    }),
  ]);
  return (
    <Screen>
      <TopBar
        title={group}
        count={answer.value ? String(connections.length) : ''}
        actions={
          <>
            <Button icon={Inbox} keys="l" onClick={showAll}>
              <span className={narrowLabel}>What came in</span>
            </Button>
            <AddButton onAdd={add}>New connection</AddButton>
          </>
        }
      />
      <DetailBody
        noun="connection"
        detail={
          open === undefined ? null : (
            <ConnectionDetail
              key={open.id}
              connection={open}
              ask={(kind) => setAsking({ kind, connection: open })}
              onClose={() => show(null)}
            />
          )
        }
      >
        <Listed
          answer={answer}
          noun="connections"
          icon={Cable}
          empty={
            <EmptyState
              icon={Cable}
              title="No other service is connected yet"
              action={<AddFirst onAdd={add}>New connection</AddFirst>}
            >
              OneClickIT, ClientSt0r, Orqit and The One Stack: their tickets and assets are read into this
              console, what you change is sent there, and what they tell of is done once.
            </EmptyState>
          }
        >
          {(found) => (
            <ConnectionList connections={found} organizations={organizations} openId={open?.id ?? null} />
          )}
        </Listed>
      </DetailBody>
      {asking && (
        <Asked
          asking={asking}
          onClose={() => setAsking(null)}
          onReveal={(made) => setAsking({ kind: 'reveal', made })}
        />
      )}
    </Screen>
  );
}

interface ConnectionListProps {
  connections: readonly Connection[];
  organizations: OrganizationNames;
  openId: number | null;
}

function ConnectionList({ connections, organizations, openId }: ConnectionListProps) {
  const now = useNow();
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Connections"
        className={styles['endpoints']}
        items={connections}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={show}
        heads={['Name', 'Service', 'Of', 'Came', 'Refused', 'Last', 'State']}
        row={(each) => {
          const health = healthOf(each, now);
          return (
            <>
              <span className={cells['name']} title={each.name}>
                {each.name}
              </span>
              <span className={cells['cell']}>{kindLabels[each.kind]}</span>
              <span className={cells['cell']}>{organizations.nameOf(each.organizationId) ?? '…'}</span>
              <span className={cells['number']}>{numberText(each.accepted)}</span>
              <span className={cells['number']}>{numberText(each.refused)}</span>
              <span className={cells['cell']}>
                {each.lastDeliveryAt === null ? 'never' : <Time at={each.lastDeliveryAt} />}
              </span>
              <span className={cells['cell']}>
                <StateDot shape={health.shape}>{health.text}</StateDot>
              </span>
            </>
          );
        }}
      />
    </div>
  );
}

interface AskedProps {
  asking: Asking;
  onClose: () => void;
  onReveal: (made: MadeConnection) => void;
}

function Asked({ asking, onClose, onReveal }: AskedProps) {
  switch (asking.kind) {
    case 'new':
      return <ConnectionForm connection={null} onClose={onClose} onMade={onReveal} />;
    case 'edit':
      return <ConnectionForm connection={asking.connection} onClose={onClose} onMade={onReveal} />;
    case 'reveal': {
      const { made } = asking;
      const done = () => {
        onClose();
        show(made.connection.id);
      };
      return <RevealHook made={made} onClose={done} />;
    }
    case 'rotate': {
      const { id, name } = asking.connection;
      return (
        <RotateSecret
          of={name}
          meanwhile="are taken as proof"
          rotate={async (overlapHours) =>
            onReveal(await client.connections.rotateSecret({ id, overlapHours }))
          }
          onClose={onClose}
        />
      );
    }
    case 'remove':
      return (
        <RemoveConnection
          connection={asking.connection}
          onClose={onClose}
          onGone={() => {
            onClose();
            show(null);
          }}
        />
      );
  }
}
