import type { Connection } from '../../../../shared/connection.ts';
import { AskToRemove } from '../../../components/ask-to-remove.tsx';
import { client } from '../../../lib/client.ts';

interface RemoveConnectionProps {
  connection: Connection;
  onClose: () => void;
  onGone: () => void;
}

export function RemoveConnection({ connection, onClose, onGone }: RemoveConnectionProps) {
  const { id, name, syncing } = connection;
  const neverSent = syncing.queued + syncing.undecided;
  return (
    <AskToRemove
      name={name}
      remove={async () => void (await client.connections.remove({ id, neverSent }))}
      onClose={onClose}
      onGone={onGone}
    >
      {neverSent > 0 && (
        <>
          <strong>
            {neverSent === 1 ? '1 change was' : `${neverSent} changes were`} never sent to it, or not decided.
          </strong>{' '}
          They hold here, and the history of each ticket keeps what was not sent.{' '}
        </>
      )}
      Its secrets and the list of what came in by it go with it, and its events are refused. The tickets,
      assets and alerts that they made stay.
    </AskToRemove>
  );
}
