import type { ReactNode } from 'react';
import { CodeCell, MutedCell, NameCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { StateDot } from '../../components/state-dot.tsx';
import type { StateShape } from '../../lib/state-shape.ts';

/** Columns that the log of what was sent and the log of what came in both have. */

export function stateColumn<Row extends { readonly state: State }, State extends string>(
  labels: Readonly<Record<State, string>>,
  shapes: Readonly<Record<State, StateShape>>,
): TableColumn<Row> {
  return {
    id: 'state',
    name: 'State',
    width: 84,
    minWidth: 60,
    shown: true,
    leaves: 8,
    sortKey: 'state',
    render: ({ state }) => <StateDot shape={shapes[state]}>{labels[state]}</StateDot>,
  };
}

export function eventColumn<Row>(nameOf: (row: Row) => string): TableColumn<Row> {
  return {
    id: 'event',
    name: 'Event',
    width: 170,
    minWidth: 118,
    fills: true,
    shown: true,
    sortKey: 'event',
    render: (row) => <NameCell text={nameOf(row)} />,
  };
}

/** Who is at the other end, or what became of it, in a few words. */
export function saidColumn<Row>(
  about: Pick<TableColumn<Row>, 'id' | 'name' | 'width' | 'leaves'>,
  textOf: (row: Row) => string | null | undefined,
): TableColumn<Row> {
  return { ...about, minWidth: 60, shown: true, render: (row) => <MutedCell text={textOf(row)} /> };
}

export function figureColumn<Row>(
  about: Pick<TableColumn<Row>, 'id' | 'name' | 'width' | 'leaves' | 'sortKey'>,
  render: (row: Row) => ReactNode,
): TableColumn<Row> {
  return { ...about, minWidth: 44, align: 'end', shown: true, render };
}

export function messageIdColumn<Row extends { readonly messageId: string | null }>(): TableColumn<Row> {
  return {
    id: 'message',
    name: 'Id',
    width: 150,
    minWidth: 80,
    shown: false,
    leaves: 1,
    render: ({ messageId }) => <CodeCell text={messageId} />,
  };
}

/** A log is read by its times: this one stays to the last. */
export function whenColumn<Row>(at: (row: Row) => number): TableColumn<Row> {
  return {
    id: 'when',
    name: 'When',
    width: 58,
    minWidth: 50,
    align: 'end',
    shown: true,
    leaves: 9,
    sortKey: 'id',
    render: (row) => <TimeCell at={at(row)} />,
  };
}
