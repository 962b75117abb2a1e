import { TrendingUp } from 'lucide-react';
import { reviewCategories, reviewCategory } from '../../../shared/review-rules.ts';
import type { ReviewScore } from '../../../shared/security-review.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { numberCell, RecordTable } from '../../components/record-table.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { dateText } from '../../lib/format.ts';
import { useNow } from '../../lib/clock.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './security-review.module.css';

/** The score day by day, as a line and in numbers; days without a review are not there. */
export function ReviewHistory({ organizationId }: { organizationId: number }) {
  const answer = useAnswer('reviews', 'history', { organizationId });
  const now = useNow();
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading the trend" />;
  if (!answer.value) return <p className={lineNote}>The trend could not be read: {answer.error?.message}</p>;
  const days = answer.value.filter(({ score }) => score !== null);
  if (days.length === 0) {
    return (
      <EmptyState icon={TrendingUp} title="No score yet">
        A day has one once something could be checked on it.
      </EmptyState>
    );
  }
  return (
    <>
      {days.length > 1 && <Line days={days} />}
      <RecordTable
        heads={[
          { label: 'Day' },
          { label: 'Score', align: 'end' },
          ...reviewCategory.options.map((category) => ({
            label: reviewCategories[category].name.split(' ')[0]!,
            align: 'end' as const,
          })),
        ]}
      >
        {days.toReversed().map((day) => (
          <tr key={day.at}>
            <th scope="row">{dateText(day.at, now)}</th>
            <td className={numberCell}>{day.score}</td>
            {reviewCategory.options.map((category) => (
              <td key={category} className={numberCell}>
                {day.categories[category] ?? '–'}
              </td>
            ))}
          </tr>
        ))}
      </RecordTable>
    </>
  );
}

const dayMs = 86_400_000;

/** Days lie as far apart as they were. */
function Line({ days }: { days: readonly ReviewScore[] }) {
  const first = days[0]!;
  const last = days.at(-1)!;
  const span = Math.max(dayMs, last.at - first.at);
  const points = days
    .map(({ at, score }) => `${(((at - first.at) / span) * 100).toFixed(2)},${100 - score!}`)
    .join(' ');
  return (
    <svg
      className={styles['trend']}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={`From ${first.score} to ${last.score} points`}
    >
      {[20, 40, 60, 80].map((score) => (
        <line key={score} x1="0" x2="100" y1={100 - score} y2={100 - score} className={styles['grid']} />
      ))}
      <polyline points={points} className={styles['line']} />
    </svg>
  );
}
