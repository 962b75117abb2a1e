import { Inbox } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './asset-tickets.module.css';
import { TicketLines } from './ticket-lines.tsx';

interface AssetTicketsProps {
  assetId: number;
  which: 'open' | 'all';
  onOpen: (id: number) => void;
}

/** The tickets about one asset: those still open, drawn only where there are some; or all, open ones first. */
export function AssetTickets({ assetId, which, onOpen }: AssetTicketsProps) {
  const answer = useAnswer('tickets', 'ofAsset', { assetId });
  if (answer.status === 'loading') {
    return which === 'all' ? <Skeleton rows={4} label="Loading tickets" /> : null;
  }
  if (!answer.value)
    return <p className={lineNote}>The tickets could not be read: {answer.error?.message}</p>;
  const { rows } = answer.value;
  const open = rows.filter(({ status }) => status !== 'resolved' && status !== 'closed');
  if (which === 'open') {
    if (open.length === 0) return null;
    return (
      <section className={styles['open']} aria-label="Open tickets about this asset">
        <h3 className={styles['title']}>{plural(open.length, 'open ticket')}</h3>
        <TicketLines label="Open tickets" rows={open} onOpen={onOpen} />
      </section>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState icon={Inbox} title="No tickets about this asset">
        On a ticket, press d to say which asset it is about.
      </EmptyState>
    );
  }
  return <TicketLines label="Tickets about this asset" rows={rows} onOpen={onOpen} />;
}
