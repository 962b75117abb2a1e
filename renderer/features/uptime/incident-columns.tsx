import { TicketCheck } from 'lucide-react';
import type { z } from 'zod';
import type { incidentField, IncidentRow } from '../../../shared/incident.ts';
import { MutedCell, NameCell, NumberCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { useNow } from '../../lib/clock.ts';
import { ticketNumber } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { incidentStates, lastedText } from './incident-words.ts';
import { typeLabels } from './monitor-words.ts';

type IncidentColumn = TableColumn<IncidentRow> & { readonly sortKey?: z.infer<typeof incidentField> };

function Lasted({ incident }: { incident: IncidentRow }) {
  return <NumberCell text={lastedText(incident, useNow())} strong={incident.closedAt === null} />;
}

/** Every column of the table of incidents, in the built-in order. */
export function incidentColumns(organizations: OrganizationNames): IncidentColumn[] {
  return [
    {
      id: 'state',
      name: 'State',
      width: 100,
      minWidth: 80,
      shown: true,
      sortKey: 'state',
      render: ({ state }) => (
        <StateDot shape={incidentStates[state].shape}>{incidentStates[state].label}</StateDot>
      ),
    },
    {
      id: 'monitor',
      name: 'Monitor',
      width: 160,
      minWidth: 110,
      shown: true,
      sortKey: 'monitorName',
      render: (row) => <NameCell text={row.monitorName} />,
    },
    {
      id: 'error',
      name: 'What was met',
      width: 240,
      minWidth: 90,
      fills: true,
      shown: true,
      render: (row) => <MutedCell text={row.error} />,
    },
    organizationColumn<IncidentRow>(organizations, 3, 120),
    {
      id: 'type',
      name: 'Type',
      width: 84,
      minWidth: 50,
      shown: false,
      leaves: 1,
      sortKey: 'monitorType',
      render: (row) => <MutedCell text={typeLabels[row.monitorType]} />,
    },
    {
      id: 'who',
      name: 'With',
      width: 110,
      minWidth: 60,
      shown: true,
      leaves: 2,
      sortKey: 'acknowledgedBy',
      render: (row) => <MutedCell text={row.acknowledgedBy} />,
    },
    {
      id: 'ticket',
      name: 'Ticket',
      quietHead: true,
      width: 18,
      minWidth: 18,
      shown: true,
      leaves: 4,
      render: ({ ticketId }) =>
        ticketId !== null && (
          <span title={ticketNumber(ticketId)}>
            <TicketCheck size={14} strokeWidth={1.75} aria-hidden="true" />
            <span className="visually-hidden">has a ticket</span>
          </span>
        ),
    },
    {
      id: 'lasted',
      name: 'Lasted',
      width: 64,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 5,
      render: (row) => <Lasted incident={row} />,
    },
    {
      id: 'opened',
      name: 'Began',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 6,
      sortKey: 'openedAt',
      render: (row) => <TimeCell at={row.openedAt} />,
    },
  ];
}
