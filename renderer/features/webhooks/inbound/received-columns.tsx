import type { HookDeliveryRow } from '../../../../shared/hook-delivery.ts';
import { NumberCell } from '../../../components/data-table/cells.tsx';
import type { TableColumn } from '../../../components/data-table/columns.ts';
import { organizationColumn } from '../../../components/data-table/record-columns.tsx';
import { bytesText, numberText } from '../../../lib/format.ts';
import type { OrganizationNames } from '../../../lib/use-organizations.ts';
import {
  eventColumn,
  figureColumn,
  messageIdColumn,
  saidColumn,
  stateColumn,
  whenColumn,
} from '../log-columns.tsx';
import { stateLabels, stateShapes } from './connection-words.ts';

/** Every column of what came in, in the built-in order. */
export function receivedColumns(
  organizations: OrganizationNames,
  connections: ReadonlyMap<number, string>,
): TableColumn<HookDeliveryRow>[] {
  return [
    stateColumn(stateLabels, stateShapes),
    eventColumn(({ event }) => event ?? 'no name'),
    saidColumn({ id: 'outcome', name: 'What it did', width: 170, leaves: 6 }, ({ outcome }) => outcome),
    saidColumn({ id: 'connection', name: 'By', width: 96, leaves: 7 }, ({ connectionId }) =>
      connections.get(connectionId),
    ),
    organizationColumn(organizations, 3),
    figureColumn({ id: 'repeats', name: 'Again', width: 50, leaves: 2 }, ({ repeats }) => (
      <NumberCell text={repeats === 0 ? '—' : numberText(repeats)} />
    )),
    figureColumn({ id: 'bytes', name: 'Size', width: 60, leaves: 1 }, ({ bytes }) => (
      <NumberCell text={bytesText(bytes)} />
    )),
    messageIdColumn(),
    whenColumn(({ receivedAt }) => receivedAt),
  ];
}
