import type { TicketRow } from '../../../shared/ticket.ts';
import { Time } from '../../components/time.tsx';
import { ticketNumber } from '../../lib/format.ts';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { StatusGlyph } from './glyphs.tsx';
import styles from './ticket-lines.module.css';

interface TicketLinesProps {
  label: string;
  rows: readonly TicketRow[];
  onOpen: (id: number) => void;
}

/** Tickets beside the record they are about; each leads to its ticket. */
export function TicketLines({ label, rows, onOpen }: TicketLinesProps) {
  return (
    <ul aria-label={label}>
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
  );
}

/** Stands under the lines: how many more there are, or why there are none. */
export const linesNote = styles['note'];
