import { Inbox } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { countText, ticketNumber } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { PriorityBars, StatusGlyph } from './glyphs.tsx';
import styles from './organization-tickets.module.css';

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
    return <p className={styles['note']}>The tickets could not be read: {answer.error?.message}</p>;
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
      <ul aria-label="Tickets of this organization">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className={styles['row']} onClick={() => onOpen(row.id)}>
              <PriorityBars priority={row.priority} />
              <code>{ticketNumber(row.id)}</code>
              <StatusGlyph status={row.status} />
              <span className={styles['subject']}>{row.subject}</span>
              <span className={styles['time']}>
                <Time at={row.updatedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {total.value > rows.length && (
        <p className={styles['note']}>
          The newest {rows.length} of {countText(total)}.
        </p>
      )}
    </>
  );
}
