import { numberText } from '../../lib/format.ts';
import styles from './projects.module.css';

/** How many of a project's tasks are done: in numbers, and as a line that is drawn and not coloured in meaning. */
export function Progress({ done, total }: { done: number; total: number }) {
  if (total === 0) return <span className={styles['muted']}>no tasks</span>;
  return (
    <span className={styles['progress']}>
      <progress className={styles['line']} value={done} max={total} aria-label="Tasks done" />
      <span className={styles['muted']}>
        {numberText(done)}/{numberText(total)}
      </span>
    </span>
  );
}
