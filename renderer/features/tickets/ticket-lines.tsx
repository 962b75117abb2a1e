import type { TicketRow } from '../../../shared/ticket.ts';
import { lineAbout, lineName, RecordLine } from '../../components/record-line.tsx';
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
        <RecordLine key={row.id} onOpen={() => onOpen(row.id)}>
          <span className={styles['glyph']}>
            <PriorityBars priority={row.priority} />
          </span>
          <code className={styles['number']}>{ticketNumber(row.id)}</code>
          <span className={styles['glyph']}>
            <StatusGlyph status={row.status} />
          </span>
          <span className={lineName}>{row.subject}</span>
          <span className={lineAbout}>
            <Time at={row.updatedAt} />
          </span>
        </RecordLine>
      ))}
    </ul>
  );
}
