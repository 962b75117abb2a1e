import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './rmm.module.css';
import { failureLabels, runText } from './rmm-words.ts';

/** The last syncs, the newest first. */
export function RunLines({ integrationId }: { integrationId: number }) {
  const answer = useAnswer('rmm', 'runs', { id: integrationId });
  if (answer.status === 'loading') return <Skeleton rows={3} label="Loading syncs" />;
  if (!answer.value) return <p className={lineNote}>The syncs could not be read: {answer.error?.message}</p>;
  if (answer.value.length === 0) return <p className={lineNote}>Nothing was synced yet.</p>;
  return (
    <ul className={styles['lines']} aria-label="Syncs">
      {answer.value.map((run) => (
        <li key={run.id} className={styles['line']}>
          <span className={styles['lead']}>
            <Time at={run.startedAt} form="moment" />
          </span>
          {run.outcome === 'running' ? (
            <StateDot shape="plain">under way</StateDot>
          ) : run.failure === null ? (
            <StateDot shape="good">complete</StateDot>
          ) : (
            <StateDot shape="bad">{failureLabels[run.failure].toLowerCase()}</StateDot>
          )}
          <span className={styles['about']}>
            {run.detail !== null && `${run.detail} `}
            {runText(run)}
          </span>
        </li>
      ))}
    </ul>
  );
}
