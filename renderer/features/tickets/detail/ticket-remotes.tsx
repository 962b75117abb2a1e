import type { TicketRemote } from '../../../../shared/remote.ts';
import { Properties } from '../../../components/detail/property-list.tsx';
import { Notice } from '../../../components/notice.tsx';
import { RemoteChanges, RemoteConflicts } from '../../../components/remote-changes.tsx';
import { Time } from '../../../components/time.tsx';
import { useAnswer } from '../../../lib/use-answer.ts';

/** Where else the ticket is held, what is still on its way there, and what stays here; nothing for one of our own. */
export function TicketRemotes({ ticketId }: { ticketId: number }) {
  const remotes = useAnswer('outbox', 'ofTicket', { ticketId }).value ?? [];
  if (remotes.length === 0) return null;
  return (
    <Properties>
      {remotes.map((remote) => (
        <OneRemote key={remote.connectionId} remote={remote} />
      ))}
    </Properties>
  );
}

function OneRemote({ remote }: { remote: TicketRemote }) {
  const { connectionName, remoteId, missingSince, lastReadAt, changes, conflicts } = remote;
  return (
    <section aria-label={`At ${connectionName}`}>
      <Notice
        tone={missingSince === null ? 'info' : 'warn'}
        title={
          remoteId === null ? `To be opened at ${connectionName}` : `At ${connectionName} as ${remoteId}`
        }
      >
        {missingSince !== null && (
          <>
            It is not there any more since <Time at={missingSince} form="moment" />.{' '}
          </>
        )}
        {lastReadAt !== null && (
          <>
            Last read <Time at={lastReadAt} form="moment" />.{' '}
          </>
        )}
        {changes.length === 0 && conflicts.length === 0 && 'Both sides say the same.'}
      </Notice>
      <RemoteConflicts conflicts={conflicts} named={false} />
      {changes.length > 0 && <RemoteChanges changes={changes} />}
    </section>
  );
}

/** Above the conversation only what a technician has to decide: the rest is among the details. */
export function TicketConflicts({ ticketId }: { ticketId: number }) {
  const remotes = useAnswer('outbox', 'ofTicket', { ticketId }).value ?? [];
  const conflicts = remotes.flatMap((remote) => remote.conflicts);
  if (conflicts.length === 0) return null;
  return (
    <Properties>
      <RemoteConflicts conflicts={conflicts} named={false} />
    </Properties>
  );
}
