import type { MonitorStatus } from '../../../shared/monitor.ts';
import { cx } from '../../lib/class-names.ts';
import styles from './monitor-dot.module.css';
import { statusLabels } from './monitor-words.ts';

interface MonitorDotProps {
  status: MonitorStatus;
  /** It is up, and something about it ends soon. */
  warns?: boolean;
}

/** A state by shape before colour: a full dot is up, a square is down, hollow ones are not judged. */
export function MonitorDot({ status, warns = false }: MonitorDotProps) {
  const words = warns ? `${statusLabels[status]}, ends soon` : statusLabels[status];
  return (
    <span className={cx(styles['dot'], styles[status], warns && styles['warns'])} title={words}>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
