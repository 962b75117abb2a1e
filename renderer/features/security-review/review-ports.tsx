import { Network } from 'lucide-react';
import { watchedPorts } from '../../../shared/review-rules.ts';
import type { PortCheck } from '../../../shared/security-review.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { lineAbout, lineName, lineNote, RecordLine } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { navigate } from '../../lib/navigation.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './security-review.module.css';

const watched = Object.keys(watchedPorts).length;

/** What is known of the ports of each asset, and since when. */
export function ReviewPorts({ organizationId }: { organizationId: number }) {
  const answer = useAnswer('reviews', 'ports', { organizationId });
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading ports" />;
  if (!answer.value) return <p className={lineNote}>The ports could not be read: {answer.error?.message}</p>;
  if (answer.value.length === 0) {
    return (
      <EmptyState icon={Network} title="No assets">
        Ports belong to assets that are in use; this organization has none.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Ports of assets">
      {answer.value.map((check) => (
        <RecordLine
          key={check.assetId}
          onOpen={() => navigate({ screen: 'assets', filterId: null, recordId: check.assetId })}
        >
          <span className={lineName}>{check.name}</span>
          <span className={lineAbout}>{check.address ?? ''}</span>
          <span className={check.open.length > 0 ? styles['openPorts'] : styles['quiet']}>{said(check)}</span>
          <span className={styles['quiet']}>{check.checkedAt !== null && <Time at={check.checkedAt} />}</span>
        </RecordLine>
      ))}
    </ul>
  );
}

function said({ address, checkedAt, open, filtered }: PortCheck): string {
  if (address === null) return 'no address';
  if (checkedAt === null) return 'not checked';
  if (filtered === watched) return 'no answer';
  if (open.length === 0) return 'none open';
  return `${open.join(', ')} open`;
}
