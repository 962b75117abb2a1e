import { Building2, Link, RotateCw } from 'lucide-react';
import type { Delivery, DeliveryAttempt, DeliveryRow } from '../../../shared/delivery.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, faintCode, FixedTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { momentTime } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { deliveries, sendAgain } from './delivery-session.ts';
import { HttpMessage } from './http-message.tsx';
import { errorLabels, eventText, stateLabels, stateShapes } from './webhook-words.ts';
import styles from './webhooks.module.css';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** One event on its way to one endpoint: every attempt, with what went over the line. */
export function DeliveryDetail({ id, endpoints }: { id: number; endpoints: ReadonlyMap<number, string> }) {
  return (
    <RecordDetail
      session={deliveries}
      id={id}
      label={({ event }) => event}
      head={(row) => <DeliveryHead row={row} endpoint={endpoints.get(row.webhookId) ?? '…'} />}
      parts={(_row, whole) => [
        {
          id: 'attempts',
          label: 'Attempts',
          content: whole ? <Attempts delivery={whole} /> : <Skeleton rows={4} label="Loading attempts" />,
        },
        {
          id: 'body',
          label: 'Body',
          content: whole ? (
            <div className={styles['part']}>
              <HttpMessage label="Body" start={`POST ${whole.url}`} headers={[]} body={whole.body} />
            </div>
          ) : (
            <Skeleton rows={4} label="Loading the body" />
          ),
        },
      ]}
    />
  );
}

function DeliveryHead({ row, endpoint }: { row: DeliveryRow; endpoint: string }) {
  const now = useNow();
  const organizations = useOrganizations();
  return (
    <DetailHead
      noun="delivery"
      onClose={() => deliveries.cursor.open(null)}
      meta={
        <>
          <StateDot shape={stateShapes[row.state]}>
            {stateLabels[row.state]}
            {row.nextAttemptAt !== null && `, next attempt ${momentTime(row.nextAttemptAt, now)}`}
          </StateDot>
          <code className={faintCode}>{row.messageId}</code>
        </>
      }
      title={<FixedTitle>{eventText(row)}</FixedTitle>}
    >
      <Button icon={RotateCw} keys="r" onClick={() => void sendAgain([row.id])}>
        Send again
      </Button>
      <PropertyChip
        label="Endpoint"
        value={endpoint}
        icon={<Link {...icon} />}
        onClick={() => navigate({ screen: 'webhooks', webhookId: row.webhookId })}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(row.organizationId) ?? '…'}
        icon={<Building2 {...icon} />}
        onClick={() => navigate({ screen: 'organizations', organizationId: row.organizationId })}
      />
    </DetailHead>
  );
}

const outcomes = {
  under_way: { shape: 'warn', text: 'Under way' },
  delivered: { shape: 'good', text: 'Delivered' },
  failed: { shape: 'bad', text: 'Failed' },
  interrupted: { shape: 'plain', text: 'Interrupted' },
} as const;

function Attempts({ delivery }: { delivery: Delivery }) {
  if (delivery.tries.length === 0) return <p className={styles['part']}>It was not tried yet.</p>;
  return (
    <ol className={styles['attempts']} aria-label="Attempts, the newest first">
      {delivery.tries.map((each, at) => (
        <li key={each.id}>
          <Attempt attempt={each} url={delivery.url} open={at === 0} />
        </li>
      ))}
    </ol>
  );
}

function Attempt({ attempt, url, open }: { attempt: DeliveryAttempt; url: string; open: boolean }) {
  const outcome = outcomes[attempt.outcome];
  const { status, error, durationMs } = attempt;
  return (
    <article>
      <p className={styles['attemptHead']}>
        <StateDot shape={outcome.shape}>
          {outcome.text}
          {status !== null && ` with ${status}`}
          {durationMs !== null && ` in ${durationMs} ms`}
        </StateDot>
        <Time at={attempt.at} form="moment" />
      </p>
      {error !== null && (
        <p>
          {errorLabels[error]}
          {attempt.detail !== null && `: ${attempt.detail}`}
        </p>
      )}
      <details open={open}>
        <summary>What went over the line{attempt.address !== null && ` (${attempt.address})`}</summary>
        <HttpMessage
          label="Request"
          start={`POST ${url}`}
          headers={attempt.requestHeaders}
          body=""
          nothing="The body is the same at each attempt: see Body."
        />
        {status !== null && (
          <HttpMessage
            label="Answer"
            start={String(status)}
            headers={attempt.responseHeaders}
            body={attempt.responseExcerpt}
          />
        )}
      </details>
    </article>
  );
}
