import type { TicketPriority, TicketStatus } from '../../../shared/ticket.ts';
import { hasHeads, lookUp, mapColumns, readCells, type ColumnMap } from '../platform/csv-columns.ts';
import { parseDate } from '../platform/csv-dates.ts';
import type { CsvTable } from '../platform/importer.ts';

/** One row of a ticket file, read but not yet matched with what the workspace holds. */
export interface CsvTicket {
  readonly number: string | null;
  readonly subject: string;
  /** These three are null where the file says nothing. */
  readonly description: string | null;
  readonly status: TicketStatus | null;
  readonly priority: TicketPriority | null;
  readonly client: string | null;
  readonly contact: string | null;
  readonly assignedTo: string | null;
  readonly category: string | null;
  readonly openedAt: number | null;
  readonly resolvedAt: number | null;
  /** Columns that no field takes, by their heads. */
  readonly others: Readonly<Record<string, string>>;
}

/** Heads that a field is known under; the first of each is ITFlow's own export. */
const heads = {
  number: ['ticket number', 'number', 'ticket', 'ticket id', 'id'],
  subject: ['subject', 'title', 'summary'],
  description: ['description', 'details', 'body'],
  status: ['status', 'state'],
  priority: ['priority'],
  client: ['client', 'company', 'organization', 'customer'],
  contact: ['contact', 'requester', 'requested by'],
  assignedTo: ['assigned to', 'assignee', 'technician'],
  category: ['category'],
  openedAt: ['date opened', 'opened', 'created', 'created at', 'date created'],
  resolvedAt: ['date resolved', 'resolved', 'resolved at'],
  closedAt: ['date closed', 'closed', 'closed at'],
} as const satisfies Record<string, readonly string[]>;

type Field = keyof typeof heads;

export const ticketColumns = (table: CsvTable): ColumnMap<Field> => mapColumns<Field>(table, heads);

/** ITFlow writes these; other systems' files need a subject and at least one more known column. */
export function looksLikeItflow(table: CsvTable): boolean {
  return hasHeads(table, ['ticket number', 'subject', 'date opened']);
}

const statuses: Readonly<Record<string, TicketStatus>> = {
  new: 'open',
  open: 'open',
  assigned: 'in_progress',
  working: 'in_progress',
  'in progress': 'in_progress',
  'on hold': 'waiting',
  pending: 'waiting',
  waiting: 'waiting',
  'waiting on customer': 'waiting',
  resolved: 'resolved',
  solved: 'resolved',
  'auto close': 'resolved',
  closed: 'closed',
};

const priorities: Readonly<Record<string, TicketPriority>> = {
  low: 'low',
  medium: 'medium',
  normal: 'medium',
  high: 'high',
  urgent: 'critical',
  critical: 'critical',
};

/** Reads one row, or says in words what is wrong with it. */
export function readTicket(
  table: CsvTable,
  map: ColumnMap<Field>,
  row: readonly string[],
): CsvTicket | { readonly refused: string } {
  const { cell, optional, refused, others } = readCells(table, map, row);
  if (refused !== null) return { refused };
  if (cell('subject').trim() === '') return { refused: 'has no subject' };
  if (cell('subject').length > 500) return { refused: 'has a subject of over 500 characters' };
  if (cell('description').length > 100_000)
    return { refused: 'has a description of over 100,000 characters' };

  const statusText = cell('status').trim().toLowerCase().replaceAll('_', ' ');
  const status = statusText === '' ? null : lookUp(statuses, statusText);
  if (status === undefined) return { refused: `has an unknown status “${cell('status').slice(0, 60)}”` };
  const priorityText = cell('priority').trim().toLowerCase();
  const priority = priorityText === '' ? null : lookUp(priorities, priorityText);
  if (priority === undefined)
    return { refused: `has an unknown priority “${cell('priority').slice(0, 60)}”` };

  const dates: Partial<Record<Field, number | null>> = {};
  for (const field of ['openedAt', 'resolvedAt', 'closedAt'] as const) {
    const date = parseDate(cell(field));
    if (date === undefined)
      return { refused: `has no date that can be read in “${cell(field).slice(0, 60)}”` };
    dates[field] = date;
  }
  return {
    number: optional('number'),
    subject: cell('subject'),
    description: cell('description').trim() === '' ? null : cell('description'),
    status,
    priority,
    client: optional('client'),
    contact: optional('contact'),
    assignedTo: optional('assignedTo'),
    category: optional('category'),
    openedAt: dates.openedAt ?? null,
    resolvedAt: dates.resolvedAt ?? dates.closedAt ?? null,
    others,
  };
}
