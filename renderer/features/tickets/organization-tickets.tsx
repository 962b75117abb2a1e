import { Inbox } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { countText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { TicketLines } from './ticket-lines.tsx';

const shownAtMost = 100;

interface OrganizationTicketsProps {
  organizationId: number;
  onOpen: (id: number) => void;
}

/** The newest tickets of one organization, whatever their state. */
export function OrganizationTickets({ organizationId, onOpen }: OrganizationTicketsProps) {
  const answer = useAnswer('tickets', 'list', {
    view: 'all',
    filter: { organizationId },
    limit: shownAtMost,
  });
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading tickets" />;
  if (!answer.value)
    return <p className={lineNote}>The tickets could not be read: {answer.error?.message}</p>;
  const { rows, total } = answer.value;
  if (rows.length === 0) {
    return (
      <EmptyState icon={Inbox} title="No tickets yet">
        Press w to write one for this organization.
      </EmptyState>
    );
  }
  return (
    <>
      <TicketLines label="Tickets of this organization" rows={rows} onOpen={onOpen} />
      {total.value > rows.length && (
        <p className={lineNote}>
          The newest {rows.length} of {countText(total)}.
        </p>
      )}
    </>
  );
}
