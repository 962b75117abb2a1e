import { client, errorMessage } from '../lib/client.ts';
import {
  changeText,
  fieldLabel,
  queuedLabels,
  valueText,
  type KeptConflict,
  type WaitingChange,
} from '../lib/remote-words.ts';
import { showFailure, showToast } from '../lib/toasts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { useTechnicians } from '../lib/use-technicians.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { StateDot } from './state-dot.tsx';
import styles from './remote-changes.module.css';

async function decide(work: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await work();
    showToast(done);
  } catch (error) {
    showFailure(errorMessage(error));
  }
}

/** The same field changed here and there: both versions side by side, and the choice. */
export function RemoteConflicts({
  conflicts,
  named,
}: {
  conflicts: readonly KeptConflict[];
  named: boolean;
}) {
  const { nameOf } = useTechnicians();
  const settle = (id: number, choice: 'mine' | 'theirs') =>
    void decide(
      () => client.outbox.settle({ choices: [{ id, choice }] }),
      choice === 'mine' ? 'Ours is sent there' : 'Theirs is taken here',
    );
  return conflicts.map(({ id, field, subject, mine, mineBy, theirs }) => (
    <Notice
      key={id}
      tone="warn"
      title={`${fieldLabel(field)} was changed on both sides${named ? ` of “${subject}”` : ''}`}
      actions={
        <>
          <Button onClick={() => settle(id, 'mine')}>Keep ours</Button>
          <Button onClick={() => settle(id, 'theirs')}>Take theirs</Button>
        </>
      }
    >
      Ours, by {mineBy}: {valueText(field, mine, nameOf)}. Theirs: {valueText(field, theirs, nameOf)}.
    </Notice>
  ));
}

interface RemoteChangesProps {
  changes: readonly WaitingChange[];
  /** Says which ticket each is of, where they are of several. */
  onOpen?: (ticketId: number) => void;
}

/** What was changed here and has to get there, with what a person can do about each. */
export function RemoteChanges({ changes, onOpen }: RemoteChangesProps) {
  const { nameOf } = useTechnicians();
  const retry = (id: number) => void decide(() => client.outbox.retry({ ids: [id] }), 'It is sent again');
  const giveUp = (id: number) => void decide(() => client.outbox.giveUp({ ids: [id] }), 'It holds here only');
  return (
    <ul className={styles['changes']}>
      {changes.map((change) => {
        const { text, shape } = queuedLabels[change.state];
        const isOpen = change.state === 'refused' || change.state === 'suspect';
        return (
          <li key={change.id}>
            <p className={styles['what']}>{changeText(change, nameOf)}</p>
            {onOpen && change.kind !== 'create' && <p className={styles['about']}>of “{change.subject}”</p>}
            <StateDot shape={shape}>{text}</StateDot>
            {change.detail !== null && <p className={styles['about']}>{change.detail}</p>}
            {change.state === 'refused' && (
              <p className={styles['about']}>Change it on the ticket, and it is sent as it is then.</p>
            )}
            <div className={styles['choices']}>
              {change.state === 'suspect' && <Candidates changeId={change.id} />}
              {isOpen && <Button onClick={() => retry(change.id)}>Send again</Button>}
              {(isOpen || change.state === 'waiting') && (
                <Button onClick={() => giveUp(change.id)}>Give up</Button>
              )}
              {onOpen && (
                <Button
                  aria-label={`Show the ticket ${change.subject}`}
                  onClick={() => onOpen(change.ticketId)}
                >
                  Show the ticket
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Those there that a new ticket may have become: the two are one from then on. */
function Candidates({ changeId }: { changeId: number }) {
  const candidates = useAnswer('outbox', 'candidates', { id: changeId }).value ?? [];
  const adopt = (remoteId: string) =>
    void decide(() => client.outbox.adopt({ id: changeId, remoteId }), `It is ${remoteId} there`);
  return candidates.map(({ remoteId }) => (
    <Button key={remoteId} onClick={() => adopt(remoteId)}>
      It is {remoteId}
    </Button>
  ));
}
