import type { RecordSource } from '../../../shared/record-source.ts';
import type { BaseCategory, TicketStatus, TicketType, TicketView } from '../../../shared/ticket.ts';

// The words of the console for the contract's names. Records, so that a new name does not compile without its word.

export const statusLabels: Record<TicketStatus, string> = {
  open: 'Open',
  in_progress: 'In progress',
  waiting: 'Waiting',
  resolved: 'Resolved',
  closed: 'Closed',
};

export const typeLabels: Record<TicketType, string> = {
  incident: 'Incident',
  problem: 'Problem',
  change: 'Change',
  service_request: 'Service request',
};

export const sourceLabels: Record<RecordSource, string> = {
  console: 'Console',
  api: 'API',
  import: 'Import',
  remote: 'Connection',
  sample: 'Sample',
};

export const baseCategoryLabels: Record<BaseCategory, string> = {
  software: 'Software',
  hardware: 'Hardware',
  network: 'Network',
  access: 'Access',
  email: 'Email',
  other: 'Other',
};

export const viewLabels: Record<TicketView, string> = {
  inbox: 'Triage',
  mine: 'Assigned to me',
  unassigned: 'Unassigned',
  waiting: 'Waiting',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
  all: 'All tickets',
};

export function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  // Object.keys forgets the key type of a closed record.
  return Object.keys(record) as K[];
}
