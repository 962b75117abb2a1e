import { ChartColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EndpointUsage } from '../../../shared/usage.ts';
import { DayBars } from '../../components/day-bars.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { numberCell, RecordTable, type RecordHead } from '../../components/record-table.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { numberText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './api-keys.module.css';
import { errorRateText } from './key-words.ts';
import { durationText } from './request-words.ts';

const endpointHeads: readonly RecordHead[] = [
  { label: 'Endpoint' },
  { label: 'Requests', align: 'end' },
  { label: 'Failed', align: 'end' },
  { label: 'Average', align: 'end' },
];

/** What the key was used for: figures, the last 30 days, and where the requests went. */
export function KeyUsagePart({ keyId }: { keyId: number }) {
  const answer = useAnswer('usage', 'ofKey', { id: keyId });
  const usage = answer.value;
  if (answer.status === 'loading') return <Skeleton rows={6} label="Loading the use of the key" />;
  if (!usage) {
    return (
      <EmptyState icon={ChartColumn} title="The figures could not be read">
        {answer.error?.message} The key works as before.
      </EmptyState>
    );
  }
  if (usage.requests === 0) {
    return (
      <EmptyState icon={ChartColumn} title="Nothing has used it yet">
        Its requests are counted from the first one on, by day and by endpoint.
      </EmptyState>
    );
  }
  return (
    <div className={styles['usage']}>
      <dl className={styles['figures']}>
        <Figure label="In 30 days" value={numberText(usage.recentRequests)} />
        <Figure label="Of these failed" value={errorRateText(usage.recentRequests, usage.recentErrors)} />
        <Figure label="In all" value={numberText(usage.requests)} />
        <Figure label="Last used" value={usage.lastUsedAt === null ? '—' : <Time at={usage.lastUsedAt} />} />
      </dl>
      <h3 className={styles['legend']}>By day</h3>
      <DayBars label="Requests" days={usage.days} />
      <h3 className={styles['legend']}>By endpoint, 30 days</h3>
      <EndpointTable endpoints={usage.endpoints} />
    </div>
  );
}

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function EndpointTable({ endpoints }: { endpoints: readonly EndpointUsage[] }) {
  if (endpoints.length === 0) return <p className={styles['muted']}>No requests in the last 30 days.</p>;
  const most = endpoints[0]?.requests ?? 1;
  return (
    <RecordTable heads={endpointHeads}>
      {endpoints.map(({ endpointId, method, path, requests, errors, averageMs }) => (
        <tr key={endpointId}>
          <th scope="row">
            <code className={styles['code']}>
              {method} {path ?? 'no such address'}
            </code>
            <div
              className={styles['share']}
              style={{ '--share': `${Math.max(1, (requests / most) * 100)}%` }}
              aria-hidden="true"
            />
          </th>
          <td className={numberCell}>{numberText(requests)}</td>
          <td className={numberCell}>{errorRateText(requests, errors)}</td>
          <td className={numberCell}>{durationText(averageMs)}</td>
        </tr>
      ))}
    </RecordTable>
  );
}
