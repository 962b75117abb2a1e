import type { DeliveryRow } from '../../../shared/delivery.ts';
import { NumberCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import {
  eventColumn,
  figureColumn,
  messageIdColumn,
  saidColumn,
  stateColumn,
  whenColumn,
} from './log-columns.tsx';
import { eventText, outcomeText, stateLabels, stateShapes } from './webhook-words.ts';

/** Every column of the delivery log, in the built-in order. */
export function deliveryColumns(
  organizations: OrganizationNames,
  endpoints: ReadonlyMap<number, string>,
): TableColumn<DeliveryRow>[] {
  return [
    stateColumn(stateLabels, stateShapes),
    eventColumn(eventText),
    saidColumn({ id: 'endpoint', name: 'Endpoint', width: 146, leaves: 7 }, ({ webhookId }) =>
      endpoints.get(webhookId),
    ),
    saidColumn({ id: 'answer', name: 'Answer', width: 116, leaves: 6 }, outcomeText),
    figureColumn({ id: 'attempts', name: 'Attempt', width: 66, leaves: 4, sortKey: 'attempts' }, (row) => (
      <NumberCell text={`${row.attempts} of ${row.maxAttempts}`} />
    )),
    figureColumn({ id: 'duration', name: 'Took', width: 62, leaves: 2 }, ({ durationMs }) => (
      <NumberCell text={durationMs === null ? '—' : `${durationMs} ms`} />
    )),
    organizationColumn(organizations, 3),
    messageIdColumn(),
    {
      ...figureColumn<DeliveryRow>({ id: 'next', name: 'Next', width: 62, leaves: 1 }, (row) => (
        <TimeCell at={row.nextAttemptAt} />
      )),
      shown: false,
    },
    whenColumn(({ createdAt }) => createdAt),
  ];
}
