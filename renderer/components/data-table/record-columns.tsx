import type { OwnedRow } from '../../lib/record-session.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { MutedCell, TimeCell } from './cells.tsx';
import type { TableColumn } from './columns.ts';

/** Whose a record is. */
export function organizationColumn<Row extends Pick<OwnedRow, 'organizationId'>>(
  organizations: OrganizationNames,
  leaves: number,
  width = 110,
): Omit<TableColumn<Row>, 'sortKey'> {
  return {
    id: 'organization',
    name: 'Organization',
    width,
    minWidth: 60,
    shown: true,
    leaves,
    render: (row) => <MutedCell text={organizations.nameOf(row.organizationId)} />,
  };
}

/** When a record was changed last; shown when asked for. */
export function updatedColumn<Row extends Pick<OwnedRow, 'updatedAt'>>() {
  return {
    id: 'updated',
    name: 'Changed',
    width: 62,
    minWidth: 50,
    align: 'end',
    shown: false,
    leaves: 1,
    sortKey: 'updatedAt',
    render: (row: Row) => <TimeCell at={row.updatedAt} />,
  } as const;
}
