import { reviewCategory } from '../../../shared/review-rules.ts';
import type { ReviewScore } from '../../../shared/security-review.ts';
import { ListBox } from '../../components/list-box.tsx';
import { Time } from '../../components/time.tsx';
import { checkedIn, scoreChange } from './standing-score.ts';
import { ScoreBar } from './score-bar.tsx';
import styles from './security-review.module.css';

export interface ReviewLine {
  readonly organizationId: number;
  readonly name: string;
  readonly latest: ReviewScore | null;
  readonly before: ReviewScore | null;
}

interface ReviewListProps {
  lines: readonly ReviewLine[];
  openId: number | null;
  onOpen: (organizationId: number) => void;
}

/** Every client with the score of its last review, the lowest first. */
export function ReviewList({ lines, openId, onOpen }: ReviewListProps) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Security of organizations"
        items={lines}
        idOf={({ organizationId }) => organizationId}
        openId={openId}
        onOpen={onOpen}
        className={styles['columns']}
        heads={['Organization', 'Score', '', 'Change', 'Checked', 'Reviewed']}
        row={({ name, latest, before }) => (
          <>
            <span className={styles['name']}>{name}</span>
            <span className={styles['figure']}>{latest?.score ?? '–'}</span>
            <ScoreBar score={latest?.score ?? null} whole={latest !== null && checkedIn(latest) === all} />
            <span className={styles['quiet']}>{scoreChange(latest, before)}</span>
            <span className={styles['quiet']}>{latest && `${checkedIn(latest)} of ${all}`}</span>
            <span className={styles['quiet']}>{latest ? <Time at={latest.at} /> : 'never'}</span>
          </>
        )}
      />
    </div>
  );
}

const all = reviewCategory.options.length;

/** The lowest score first; those that were never reviewed, or could not be, come last. */
export function byNeed(a: ReviewLine, b: ReviewLine): number {
  return (a.latest?.score ?? 101) - (b.latest?.score ?? 101) || a.name.localeCompare(b.name);
}
