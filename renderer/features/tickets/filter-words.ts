import type { TicketFilter } from '../../../shared/ticket.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { statusLabels, typeLabels } from './ticket-labels.ts';
import type { Names } from './people.ts';

export interface FilterPart {
  readonly key: keyof TicketFilter;
  readonly text: string;
}

/** Each part of a filter in words: "Status: Open or Waiting". */
export function filterParts(
  filter: TicketFilter,
  names: Pick<Names, 'technician' | 'organization' | 'category'>,
): FilterPart[] {
  const parts: FilterPart[] = [];
  if (filter.status) {
    parts.push({ key: 'status', text: `Status: ${filter.status.map((s) => statusLabels[s]).join(' or ')}` });
  }
  if (filter.priority) {
    parts.push({
      key: 'priority',
      text: `Priority: ${filter.priority.map((p) => priorityLabels[p]).join(' or ')}`,
    });
  }
  if (filter.organizationId !== undefined) {
    parts.push({ key: 'organizationId', text: names.organization(filter.organizationId) ?? 'Organization' });
  }
  if (filter.assigneeId !== undefined) {
    parts.push({ key: 'assigneeId', text: names.technician(filter.assigneeId) ?? 'Nobody assigned' });
  }
  if (filter.type) parts.push({ key: 'type', text: typeLabels[filter.type] });
  if (filter.categoryId !== undefined) {
    parts.push({ key: 'categoryId', text: names.category(filter.categoryId) ?? 'Category' });
  }
  return parts;
}

/** The filter without one of its parts. */
export function withoutPart(filter: TicketFilter, key: keyof TicketFilter): TicketFilter {
  const { [key]: _gone, ...rest } = filter;
  return rest;
}

/** Adds or takes away one value of a part that may hold several; an empty part goes altogether. */
export function toggleValue<K extends 'status' | 'priority'>(
  filter: TicketFilter,
  key: K,
  value: NonNullable<TicketFilter[K]>[number],
): TicketFilter {
  const values: readonly string[] = filter[key] ?? [];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return next.length === 0 ? withoutPart(filter, key) : { ...filter, [key]: next };
}
