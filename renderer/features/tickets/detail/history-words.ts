import { plainValueText, wordsOf, type ChangedField, type FieldWords } from '../../../lib/change-words.ts';
import { absoluteTime, ticketNumber } from '../../../lib/format.ts';
import type { Names } from '../people.ts';
import { priorityLabels } from '../../../lib/priority.ts';
import { statusLabels, typeLabels } from '../ticket-labels.ts';

type Lookup = Pick<Names, 'technician' | 'organization' | 'category'>;

const fieldNames: Record<string, string> = {
  subject: 'Subject',
  description: 'Description',
  status: 'Status',
  priority: 'Priority',
  type: 'Type',
  categoryId: 'Category',
  assigneeId: 'Assignee',
  organizationId: 'Organization',
  requester: 'Requester',
  requesterEmail: 'Requester’s e-mail',
  deviceId: 'Device',
  parentId: 'Parent',
  mergedIntoId: 'Merged into',
  snoozedUntil: 'Snoozed until',
  dueAt: 'Due',
  resolution: 'Resolution',
  resolvedAt: 'Resolved',
  watcherIds: 'Watchers',
  customFields: 'Custom fields',
  messageId: 'Message',
};

const labels: Record<string, Record<string, string>> = {
  status: statusLabels,
  priority: priorityLabels,
  type: typeLabels,
};

function valueText(field: string, value: unknown, names: Lookup): string {
  if (typeof value === 'number') {
    if (field === 'assigneeId') return names.technician(value) ?? `technician ${value}`;
    if (field === 'organizationId') return names.organization(value) ?? `organization ${value}`;
    if (field === 'categoryId') return names.category(value) ?? `category ${value}`;
    if (field === 'parentId' || field === 'mergedIntoId') return ticketNumber(value);
    if (field.endsWith('At') || field.endsWith('Until')) return absoluteTime(value);
  }
  if (typeof value === 'string' && labels[field]?.[value] !== undefined) return labels[field][value];
  if (field === 'watcherIds' && Array.isArray(value)) {
    return value.length === 0 ? 'nobody' : value.map((id) => names.technician(Number(id)) ?? '?').join(', ');
  }
  return plainValueText(value);
}

/** One changed field in the technician's words. */
export function describeField(field: ChangedField, names: Lookup): FieldWords {
  // What a connection that was removed was not sent; the service is named where the value before stands.
  if (field.field === 'unsent') return { name: `To ${String(field.from)}`, from: null, to: String(field.to) };
  return wordsOf(field, fieldNames, (name, value) => valueText(name, value, names));
}
