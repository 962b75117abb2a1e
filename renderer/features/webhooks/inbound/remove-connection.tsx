import type { Connection } from '../../../../shared/connection.ts';
import { client } from '../../../lib/client.ts';
import { AskToRemove } from '../../../components/ask-to-remove.tsx';

interface RemoveConnectionProps {
  connection: Connection;
  onClose: () => void;
  onGone: () => void;
}

export function RemoveConnection({ connection, onClose, onGone }: RemoveConnectionProps) {
  return (
    <AskToRemove
      name={connection.name}
      remove={async () => void (await client.connections.remove({ id: connection.id }))}
      onClose={onClose}
      onGone={onGone}
    >
      Its secrets and the list of what came in by it go with it, and its events are refused. The tickets,
      assets and alerts that they made stay.
    </AskToRemove>
  );
}
