import { cx } from '../../lib/class-names.ts';
import { scoreTone } from './review-words.ts';
import styles from './security-review.module.css';

/** A score as a length; the number stands beside it. Hollow where nothing was checked. */
export function ScoreBar({ score, whole }: { score: number | null; whole: boolean }) {
  return (
    <span className={cx(styles['bar'], score === null && styles['hollow'])} aria-hidden="true">
      {score !== null && (
        <svg viewBox="0 0 100 1" preserveAspectRatio="none" className={scoreTone(score, whole)}>
          <rect width={Math.max(score, 1)} height="1" />
        </svg>
      )}
    </span>
  );
}
