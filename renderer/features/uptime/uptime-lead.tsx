import { Moon } from 'lucide-react';
import { useAnswer } from '../../lib/use-answer.ts';
import { useNow } from '../../lib/clock.ts';
import { momentTime } from '../../lib/format.ts';
import { OutageBanner } from './outage-banner.tsx';
import { UptimeFigures } from './uptime-figures.tsx';
import styles from './uptime-lead.module.css';

/** What stands over the list: the state of everything, and what wants somebody now. Nothing while nothing is watched. */
export function UptimeLead({ onAcknowledge }: { onAcknowledge: (incidentId: number) => void }) {
  const overview = useAnswer('uptime', 'overview', {}).value;
  if (!overview || overview.total === 0) return null;
  return (
    <div className={styles['lead']}>
      <UptimeFigures overview={overview} />
      <OutageBanner overview={overview} onAcknowledge={onAcknowledge} />
    </div>
  );
}

const shownForMs = 24 * 3_600_000;
const reasons = {
  asleep: 'this machine was asleep',
  offline: 'this machine was offline',
  closed: 'Techbench was closed',
} as const;

/** The last stretch of time that nothing is known of, as long as it is of this day. */
export function LastGap() {
  const now = useNow();
  const gap = useAnswer('uptime', 'overview', {}).value?.lastGap;
  if (!gap || gap.to < now - shownForMs) return null;
  return (
    <span className={styles['gap']} title={`Nothing is known of that time: ${reasons[gap.reason]}.`}>
      <Moon size={13} strokeWidth={1.75} aria-hidden="true" />
      Not observed {momentTime(gap.from, now)} to {momentTime(gap.to, now)}
      <span className="visually-hidden">, {reasons[gap.reason]}</span>
    </span>
  );
}
