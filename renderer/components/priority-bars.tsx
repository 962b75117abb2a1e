import { cx } from '../lib/class-names.ts';
import { priorityLabels, type Priority } from '../lib/priority.ts';
import styles from './priority-bars.module.css';

const heights = [3.5, 6, 8.5, 11];
const lit: Record<Priority, number> = { low: 1, medium: 2, high: 3, critical: 4 };

/** One bar for low, four for critical: priority reads without colour. */
export function PriorityBars({ priority, decorative = false }: { priority: Priority; decorative?: boolean }) {
  const name = decorative
    ? { 'aria-hidden': true as const }
    : { role: 'img', 'aria-label': `${priorityLabels[priority]} priority` };
  return (
    <svg
      className={cx(styles['bars'], styles[priority])}
      viewBox="0 0 14 12"
      width="14"
      height="12"
      {...name}
    >
      {heights.map((height, index) => (
        <rect
          key={height}
          x={index * 3.6 + 0.3}
          y={11.5 - height}
          width="2.4"
          height={height}
          rx="0.8"
          className={index < lit[priority] ? styles['lit'] : styles['dim']}
        />
      ))}
    </svg>
  );
}
