import { useState } from 'react';
import { Inbox, Pencil, Power, RefreshCw } from 'lucide-react';
import type { z } from 'zod';
import type { Connection, roundTrip } from '../../../../shared/connection.ts';
import { Button } from '../../../components/button.tsx';
import { DetailHead, faintCode, FixedTitle } from '../../../components/detail/detail-head.tsx';
import { DetailPane } from '../../../components/detail/detail-pane.tsx';
import { Properties, Property, PropertyList } from '../../../components/detail/property-list.tsx';
import { Notice } from '../../../components/notice.tsx';
import { RecordLines } from '../../../components/record-lines.tsx';
import { RecordTable } from '../../../components/record-table.tsx';
import { StateDot } from '../../../components/state-dot.tsx';
import { Time } from '../../../components/time.tsx';
import { useActions, type Action } from '../../../lib/actions.ts';
import { useNow } from '../../../lib/clock.ts';
import { client, errorMessage } from '../../../lib/client.ts';
import { numberText, plural } from '../../../lib/format.ts';
import { navigate } from '../../../lib/navigation.ts';
import { allRecords } from '../../../lib/route.ts';
import { showFailure, showToast } from '../../../lib/toasts.ts';
import { useAnswer } from '../../../lib/use-answer.ts';
import { useOrganizations } from '../../../lib/use-organizations.ts';
import {
  healthOf,
  kindLabels,
  proofHints,
  refusalWords,
  stateLabels,
  stateShapes,
} from './connection-words.ts';
import { ConnectionClients } from './connection-clients.tsx';
import { ConnectionOutbox } from './connection-outbox.tsx';
import { ConnectionSync, syncNow } from './connection-sync.tsx';
import { showReceived } from './received-session.ts';

export type AskConnection = (kind: 'edit' | 'rotate' | 'remove') => void;

interface ConnectionDetailProps {
  connection: Connection;
  ask: AskConnection;
  onClose: () => void;
}

async function setEnabled({ id, name }: Connection, enabled: boolean): Promise<void> {
  try {
    await client.connections.update({ id, patch: { enabled } });
    showToast(`${name} switched ${enabled ? 'on' : 'off'}`);
  } catch (error) {
    showFailure(`Not switched: ${errorMessage(error)}`);
  }
}

export function ConnectionDetail({ connection, ask, onClose }: ConnectionDetailProps) {
  const receivesOnly = connection.syncing.sync.state === 'not_set_up';
  const [part, setPart] = useState(receivesOnly ? 'reach' : 'sync');
  const toggle = () => void setEnabled(connection, !connection.enabled);
  const action = (id: string, name: string, keys: string, run: () => void): Action => ({
    id: `connection.${id}`,
    name,
    group: 'Connections',
    keys: [keys],
    run,
  });
  useActions([
    action('edit', 'Edit the connection', 'e', () => ask('edit')),
    action('toggle', 'Switch the connection on or off', 'p', toggle),
    action('sync', 'Read and send now', 's', () => void syncNow(connection)),
    action('rotate', 'New webhook secret', 'r', () => ask('rotate')),
    action('remove', 'Delete the connection', 'delete', () => ask('remove')),
  ]);
  const health = healthOf(connection, useNow());
  const { queued, undecided } = connection.syncing;
  const readsClients = connection.syncing.capabilities.some(({ what }) => what === 'Read organizations');
  return (
    <DetailPane
      id="connection-detail"
      label={connection.name}
      of="the connection"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="connection"
          onClose={onClose}
          meta={
            <>
              <StateDot shape={health.shape}>{health.text}</StateDot>
              <span className={faintCode}>{kindLabels[connection.kind]}</span>
            </>
          }
          title={<FixedTitle>{connection.name}</FixedTitle>}
        >
          <Button icon={Pencil} keys="e" onClick={() => ask('edit')}>
            Edit
          </Button>
          <Button icon={Power} keys="p" onClick={toggle}>
            {connection.enabled ? 'Switch off' : 'Switch on'}
          </Button>
        </DetailHead>
      }
      parts={[
        { id: 'sync', label: 'Sync', content: <ConnectionSync connection={connection} /> },
        {
          id: 'outbox',
          label: queued + undecided === 0 ? 'To send' : `To send ${queued + undecided}`,
          content: <ConnectionOutbox connectionId={connection.id} />,
        },
        ...(readsClients
          ? [{ id: 'clients', label: 'Clients', content: <ConnectionClients connectionId={connection.id} /> }]
          : []),
        { id: 'reach', label: 'How it gets here', content: <Reach connection={connection} ask={ask} /> },
        { id: 'received', label: 'Received', content: <Received connectionId={connection.id} /> },
        { id: 'refused', label: 'Refused', content: <Refused connectionId={connection.id} /> },
      ]}
    />
  );
}

/** Whether an event can find its way, and when one last did. */
function Reach({ connection, ask }: { connection: Connection; ask: AskConnection }) {
  const organizations = useOrganizations();
  const local = useAnswer('system', 'status', {}).value?.address ?? null;
  const lan = useAnswer('connections', 'listener', {}).value?.state;
  const { publicUrl, hookPath } = connection;
  return (
    <Properties>
      {publicUrl === null && (
        <Notice tone="info" title="The internet cannot reach this machine by itself">
          It stands behind a router. A tunnel of your choice that leads to {local ?? 'this machine'} gives it
          a public address: enter that with e, and check it here.
        </Notice>
      )}
      <PropertyList>
        <Property label="Public">
          {publicUrl === null ? 'None yet' : <code>{publicUrl + hookPath}</code>}
        </Property>
        {lan?.state === 'failed' && <Property label="In the LAN">Not reached: {lan.detail}</Property>}
        {lan?.state === 'listening' && (
          <Property label="In the LAN">
            {lan.urls.length === 0 ? (
              'This machine is in no network now'
            ) : (
              <ul>
                {lan.urls.map((each) => (
                  <li key={each}>
                    <code>{each + hookPath}</code>
                  </li>
                ))}
              </ul>
            )}
          </Property>
        )}
        <Property label="Here">
          {local === null ? 'Does not listen' : <code>{local + hookPath}</code>}
        </Property>
        <Property label="Proof">{proofHints[connection.kind]}</Property>
        <Property label="Last event">
          {connection.lastDeliveryAt === null ? (
            'None yet'
          ) : (
            <Time at={connection.lastDeliveryAt} form="moment" />
          )}
        </Property>
        <Property label="So far">
          {plural(connection.accepted, 'event')}, {numberText(connection.duplicates)} came twice,{' '}
          {numberText(connection.refused)} refused
        </Property>
        <Property label="Organization">{organizations.nameOf(connection.organizationId) ?? '…'}</Property>
        {connection.plan !== null && <Property label="Its plan">{connection.plan}</Property>}
        <Property label="API key">{connection.hasKey ? 'Sealed in the vault' : 'None'}</Property>
        {connection.previousSecretUntil !== null && (
          <Property label="Old secret">
            taken too until <Time at={connection.previousSecretUntil} form="moment" />
          </Property>
        )}
      </PropertyList>
      {publicUrl !== null && <RoundTrip connection={connection} />}
      <p>
        <Button keys="r" onClick={() => ask('rotate')}>
          New secret
        </Button>{' '}
        <Button keys="delete" onClick={() => ask('remove')}>
          Delete
        </Button>
      </p>
    </Properties>
  );
}

/** Sends something through the public address and waits for it here. */
function RoundTrip({ connection }: { connection: Connection }) {
  const [result, setResult] = useState<z.infer<typeof roundTrip> | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      setResult(await client.connections.checkRoundTrip({ id: connection.id }));
    } catch (error) {
      setResult({ state: 'failed', url: null, detail: errorMessage(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        <Button icon={RefreshCw} disabled={busy} onClick={() => void check()}>
          {busy ? 'Checking…' : 'Check the way round'}
        </Button>
      </p>
      {result?.state === 'arrived' && (
        <Notice tone="info" title={`It came round in ${result.durationMs} ms`}>
          What is sent to the public address arrives here.
        </Notice>
      )}
      {result?.state === 'failed' && (
        <Notice tone="bad" title="Nothing came round">
          {result.detail}
        </Notice>
      )}
      {result === null && connection.lastRoundTripAt !== null && (
        <p>
          Last came round <Time at={connection.lastRoundTripAt} form="moment" />
        </p>
      )}
    </>
  );
}

function Received({ connectionId }: { connectionId: number }) {
  return (
    <RecordLines
      label="Events of this connection"
      nouns="events"
      icon={Inbox}
      answer={useAnswer('hookDeliveries', 'list', { filter: { connectionId }, limit: 50 })}
      line={(row) => ({
        name: row.event ?? 'no name',
        about: (
          <>
            <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>{' '}
            <Time at={row.receivedAt} />
          </>
        ),
      })}
      empty="What the service sends is listed here as it comes."
      onOpen={(recordId) => navigate({ ...allRecords('hookDeliveries'), recordId })}
      foot={
        <Properties>
          <p>
            <Button icon={Inbox} onClick={() => showReceived(connectionId)}>
              All that came in
            </Button>
          </p>
        </Properties>
      }
    />
  );
}

function Refused({ connectionId }: { connectionId: number }) {
  const refusals = useAnswer('connections', 'refusals', { id: connectionId }).value ?? [];
  if (refusals.length === 0) {
    return (
      <Properties>
        <p>Nothing was refused. Of what is refused only the reason is counted.</p>
      </Properties>
    );
  }
  return (
    <RecordTable heads={[{ label: 'Reason' }, { label: 'Times', align: 'end' }, { label: 'Last' }]}>
      {refusals.map(({ reason, count, lastAt }) => (
        <tr key={reason}>
          <th scope="row">{refusalWords[reason]}</th>
          <td>{numberText(count)}</td>
          <td>
            <Time at={lastAt} form="moment" />
          </td>
        </tr>
      ))}
    </RecordTable>
  );
}
