import type { TicketColumn } from '../../../shared/preferences.ts';
import type { TicketRow } from '../../../shared/ticket.ts';
import { Avatar } from '../../components/avatar.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { CodeCell, MutedCell, NameCell, TimeCell, ToneCell } from '../../components/data-table/cells.tsx';
import { useNow } from '../../lib/clock.ts';
import { dueText, ticketNumber } from '../../lib/format.ts';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { StatusGlyph } from './glyphs.tsx';
import type { Names } from './people.ts';
import { sourceLabels, typeLabels } from './ticket-labels.ts';

export type TicketTableColumn = TableColumn<TicketRow> & { readonly id: TicketColumn };

function Due({ at }: { at: number | null }) {
  const due = dueText(at, useNow());
  return (
    <>
      <span className="visually-hidden">
        {due.tone === 'overdue' ? 'overdue or due within the hour ' : ''}
      </span>
      <ToneCell text={due.text} tone={due.tone} label={due.label} />
    </>
  );
}

const muted = (text: string | null | undefined) => <MutedCell text={text} />;

/** Every column of the triage table, in the built-in order. */
export function ticketColumns(names: Names): TicketTableColumn[] {
  return [
    {
      id: 'priority',
      name: 'Priority',
      quietHead: true,
      width: 16,
      minWidth: 16,
      shown: true,
      sortKey: 'priority',
      render: (row) => <PriorityBars priority={row.priority} />,
    },
    {
      id: 'number',
      name: 'Ticket',
      width: 70,
      minWidth: 56,
      shown: true,
      leaves: 5,
      render: (row) => <CodeCell text={ticketNumber(row.id)} />,
    },
    {
      id: 'status',
      name: 'Status',
      quietHead: true,
      width: 16,
      minWidth: 16,
      shown: true,
      render: (row) => <StatusGlyph status={row.status} />,
    },
    {
      id: 'subject',
      name: 'Subject',
      width: 320,
      minWidth: 190,
      fills: true,
      shown: true,
      render: (row) => <NameCell text={row.subject} unread={row.unread} />,
    },
    {
      id: 'organization',
      name: 'Organization',
      width: 104,
      minWidth: 60,
      shown: true,
      leaves: 4,
      render: (row) => muted(names.organization(row.organizationId)),
    },
    {
      id: 'category',
      name: 'Category',
      width: 90,
      minWidth: 60,
      shown: false,
      leaves: 1,
      render: (row) => muted(names.category(row.categoryId)),
    },
    {
      id: 'type',
      name: 'Type',
      width: 100,
      minWidth: 60,
      shown: false,
      leaves: 1,
      render: (row) => muted(typeLabels[row.type]),
    },
    {
      id: 'source',
      name: 'Source',
      width: 64,
      minWidth: 50,
      shown: true,
      leaves: 2,
      render: (row) => muted(sourceLabels[row.source]),
    },
    {
      id: 'requester',
      name: 'Requester',
      width: 110,
      minWidth: 60,
      shown: false,
      leaves: 1,
      render: (row) => muted(row.requester),
    },
    {
      id: 'created',
      name: 'Created',
      width: 62,
      minWidth: 50,
      align: 'end',
      sortKey: 'created',
      shown: false,
      leaves: 3,
      render: (row) => <TimeCell at={row.createdAt} />,
    },
    {
      id: 'updated',
      name: 'Updated',
      width: 62,
      minWidth: 50,
      align: 'end',
      sortKey: 'updated',
      shown: false,
      leaves: 3,
      render: (row) => <TimeCell at={row.updatedAt} />,
    },
    {
      id: 'due',
      name: 'SLA',
      width: 52,
      minWidth: 48,
      align: 'end',
      sortKey: 'due',
      shown: true,
      // While it waits for the customer nothing is due from us.
      render: (row) => <Due at={row.status === 'waiting' ? null : row.dueAt} />,
    },
    {
      id: 'assignee',
      name: 'Assignee',
      quietHead: true,
      width: 20,
      minWidth: 20,
      shown: true,
      render: (row) => <Avatar name={names.technician(row.assigneeId)} emptyLabel="nobody assigned" />,
    },
  ];
}
