import { Undo2 } from 'lucide-react';
import type { TicketChange } from '../../../../shared/ticket.ts';
import { Button } from '../../../components/button.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { Time } from '../../../components/time.tsx';
import { useAnswer } from '../../../lib/use-answer.ts';
import { undoById } from '../change-tickets.ts';
import { useNames } from '../people.ts';
import { describeField } from './history-words.ts';
import styles from './ticket-history.module.css';

/** Who changed what, newest first; what still can be taken back has its button. */
export function TicketHistory({ id }: { id: number }) {
  const history = useAnswer('tickets', 'history', { id });
  if (history.status === 'loading') return <Skeleton rows={5} label="Loading the history" />;
  if (!history.value)
    return <p className={styles['empty']}>The history could not be read: {history.error?.message}</p>;
  if (history.value.length === 0) return <p className={styles['empty']}>Nothing has been changed yet.</p>;
  return (
    <ol className={styles['history']}>
      {history.value.map((change) => (
        <Change key={change.auditId} change={change} ticketId={id} />
      ))}
    </ol>
  );
}

function Change({ change, ticketId }: { change: TicketChange; ticketId: number }) {
  const names = useNames();
  return (
    <li className={styles['change']}>
      <div className={styles['what']}>
        <div>
          <strong>{change.actorName}</strong> <span className={styles['muted']}>{change.action}</span>
        </div>
        <ul className={styles['fields']}>
          {change.fields.map((field) => {
            const { name, from, to } = describeField(field, names);
            return (
              <li key={field.field}>
                <span className={styles['muted']}>{name}:</span> {from} → {to}
              </li>
            );
          })}
        </ul>
      </div>
      <div className={styles['side']}>
        <span className={styles['muted']}>
          <Time at={change.at} form="moment" />
        </span>
        {change.undone && <span className={styles['muted']}>undone</span>}
        {change.undoable && !change.undone && (
          <Button variant="quiet" icon={Undo2} onClick={() => void undoById(change.changeId, [ticketId])}>
            Undo
          </Button>
        )}
      </div>
    </li>
  );
}
