import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { ReviewScore, SecurityReview } from '../../../shared/security-review.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, PlainTitle } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { MissingRecord } from '../../components/detail/missing-record.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { useActions } from '../../lib/actions.ts';
import { cx } from '../../lib/class-names.ts';
import { numberText, plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { CheckPorts } from './check-ports.tsx';
import { ReviewCategories } from './review-categories.tsx';
import { ReviewHistory } from './review-history.tsx';
import { ReviewPorts } from './review-ports.tsx';
import { ReviewStepsPart } from './review-steps.tsx';
import { scoreTone } from './review-words.ts';
import { standingScore } from './standing-score.ts';
import styles from './security-review.module.css';

interface ReviewDetailProps {
  organizationId: number;
  name: string;
  /** The score that was kept last. */
  kept: ReviewScore | null;
  onClose: () => void;
}

/** One client's review: made when it is opened, from what is known at that moment. */
export function ReviewDetail({ organizationId, name, kept, onClose }: ReviewDetailProps) {
  const answer = useAnswer('reviews', 'review', { organizationId });
  const [part, setPart] = useState('findings');
  const [checking, setChecking] = useState(false);
  useActions([
    {
      id: 'reviews.ports',
      name: 'Check open ports',
      group: 'Security',
      keys: ['c'],
      run: () => setChecking(true),
    },
  ]);
  const review = answer.value;
  if (answer.status === 'loading') return <Skeleton rows={8} label="Reviewing" />;
  if (!review) {
    return (
      <MissingRecord
        noun="review"
        error={answer.error ?? { code: 'internal', message: '' }}
        onClose={onClose}
      />
    );
  }
  const count = review.categories.reduce(
    (sum, each) => sum + (each.status === 'scored' ? each.findings.length : 0),
    0,
  );
  return (
    <>
      <DetailPane
        id="review-detail"
        label={`Security review of ${name}`}
        of="the review"
        head={
          <Head name={name} review={review} kept={kept} onCheck={() => setChecking(true)} onClose={onClose} />
        }
        part={part}
        onPart={setPart}
        parts={[
          {
            id: 'findings',
            label: `Findings ${numberText(count)}`,
            content: <ReviewCategories categories={review.categories} />,
          },
          {
            id: 'steps',
            label: 'Next steps',
            content: <ReviewStepsPart review={review} missing={standingScore(review, kept).missing} />,
          },
          { id: 'ports', label: 'Ports', content: <ReviewPorts organizationId={organizationId} /> },
          { id: 'history', label: 'Trend', content: <ReviewHistory organizationId={organizationId} /> },
        ]}
      />
      {checking && <CheckPorts organizationId={organizationId} onClose={() => setChecking(false)} />}
    </>
  );
}

interface HeadProps {
  name: string;
  review: SecurityReview;
  kept: ReviewScore | null;
  onCheck: () => void;
  onClose: () => void;
}

function Head({ name, review, kept, onCheck, onClose }: HeadProps) {
  const { score, checked, at, missing } = standingScore(review, kept);
  return (
    <DetailHead
      noun="review"
      onClose={onClose}
      meta={
        <span>
          {checked} of {review.categories.length} categories checked · <Time at={at} />
        </span>
      }
      title={<PlainTitle>{name}</PlainTitle>}
    >
      <div className={styles['headline']}>
        <p className={styles['total']}>
          {score === null ? (
            'Nothing could be checked'
          ) : (
            <>
              <span className={cx(styles['score'], scoreTone(score, checked === review.categories.length))}>
                {score}
              </span>{' '}
              of 100
              {checked < review.categories.length && ', from what was checked'}
            </>
          )}
        </p>
        <Button icon={ScanSearch} keys="c" onClick={onCheck}>
          Check ports
        </Button>
      </div>
      {missing > 0 && (
        <p className={styles['stands']}>
          The score stands as it was then: {plural(missing, 'category')} cannot be checked now.
        </p>
      )}
    </DetailHead>
  );
}
