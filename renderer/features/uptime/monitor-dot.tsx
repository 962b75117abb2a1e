import type { Monitor, MonitorStatus } from '../../../shared/monitor.ts';
import { useNow } from '../../lib/clock.ts';
import { cx } from '../../lib/class-names.ts';
import styles from './monitor-dot.module.css';
import { stateWords, statusLabels } from './monitor-words.ts';

interface StatusDotProps {
  status: MonitorStatus;
  /** It is up, and something about it ends soon. */
  warns?: boolean;
}

/** A state by shape before colour: a full dot is up, a square is down, hollow ones are not judged. */
export function StatusDot({ status, warns = false }: StatusDotProps) {
  const words = warns ? `${statusLabels[status]}, ends soon` : statusLabels[status];
  return (
    <span className={cx(styles['dot'], styles[status], warns && styles['warns'])} title={words}>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** How a monitor is now; the same wherever it is shown. */
export function MonitorDot({ monitor }: { monitor: Monitor }) {
  const { tone } = stateWords(monitor, useNow(), undefined);
  return <StatusDot status={monitor.status} warns={monitor.status === 'up' && tone === 'soon'} />;
}
