import type { BreachAddress } from '../../../shared/breach.ts';
import { MutedCell, NameCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { dayText } from '../../../shared/day-words.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { shapeOf, standingText } from './breach-words.ts';

/** Every column of the addresses, in the built-in order. */
export function breachColumns(organizations: OrganizationNames): TableColumn<BreachAddress>[] {
  return [
    {
      id: 'email',
      name: 'Address',
      width: 220,
      minWidth: 140,
      fills: true,
      shown: true,
      sortKey: 'email',
      render: (row) => <NameCell text={row.email} />,
    },
    {
      id: 'standing',
      name: 'Found',
      width: 120,
      minWidth: 90,
      shown: true,
      sortKey: 'standing',
      render: (row) => <StateDot shape={shapeOf(row)}>{standingText(row)}</StateDot>,
    },
    {
      id: 'newest',
      name: 'Newest breach',
      width: 100,
      minWidth: 80,
      shown: true,
      leaves: 3,
      sortKey: 'newestBreach',
      render: (row) => <MutedCell text={row.newestBreach === null ? '' : dayText(row.newestBreach)} />,
    },
    organizationColumn(organizations, 4),
    {
      id: 'watched',
      name: 'Watched',
      width: 78,
      minWidth: 60,
      shown: true,
      leaves: 5,
      sortKey: 'watched',
      render: (row) => <MutedCell text={row.watched ? 'watched' : ''} />,
    },
    {
      id: 'source',
      name: 'By',
      width: 140,
      minWidth: 80,
      shown: true,
      leaves: 2,
      render: (row) => <MutedCell text={row.source ?? ''} />,
    },
    {
      id: 'checked',
      name: 'Checked',
      width: 70,
      minWidth: 56,
      align: 'end',
      shown: true,
      leaves: 6,
      sortKey: 'checkedAt',
      render: (row) => <TimeCell at={row.checkedAt} />,
    },
    {
      id: 'next',
      name: 'Next',
      width: 70,
      minWidth: 56,
      align: 'end',
      shown: false,
      leaves: 1,
      render: (row) => <TimeCell at={row.nextCheckAt} />,
    },
  ];
}
