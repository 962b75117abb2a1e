import { useEffect } from 'react';
import { Button } from '../../../components/button.tsx';
import { DetailPane, DetailPlace } from '../../../components/detail/detail-pane.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { invalidate } from '../../../lib/answers.ts';
import { ticketNumber } from '../../../lib/format.ts';
import { useRested } from '../../../lib/use-rested.ts';
import { useAnswer } from '../../../lib/use-answer.ts';
import { TriangleAlert } from 'lucide-react';
import { ticketRows, useTicketRow } from '../rows.ts';
import { setUnread } from '../ticket-verbs.ts';
import { openTicket, useTriage } from '../triage-store.ts';
import { Composer } from './composer.tsx';
import { TicketHead } from './ticket-head.tsx';
import { TicketHistory } from './ticket-history.tsx';
import { TicketProperties } from './ticket-properties.tsx';
import { TicketConflicts, TicketRemotes } from './ticket-remotes.tsx';
import { TicketThread } from './ticket-thread.tsx';

/** Read is what has been looked at this long. */
const readAfterMs = 1200;

/** The open ticket: head at once from the list's row, the rest as soon as the engine has answered. */
export function TicketDetail({ id }: { id: number }) {
  const rested = useRested(id);
  const answer = useAnswer('tickets', 'get', { id: rested });
  const ticket = rested === id ? answer.value : undefined;
  const row = useTicketRow(id) ?? ticket;
  const tab = useTriage((triage) => triage.detailTab);

  useEffect(() => {
    // A ticket opened by a link is in no list yet, and one that has left its list is told of by nothing else.
    if (ticket) ticketRows.receive([ticket]);
  }, [ticket]);
  useEffect(() => {
    const timer = setTimeout(() => setUnread([id], false), readAfterMs);
    return () => clearTimeout(timer);
  }, [id]);

  if (answer.status === 'failed' && rested === id && !ticket) {
    return (
      <DetailPlace label="Open ticket">
        <EmptyState
          icon={TriangleAlert}
          title={
            answer.error.code === 'not_found'
              ? `${ticketNumber(id)} does not exist`
              : 'The ticket could not be read'
          }
          action={
            <>
              <Button onClick={() => invalidate((path) => path === 'tickets.get')}>Try again</Button>
              <Button onClick={() => openTicket(null)}>Close</Button>
            </>
          }
        >
          {answer.error.message}
        </EmptyState>
      </DetailPlace>
    );
  }
  if (!row) return <Skeleton rows={6} label="Loading the ticket" />;
  return (
    <DetailPane
      id="ticket-detail"
      label={`${ticketNumber(id)} ${row.subject}`}
      of="the ticket"
      head={<TicketHead row={row} ticket={ticket} />}
      part={tab}
      onPart={(next) => useTriage.setState({ detailTab: next as typeof tab })}
      parts={[
        {
          id: 'thread',
          label: 'Conversation',
          focusInside: true,
          content: ticket ? (
            <>
              <TicketConflicts ticketId={ticket.id} />
              <TicketThread key={ticket.id} ticket={ticket} />
            </>
          ) : (
            <Skeleton rows={4} label="Loading messages" />
          ),
        },
        {
          id: 'details',
          label: 'Details',
          content: ticket && (
            <>
              <TicketRemotes ticketId={ticket.id} />
              <TicketProperties key={ticket.id} ticket={{ ...ticket, ...row }} />
            </>
          ),
        },
        { id: 'history', label: 'History', content: <TicketHistory id={rested} /> },
      ]}
      foot={tab === 'thread' && <Composer key={id} id={id} requester={row.requester} />}
    />
  );
}
