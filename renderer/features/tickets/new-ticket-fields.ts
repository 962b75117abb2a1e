import type { NewTicket, TicketPriority, TicketType } from '../../../shared/ticket.ts';
import { parseFieldLines } from '../../lib/custom-field-values.ts';

export const emptyTicket = {
  subject: '',
  description: '',
  organizationId: '1',
  priority: 'medium',
  type: 'incident',
  categoryId: '',
  assigneeId: '',
  requester: '',
  requesterEmail: '',
  deviceId: '',
  parent: '',
  watchers: '',
  customFields: '',
};
export type TicketField = keyof typeof emptyTicket;

const orNull = (text: string) => (text.trim() === '' ? null : text);
const idOrNull = (text: string) => (text === '' ? null : Number(text));

/** `TCK-12`, `#12` or `12` as an id; null for nothing, undefined where it is no ticket number. */
export function parseTicketNumber(text: string): number | null | undefined {
  const wanted = text.trim();
  if (wanted === '') return null;
  const match = /^(?:tck-|#)?([1-9]\d{0,14})$/i.exec(wanted);
  return match ? Number(match[1]) : undefined;
}

export function watcherIds(text: string): number[] {
  return text.split(',').filter(Boolean).map(Number);
}

/** The form as the engine takes it. Throws nothing: a parent that is no number has been refused before. */
export function ticketFromFields(values: Readonly<Record<TicketField, string>>): NewTicket {
  return {
    subject: values.subject,
    description: values.description,
    organizationId: Number(values.organizationId),
    // The select offers nothing but the contract's own names.
    priority: values.priority as TicketPriority,
    type: values.type as TicketType,
    categoryId: idOrNull(values.categoryId),
    assigneeId: idOrNull(values.assigneeId),
    requester: orNull(values.requester),
    requesterEmail: orNull(values.requesterEmail),
    deviceId: orNull(values.deviceId),
    parentId: parseTicketNumber(values.parent) ?? null,
    watcherIds: watcherIds(values.watchers),
    customFields: parseFieldLines(values.customFields),
  };
}
