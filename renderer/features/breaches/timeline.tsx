import { Dialog, DialogBody } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { lineAbout, lineName, RecordLine } from '../../components/record-line.tsx';
import { dayText } from '../../../shared/day-words.ts';
import { useNow } from '../../lib/clock.ts';
import { dateText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { severityLabels, severityShapes } from './breach-words.ts';
import styles from './breaches.module.css';

/** What came to light, the newest first, over all organizations. */
export function Timeline({ onClose }: { onClose: () => void }) {
  const answer = useAnswer('breaches', 'timeline', {});
  const open = (recordId: number) => {
    onClose();
    navigate({ ...allRecords('breaches'), recordId });
  };
  return (
    <Dialog title="Breaches as they came to light" onClose={onClose} size="large">
      <DialogBody>
        {answer.status === 'loading' && <Skeleton rows={6} label="Loading the timeline" />}
        {answer.status === 'failed' && (
          <p className={styles['note']}>It could not be read: {answer.error.message}</p>
        )}
        {answer.value?.length === 0 && (
          <p className={styles['note']}>No address was found in any breach yet.</p>
        )}
        <Days rows={answer.value ?? []} onOpen={open} />
      </DialogBody>
    </Dialog>
  );
}

type Row = NonNullable<ReturnType<typeof useAnswer<'breaches', 'timeline'>>['value']>[number];

function Days({ rows, onOpen }: { rows: readonly Row[]; onOpen: (id: number) => void }) {
  const now = useNow();
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const day = dateText(row.firstSeenAt, now);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(([day, found]) => (
    <section key={day} className={styles['group']} aria-label={day}>
      <h3>{day}</h3>
      <ul>
        {found.map((row) => (
          <RecordLine key={row.exposureId} onOpen={() => onOpen(row.addressId)}>
            <span className={styles['severity']}>
              <StateDot shape={row.ignored ? 'plain' : severityShapes[row.severity]}>
                {row.ignored ? 'Ignored' : severityLabels[row.severity]}
              </StateDot>
            </span>
            <span className={lineName}>{row.email}</span>
            <span className={lineAbout}>
              {row.name}
              {row.date !== null && ` (${dayText(row.date)})`}
            </span>
          </RecordLine>
        ))}
      </ul>
    </section>
  ));
}
