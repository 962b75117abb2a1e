import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { invalidate } from '../../../lib/answers.ts';
import { ticketNumber } from '../../../lib/format.ts';
import { useAnswer } from '../../../lib/use-answer.ts';
import { TriangleAlert } from 'lucide-react';
import { ticketRows, useTicketRow } from '../rows.ts';
import { setUnread } from '../ticket-verbs.ts';
import { openTicket, useTriage } from '../triage-store.ts';
import { Composer } from './composer.tsx';
import { TicketHead } from './ticket-head.tsx';
import { TicketHistory } from './ticket-history.tsx';
import { TicketProperties } from './ticket-properties.tsx';
import { TicketThread } from './ticket-thread.tsx';
import styles from './ticket-detail.module.css';

/** A held j or k passes tickets by; only the one it rests on is asked for. */
const restMs = 60;
/** Read is what has been looked at this long. */
const readAfterMs = 1200;

function useRested(id: number): number {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), restMs);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}

/** The open ticket: head at once from the list's row, the rest as soon as the engine has answered. */
export function TicketDetail({ id }: { id: number }) {
  const rested = useRested(id);
  const answer = useAnswer('tickets', 'get', { id: rested });
  const ticket = rested === id ? answer.value : undefined;
  const row = useTicketRow(id) ?? ticket;
  const tab = useTriage((triage) => triage.detailTab);

  useEffect(() => {
    // A ticket opened by a link is in no list yet; its row comes with it.
    if (ticket && !ticketRows.get(ticket.id)) ticketRows.receive([ticket]);
  }, [ticket]);
  useEffect(() => {
    const timer = setTimeout(() => setUnread([id], false), readAfterMs);
    return () => clearTimeout(timer);
  }, [id]);

  if (answer.status === 'failed' && rested === id && !ticket) {
    return (
      <aside className={styles['detail']} aria-label="Open ticket">
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
      </aside>
    );
  }
  if (!row) return <Skeleton rows={6} label="Loading the ticket" />;
  return (
    <aside
      id="ticket-detail"
      className={styles['detail']}
      tabIndex={-1}
      aria-label={`${ticketNumber(id)} ${row.subject}`}
    >
      <TicketHead row={row} />
      <Tabs.Root
        value={tab}
        onValueChange={(next) => useTriage.setState({ detailTab: next as typeof tab })}
        className={styles['tabs']}
      >
        <Tabs.List className={styles['tabList']} aria-label="Parts of the ticket">
          <Tabs.Trigger value="thread" className={styles['tab']}>
            Conversation
          </Tabs.Trigger>
          <Tabs.Trigger value="details" className={styles['tab']}>
            Details
          </Tabs.Trigger>
          <Tabs.Trigger value="history" className={styles['tab']}>
            History
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="thread" className={styles['content']} tabIndex={-1}>
          {ticket ? (
            <TicketThread key={ticket.id} ticket={ticket} />
          ) : (
            <Skeleton rows={4} label="Loading messages" />
          )}
        </Tabs.Content>
        <Tabs.Content value="details" className={styles['content']}>
          {ticket && <TicketProperties key={ticket.id} ticket={{ ...ticket, ...row }} />}
        </Tabs.Content>
        <Tabs.Content value="history" className={styles['content']}>
          <TicketHistory id={rested} />
        </Tabs.Content>
      </Tabs.Root>
      {tab === 'thread' && <Composer key={id} id={id} requester={row.requester} />}
    </aside>
  );
}
