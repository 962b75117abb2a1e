import type { TicketStatus } from '../../../shared/ticket.ts';
import { cx } from '../../lib/class-names.ts';
import styles from './glyphs.module.css';
import { statusLabels } from './ticket-labels.ts';

/** Ring, half, dashes, tick, cross: each status reads without colour. */
export function StatusGlyph({ status, decorative = false }: { status: TicketStatus; decorative?: boolean }) {
  const name = decorative
    ? { 'aria-hidden': true as const }
    : { role: 'img', 'aria-label': statusLabels[status] };
  return (
    <svg className={cx(styles['glyph'], styles[status])} viewBox="0 0 14 14" width="14" height="14" {...name}>
      {shapes[status]}
    </svg>
  );
}

const ring = { cx: 7, cy: 7, r: 5.25, fill: 'none', stroke: 'currentColor', strokeWidth: 1.75 };
const shapes: Record<TicketStatus, React.ReactNode> = {
  open: <circle {...ring} />,
  in_progress: (
    <>
      <circle {...ring} />
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" />
    </>
  ),
  waiting: <circle {...ring} strokeDasharray="2.2 1.924" />,
  resolved: (
    <>
      <circle cx="7" cy="7" r="6.1" fill="currentColor" />
      <path d="m4.4 7.2 1.8 1.8 3.4-3.8" className={styles['mark']} />
    </>
  ),
  closed: (
    <>
      <circle {...ring} />
      <path d="m5.2 5.2 3.6 3.6m0-3.6L5.2 8.8" stroke="currentColor" strokeWidth="1.5" fill="none" />
    </>
  ),
};
