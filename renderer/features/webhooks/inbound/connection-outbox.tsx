import { Send } from 'lucide-react';
import { Properties } from '../../../components/detail/property-list.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { RemoteChanges, RemoteConflicts } from '../../../components/remote-changes.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { navigate } from '../../../lib/navigation.ts';
import { useAnswer } from '../../../lib/use-answer.ts';

const openTicket = (ticketId: number) =>
  navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId });

/** What was changed here to tickets that the service holds too: to be decided first, then what waits, then what stays. */
export function ConnectionOutbox({ connectionId }: { connectionId: number }) {
  const changes = useAnswer('outbox', 'list', { connectionId, limit: 500 });
  const conflicts = useAnswer('outbox', 'conflicts', { connectionId }).value ?? [];
  if (changes.status === 'loading') return <Skeleton rows={4} label="Loading what waits" />;
  if (changes.status === 'failed')
    return (
      <EmptyState icon={Send} title="The queue could not be read">
        {changes.error.message}
      </EmptyState>
    );
  const listed = (changes.value ?? []).filter(({ state }) => state !== 'conflict');
  if (listed.length === 0 && conflicts.length === 0)
    return (
      <EmptyState icon={Send} title="Nothing waits">
        What you change on tickets of this service is listed here until it is sent there.
      </EmptyState>
    );
  return (
    <Properties>
      <RemoteConflicts conflicts={conflicts} named />
      {listed.length > 0 && <RemoteChanges changes={listed} onOpen={openTicket} />}
    </Properties>
  );
}
