import { Undo2 } from 'lucide-react';
import type { Answer } from '../../lib/answers.ts';
import type { ChangedField, FieldWords } from '../../lib/change-words.ts';
import { Button } from '../button.tsx';
import { Skeleton } from '../skeleton.tsx';
import { Time } from '../time.tsx';
import styles from './history-list.module.css';

/** One change to one record as the engine tells it. */
export interface HistoryChange {
  readonly auditId: number;
  readonly changeId: string;
  readonly at: number;
  readonly actorName: string;
  readonly action: string;
  readonly fields: readonly ChangedField[];
  readonly undoable: boolean;
  readonly undone: boolean;
}

/** Where the engine's own word for what was done needs a sentence around it. */
const actionWords: Readonly<Record<string, string>> = {
  create: 'made it',
  update: 'changed it',
  import: 'brought it in',
  sample: 'added it with the sample',
  'never sent': 'removed the connection before this was sent',
};

interface HistoryListProps {
  answer: Answer<readonly HistoryChange[]>;
  describe: (field: ChangedField) => FieldWords;
  onUndo: (changeId: string) => void;
}

/** Who changed what, newest first; what still can be taken back has its button. */
export function HistoryList({ answer, describe, onUndo }: HistoryListProps) {
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading the history" />;
  if (!answer.value)
    return <p className={styles['empty']}>The history could not be read: {answer.error?.message}</p>;
  if (answer.value.length === 0) return <p className={styles['empty']}>Nothing has been changed yet.</p>;
  return (
    <ol className={styles['history']}>
      {answer.value.map((change) => (
        <li key={change.auditId} className={styles['change']}>
          <div className={styles['what']}>
            <div>
              <strong>{change.actorName}</strong>{' '}
              <span className={styles['muted']}>{actionWords[change.action] ?? change.action}</span>
            </div>
            <ul className={styles['fields']}>
              {change.fields.map((field) => {
                const { name, from, to } = describe(field);
                return (
                  <li key={field.field}>
                    <span className={styles['muted']}>{name}:</span> {from !== null && `${from} → `}
                    {to}
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
              <Button variant="quiet" icon={Undo2} onClick={() => onUndo(change.changeId)}>
                Undo
              </Button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
