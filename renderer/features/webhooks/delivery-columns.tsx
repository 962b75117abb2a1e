import type { DeliveryRow } from '../../../shared/delivery.ts';
import { CodeCell, MutedCell, NameCell, NumberCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { outcomeText, stateLabels, stateShapes } from './webhook-words.ts';

/** Every column of the delivery log, in the built-in order. */
export function deliveryColumns(
  organizations: OrganizationNames,
  endpoints: ReadonlyMap<number, string>,
): TableColumn<DeliveryRow>[] {
  return [
    {
      id: 'state',
      name: 'State',
      width: 92,
      minWidth: 60,
      shown: true,
      leaves: 8,
      sortKey: 'state',
      render: (row) => <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>,
    },
    {
      id: 'event',
      name: 'Event',
      width: 170,
      minWidth: 120,
      fills: true,
      shown: true,
      sortKey: 'event',
      render: (row) => <NameCell text={row.test ? `${row.event} (test)` : row.event} />,
    },
    {
      id: 'endpoint',
      name: 'Endpoint',
      width: 170,
      minWidth: 80,
      shown: true,
      leaves: 7,
      render: (row) => <MutedCell text={endpoints.get(row.webhookId)} />,
    },
    {
      id: 'answer',
      name: 'Answer',
      width: 130,
      minWidth: 60,
      shown: true,
      leaves: 6,
      render: (row) => <MutedCell text={outcomeText(row)} />,
    },
    {
      id: 'attempts',
      name: 'Attempt',
      width: 66,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 4,
      sortKey: 'attempts',
      render: (row) => <NumberCell text={`${row.attempts} of ${row.maxAttempts}`} />,
    },
    {
      id: 'duration',
      name: 'Took',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 2,
      render: (row) => <NumberCell text={row.durationMs === null ? '—' : `${row.durationMs} ms`} />,
    },
    organizationColumn(organizations, 3),
    {
      id: 'message',
      name: 'Id',
      width: 150,
      minWidth: 80,
      shown: false,
      leaves: 1,
      render: (row) => <CodeCell text={row.messageId} />,
    },
    {
      id: 'next',
      name: 'Next',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: false,
      leaves: 1,
      render: (row) => <TimeCell at={row.nextAttemptAt} />,
    },
    {
      id: 'created',
      name: 'When',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 5,
      sortKey: 'id',
      render: (row) => <TimeCell at={row.createdAt} />,
    },
  ];
}
