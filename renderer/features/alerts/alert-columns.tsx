import type { Alert, AlertField } from '../../../shared/alert.ts';
import { CodeCell, MutedCell, NameCell, NumberCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { numberText, ticketNumber } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import type { Technicians } from '../../lib/use-technicians.ts';
import { kindLabels } from '../../lib/alert-names.ts';
import { shapeOf, stateLabels } from './alert-words.ts';

type AlertColumn = TableColumn<Alert> & { readonly sortKey?: AlertField };

/** Every column of the alerts table, in the built-in order. */
export function alertColumns(
  organizations: OrganizationNames,
  technicians: Pick<Technicians, 'nameOf'>,
): AlertColumn[] {
  return [
    {
      id: 'state',
      name: 'State',
      width: 104,
      minWidth: 60,
      shown: true,
      leaves: 8,
      sortKey: 'state',
      render: (row) => <StateDot shape={shapeOf(row)}>{stateLabels[row.state]}</StateDot>,
    },
    {
      id: 'title',
      name: 'What',
      width: 220,
      minWidth: 200,
      fills: true,
      shown: true,
      sortKey: 'title',
      render: (row) => <NameCell text={row.title} unread={row.state === 'open'} />,
    },
    {
      id: 'detail',
      name: 'Found',
      width: 190,
      minWidth: 80,
      shown: true,
      leaves: 3,
      render: (row) => <MutedCell text={row.detail} />,
    },
    {
      id: 'kind',
      name: 'Kind',
      width: 92,
      minWidth: 60,
      shown: true,
      leaves: 4,
      sortKey: 'kind',
      render: (row) => <MutedCell text={kindLabels[row.kind]} />,
    },
    organizationColumn(organizations, 7),
    {
      id: 'assignee',
      name: 'Assignee',
      width: 96,
      minWidth: 60,
      shown: true,
      leaves: 5,
      render: (row) => <MutedCell text={technicians.nameOf(row.assigneeId) ?? 'Nobody'} />,
    },
    {
      id: 'ticket',
      name: 'Ticket',
      width: 78,
      minWidth: 60,
      shown: true,
      leaves: 2,
      render: (row) => <CodeCell text={row.ticketId === null ? null : ticketNumber(row.ticketId)} />,
    },
    {
      id: 'occurrences',
      name: 'Times',
      width: 50,
      minWidth: 44,
      align: 'end',
      shown: true,
      leaves: 1,
      sortKey: 'occurrences',
      render: (row) => <NumberCell text={numberText(row.occurrences)} strong={row.occurrences > 1} />,
    },
    {
      id: 'began',
      name: 'Began',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: false,
      leaves: 1,
      sortKey: 'createdAt',
      render: (row) => <TimeCell at={row.createdAt} />,
    },
    {
      id: 'lastSeen',
      name: 'Last',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 6,
      sortKey: 'lastSeenAt',
      render: (row) => <TimeCell at={row.lastSeenAt} />,
    },
  ];
}
