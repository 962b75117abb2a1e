import type { TicketPriority, TicketStatus } from '../../../shared/ticket.ts';
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

export interface ColumnMap {
  readonly columns: ReadonlyMap<Field, number>;
  /** Indexes of the columns that stay unknown. */
  readonly unknown: readonly number[];
}

export function mapColumns(table: CsvTable): ColumnMap {
  const columns = new Map<Field, number>();
  const unknown: number[] = [];
  for (const [index, head] of table.heads.entries()) {
    const field = (Object.keys(heads) as Field[]).find((candidate) =>
      (heads[candidate] as readonly string[]).includes(head.toLowerCase()),
    );
    if (field && !columns.has(field)) columns.set(field, index);
    else unknown.push(index);
  }
  return { columns, unknown };
}

/** ITFlow writes these; other systems' files need a subject and at least one more known column. */
export function looksLikeItflow(table: CsvTable): boolean {
  const known = new Set(table.heads.map((head) => head.toLowerCase()));
  return ['ticket number', 'subject', 'date opened'].every((head) => known.has(head));
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
  map: ColumnMap,
  row: readonly string[],
): CsvTicket | { readonly refused: string } {
  const cell = (field: Field): string => {
    const index = map.columns.get(field);
    return index === undefined ? '' : (row[index] ?? '');
  };
  const optional = (field: Field): string | null => (cell(field).trim() === '' ? null : cell(field).trim());
  if (row.length > table.heads.length && row.slice(table.heads.length).some((extra) => extra !== '')) {
    return { refused: `has ${row.length} cells, the header ${table.heads.length}` };
  }
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
    others: othersOf(table, map, row),
  };
}

function lookUp<T>(words: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

function othersOf(table: CsvTable, map: ColumnMap, row: readonly string[]): Record<string, string> {
  const others: Record<string, string> = {};
  for (const index of map.unknown) {
    const head = table.heads[index];
    const value = row[index];
    if (!head || !value || ['__proto__', 'constructor', 'prototype'].includes(head)) continue;
    others[head.slice(0, 100)] = value.slice(0, 4000);
  }
  return others;
}

/** ISO dates and times, as UTC where no zone stands there; null where empty, undefined where not a date. */
export function parseDate(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-' || trimmed === '0000-00-00' || trimmed === '0000-00-00 00:00:00')
    return null;
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d): ?(\d\d)(?:: ?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
      trimmed,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`;
  const date = Date.parse(iso);
  // The engine rolls 31 June over to July; a file that says so is wrong.
  const valid =
    Number.isFinite(date) && new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  return valid ? date : undefined;
}
