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
import { useTechnicians } from '../lib/use-technicians.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { buttonsCell, RecordTable } from './record-table.tsx';
import { StateDot } from './state-dot.tsx';

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
    <RecordTable heads={[{ label: 'Change' }, { label: 'State' }, { label: 'What to do', quiet: true }]}>
      {changes.map((change) => {
        const { text, shape } = queuedLabels[change.state];
        const isOpen = change.state === 'refused' || change.state === 'suspect';
        return (
          <tr key={change.id}>
            <th scope="row">
              {changeText(change, nameOf)}
              {onOpen && (
                <>
                  {' '}
                  <Button variant="quiet" onClick={() => onOpen(change.ticketId)}>
                    {change.subject}
                  </Button>
                </>
              )}
            </th>
            <td>
              <StateDot shape={shape}>{text}</StateDot>
              {change.detail !== null && <div>{change.detail}</div>}
            </td>
            <td className={buttonsCell}>
              {isOpen && <Button onClick={() => retry(change.id)}>Send again</Button>}
              {(isOpen || change.state === 'waiting') && (
                <Button onClick={() => giveUp(change.id)}>Give up</Button>
              )}
            </td>
          </tr>
        );
      })}
    </RecordTable>
  );
}
