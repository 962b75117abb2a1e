import type { TicketPatch } from '../../../shared/ticket.ts';
import type { FieldChange } from '../database/journal.ts';
import { parseCustomFields, type TicketRecord } from './ticket-record.ts';
import { dueAt, isResolved } from './ticket-status.ts';

type Columns = Partial<Omit<TicketRecord, 'id' | 'row_hash'>>;

/** What a merge and an import may set besides, and nobody else. */
export type InternalPatch = TicketPatch & {
  readonly mergedIntoId?: number | null;
  readonly createdAt?: number;
  readonly resolvedAt?: number | null;
};

export interface PatchContext {
  readonly now: number;
  /** Who a resolved ticket says resolved it. */
  readonly actorName: string;
}

/** The field of a patch and the column that holds it, for everything that is simply stored. */
const plainFields = {
  subject: 'subject',
  description: 'description',
  status: 'status',
  priority: 'priority',
  type: 'type',
  categoryId: 'category_id',
  assigneeId: 'assignee_id',
  organizationId: 'organization_id',
  requester: 'requester',
  requesterEmail: 'requester_email',
  deviceId: 'device_id',
  parentId: 'parent_id',
  snoozedUntil: 'snoozed_until',
  resolution: 'resolution',
  mergedIntoId: 'merged_into_id',
  createdAt: 'created_at',
  resolvedAt: 'resolved_at',
} as const satisfies Partial<Record<keyof InternalPatch, keyof TicketRecord>>;

/** What a ticket holds under the name that a patch gives it; undefined for what is not simply stored. */
export function plainValue(record: TicketRecord, field: string): string | number | null | undefined {
  const column = Object.hasOwn(plainFields, field) && plainFields[field as keyof typeof plainFields];
  return column ? record[column] : undefined;
}

/**
 * Decides what a patch does to a ticket: the columns to write and the changes to tell. Pure. Values that are
 * already there are no change; a patch without any leaves `columns` empty.
 */
export function decidePatch(
  before: TicketRecord,
  patch: InternalPatch,
  context: PatchContext,
): { columns: Columns; changes: FieldChange[] } {
  const columns: { -readonly [K in keyof Columns]: Columns[K] } = {};
  const changes: FieldChange[] = [];
  const set = (field: string, column: keyof TicketRecord, to: string | number | null): void => {
    if (before[column] === to) return;
    Object.assign(columns, { [column]: to });
    changes.push({ field, from: before[column], to });
  };
  for (const [field, column] of Object.entries(plainFields)) {
    const value = patch[field as keyof typeof plainFields];
    if (value !== undefined) set(field, column, value);
  }
  if (patch.customFields !== undefined) {
    const to = JSON.stringify(patch.customFields);
    if (to !== before.custom_fields) {
      columns.custom_fields = to;
      changes.push({ field: 'customFields', from: parseCustomFields(before), to: patch.customFields });
    }
  }
  if (changes.length === 0) return { columns, changes };
  followStatus(before, columns, context);
  columns.updated_at = Math.max(context.now, before.updated_at);
  return { columns, changes };
}

/** What a status or priority brings with it: who resolved it and when, the due time, the end of a snooze. */
function followStatus(
  before: TicketRecord,
  columns: { -readonly [K in keyof Columns]: Columns[K] },
  context: PatchContext,
): void {
  const status = columns.status ?? before.status;
  const priority = columns.priority ?? before.priority;
  if (columns.status !== undefined && isResolved(status) !== isResolved(before.status)) {
    columns.resolved_at = isResolved(status) ? (columns.resolved_at ?? context.now) : null;
    columns.resolved_by = isResolved(status) ? context.actorName : null;
  }
  const createdAt = columns.created_at ?? before.created_at;
  if ('status' in columns || 'priority' in columns || 'created_at' in columns) {
    columns.due_at = dueAt(status, priority, createdAt);
  }
}
