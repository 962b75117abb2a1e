import { memo } from 'react';
import type { ResponseBucket } from '../../../shared/monitor-history.ts';
import { useNow } from '../../lib/clock.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { linePath } from './chart-shape.ts';
import { millisecondsText } from './monitor-words.ts';
import styles from './response-chart.module.css';

const width = 60;
const height = 20;
const hours = 24;
const hourMs = 3_600_000;

/** How long answers took in the last day, an hour a place; for the glance, not for reading off. */
export function Sparkline({ monitorId }: { monitorId: number }) {
  // A question by whole hours stays the same question for an hour.
  const to = Math.ceil(useNow() / hourMs) * hourMs;
  const asked = { id: monitorId, from: to - hours * hourMs, to, points: hours };
  const buckets = useAnswer('monitors', 'responses', asked).value?.buckets;
  return buckets ? <Line buckets={buckets} /> : null;
}

const Line = memo(function Line({ buckets }: { buckets: readonly ResponseBucket[] }) {
  const most = Math.max(1, ...buckets.map(({ averageMs }) => averageMs ?? 0));
  const step = width / Math.max(1, buckets.length - 1);
  const points = buckets.map(({ averageMs }, index) => ({
    x: index * step,
    y: averageMs === null ? null : height - 2 - (averageMs / most) * (height - 4),
  }));
  return (
    <svg
      role="img"
      aria-label={`response time of 24 hours, at most ${millisecondsText(most)} on average`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <path d={linePath(points)} className={styles['spark']} />
    </svg>
  );
});
