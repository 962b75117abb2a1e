import { AlarmClock, Building2, Monitor, Shapes, Tag } from 'lucide-react';
import { publicId } from '../../../../shared/public-id.ts';
import type { Ticket, TicketRow } from '../../../../shared/ticket.ts';
import { Avatar } from '../../../components/avatar.tsx';
import {
  chipFace,
  DetailHead,
  EditableTitle,
  faintCode,
  PropertyChip,
} from '../../../components/detail/detail-head.tsx';
import { absoluteTime, ticketNumber } from '../../../lib/format.ts';
import { assetText } from '../asset-picker.tsx';
import { patchTickets } from '../change-tickets.ts';
import { PriorityBars } from '../../../components/priority-bars.tsx';
import { StatusGlyph } from '../glyphs.tsx';
import { useNames } from '../people.ts';
import { priorityLabels } from '../../../lib/priority.ts';
import { sourceLabels, statusLabels, typeLabels } from '../ticket-labels.ts';
import { openTicket, showOverlay, type Overlay } from '../triage-store.ts';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

interface TicketHeadProps {
  row: TicketRow;
  /** Undefined until the engine has answered; what only it knows keeps its place meanwhile. */
  ticket: Ticket | undefined;
}

/** Number, subject and the properties that triage is about, each with its key. */
export function TicketHead({ row, ticket }: TicketHeadProps) {
  const names = useNames();
  const ask =
    (kind: Extract<Overlay, { ids: number[] }>['kind'] & Exclude<Overlay['kind'], 'message'>) => () =>
      showOverlay({ kind, ids: [row.id] });
  const assignee = names.technician(row.assigneeId);
  return (
    <DetailHead
      noun="ticket"
      onClose={() => openTicket(null)}
      meta={
        <>
          <code>{ticketNumber(row.id)}</code>
          <span aria-hidden="true">·</span>
          <span>{sourceLabels[row.source]}</span>
          <code className={faintCode}>{publicId('ticket', row.id)}</code>
        </>
      }
      title={
        <EditableTitle
          draftKey={`ticket:${row.id}:subject`}
          label="Subject"
          value={row.subject}
          maxLength={500}
          onKeep={(subject) => patchTickets([row.id], { subject }, { subject }, 'renamed')}
        />
      }
    >
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
          <span className={chipFace} aria-hidden="true">
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
      <PropertyChip
        label="Asset"
        value={ticket ? assetText(ticket) : '…'}
        keys="d"
        onClick={ask('asset')}
        icon={<Monitor {...icon} />}
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
    </DetailHead>
  );
}
