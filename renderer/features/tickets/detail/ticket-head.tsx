import { AlarmClock, Building2, PanelRightClose, Shapes, Tag } from 'lucide-react';
import { publicId } from '../../../../shared/identity.ts';
import type { TicketRow } from '../../../../shared/ticket.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { ariaKeys, Button, IconButton } from '../../../components/button.tsx';
import { Keycap } from '../../../components/keycap.tsx';
import { useInlineField } from '../../../lib/drafts.ts';
import { absoluteTime, ticketNumber } from '../../../lib/format.ts';
import { PriorityBars, StatusGlyph } from '../glyphs.tsx';
import { useNames } from '../people.ts';
import { priorityLabels, sourceLabels, statusLabels, typeLabels } from '../ticket-labels.ts';
import { openTicket, showOverlay, type Overlay } from '../triage-store.ts';
import { SubjectEditor } from './subject-editor.tsx';
import styles from './ticket-head.module.css';

interface ChipProps {
  label: string;
  value: string;
  icon: React.ReactNode;
  keys?: string;
  onClick: () => void;
}

function PropertyChip({ label, value, icon, keys, onClick }: ChipProps) {
  return (
    <button
      type="button"
      className={styles['chip']}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      title={label}
      onClick={onClick}
    >
      {icon}
      <span className={styles['value']}>
        <span className="visually-hidden">{label}: </span>
        {value}
      </span>
      {keys !== undefined && <Keycap keys={keys} />}
    </button>
  );
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Number, subject and the properties that triage is about, each with its key. */
export function TicketHead({ row }: { row: TicketRow }) {
  const names = useNames();
  const subject = useInlineField(`ticket:${row.id}:subject`);
  const ask =
    (kind: Extract<Overlay, { ids: number[] }>['kind'] & Exclude<Overlay['kind'], 'message'>) => () =>
      showOverlay({ kind, ids: [row.id] });
  const assignee = names.technician(row.assigneeId);
  return (
    <header className={styles['head']}>
      <div className={styles['meta']}>
        <code>{ticketNumber(row.id)}</code>
        <span aria-hidden="true">·</span>
        <span>{sourceLabels[row.source]}</span>
        <code className={styles['publicId']}>{publicId('ticket', row.id)}</code>
        <span className={styles['space']} />
        <IconButton
          icon={PanelRightClose}
          label="Close the ticket (Esc)"
          keys="escape"
          onClick={() => openTicket(null)}
        />
      </div>
      {subject.text !== null ? (
        <SubjectEditor row={row} edit={subject} />
      ) : (
        <div className={styles['titleRow']}>
          <h2 className={styles['title']}>{row.subject}</h2>
          <Button variant="quiet" className={styles['edit']} onClick={() => subject.open(row.subject)}>
            Edit<span className="visually-hidden"> subject</span>
          </Button>
        </div>
      )}
      <div className={styles['chips']}>
        <PropertyChip
          label="Status"
          value={statusLabels[row.status]}
          keys="s"
          onClick={ask('status')}
          icon={<StatusGlyph status={row.status} decorative />}
        />
        <PropertyChip
          label="Priority"
          value={priorityLabels[row.priority]}
          keys="p"
          onClick={ask('priority')}
          icon={<PriorityBars priority={row.priority} decorative />}
        />
        <PropertyChip
          label="Assignee"
          value={assignee === null ? 'Nobody' : (assignee ?? '…')}
          keys="a"
          onClick={ask('assignee')}
          icon={
            <span className={styles['face']} aria-hidden="true">
              <Avatar name={assignee} />
            </span>
          }
        />
        <PropertyChip
          label="Category"
          value={names.category(row.categoryId) ?? 'No category'}
          keys="c"
          onClick={ask('category')}
          icon={<Tag {...icon} />}
        />
        <PropertyChip
          label="Type"
          value={typeLabels[row.type]}
          keys="t"
          onClick={ask('type')}
          icon={<Shapes {...icon} />}
        />
        <PropertyChip
          label="Organization"
          value={names.organization(row.organizationId) ?? '…'}
          onClick={ask('organization')}
          icon={<Building2 {...icon} />}
        />
        {row.snoozedUntil !== null && (
          <PropertyChip
            label="Snoozed until"
            value={absoluteTime(row.snoozedUntil)}
            keys="h"
            onClick={ask('snooze')}
            icon={<AlarmClock {...icon} />}
          />
        )}
      </div>
    </header>
  );
}
