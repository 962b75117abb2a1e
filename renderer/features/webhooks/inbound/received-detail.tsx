import { Cable, RotateCw, Save } from 'lucide-react';
import type { HookDelivery, HookDeliveryRow } from '../../../../shared/hook-delivery.ts';
import { Button } from '../../../components/button.tsx';
import { DetailHead, faintCode, FixedTitle, PropertyChip } from '../../../components/detail/detail-head.tsx';
import {
  Properties,
  Property,
  PropertyList,
  valueButton,
} from '../../../components/detail/property-list.tsx';
import { RecordDetail } from '../../../components/record-screen/record-detail.tsx';
import { RecordTable } from '../../../components/record-table.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { StateDot } from '../../../components/state-dot.tsx';
import { Time } from '../../../components/time.tsx';
import { plural } from '../../../lib/format.ts';
import { navigate } from '../../../lib/navigation.ts';
import { parseRoute } from '../../../lib/route.ts';
import { HttpMessage } from '../http-message.tsx';
import styles from '../webhooks.module.css';
import {
  dialectLabels,
  stateLabels,
  stateShapes,
  textOfBase64,
  verificationWords,
} from './connection-words.ts';
import { applyAgain, received } from './received-session.ts';

interface ReceivedDetailProps {
  id: number;
  connections: ReadonlyMap<number, string>;
}

/** One event that came in: what it did, its exact bytes, and what its signature says under every rule. */
export function ReceivedDetail({ id, connections }: ReceivedDetailProps) {
  const later = (what: string) => <Skeleton rows={4} label={`Loading ${what}`} />;
  return (
    <RecordDetail
      session={received}
      id={id}
      label={({ event }) => event ?? 'Event'}
      head={(row) => <ReceivedHead row={row} connection={connections.get(row.connectionId) ?? '…'} />}
      parts={(row, whole) => [
        { id: 'effect', label: 'What it did', content: <Effect row={row} whole={whole} /> },
        {
          id: 'message',
          label: 'Message',
          content: whole ? (
            <div className={styles['part']}>
              <HttpMessage
                label="What came in"
                start={`POST, ${plural(whole.bytes, 'byte')}`}
                headers={whole.headers}
                body={textOfBase64(whole.body)}
              />
            </div>
          ) : (
            later('the message')
          ),
        },
        {
          id: 'signatures',
          label: 'Signatures',
          content: whole ? <Signatures event={whole} /> : later('the signatures'),
        },
      ]}
    />
  );
}

function ReceivedHead({ row, connection }: { row: HookDeliveryRow; connection: string }) {
  return (
    <DetailHead
      noun="event"
      onClose={() => received.cursor.open(null)}
      meta={
        <>
          <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>
          {row.messageId !== null && <code className={faintCode}>{row.messageId}</code>}
        </>
      }
      title={<FixedTitle>{row.event ?? 'An event without a name'}</FixedTitle>}
    >
      <Button icon={RotateCw} keys="r" onClick={() => void applyAgain([row.id])}>
        Apply again
      </Button>
      <Button icon={Save} keys="s" onClick={() => received.ask('save', [row.id])}>
        Save as test event…
      </Button>
      <PropertyChip
        label="Connection"
        value={connection}
        icon={<Cable size={14} strokeWidth={1.75} aria-hidden="true" />}
        onClick={() => navigate({ screen: 'connections', connectionId: row.connectionId })}
      />
    </DetailHead>
  );
}

function Effect({ row, whole }: { row: HookDeliveryRow; whole: HookDelivery | undefined }) {
  const place = whole?.link ? parseRoute(whole.link) : undefined;
  return (
    <Properties>
      <PropertyList>
        <Property label="Outcome">
          {row.outcome ?? (row.state === 'waiting' ? 'Not applied yet' : 'Nothing')}
        </Property>
        {place && (
          <Property label="Seen at">
            <Button variant="quiet" className={valueButton} onClick={() => navigate(place)}>
              Show it
            </Button>
          </Property>
        )}
        <Property label="Came in">
          <Time at={row.receivedAt} form="moment" />
          {row.repeats > 0 && `, and ${plural(row.repeats, 'time')} again`}
        </Property>
        {row.appliedAt !== null && (
          <Property label="Applied">
            <Time at={row.appliedAt} form="moment" />
          </Property>
        )}
      </PropertyList>
    </Properties>
  );
}

function Signatures({ event }: { event: HookDelivery }) {
  return (
    <RecordTable heads={[{ label: 'Rule' }, { label: 'Result' }, { label: 'Header' }]}>
      {event.verifications.map(({ dialect, header, result }) => (
        <tr key={`${dialect} ${header}`}>
          <th scope="row">{dialectLabels[dialect]}</th>
          <td>
            <StateDot shape={verificationWords[result].shape}>{verificationWords[result].text}</StateDot>
          </td>
          <td>
            <code>{header}</code>
          </td>
        </tr>
      ))}
    </RecordTable>
  );
}
