import type { Technician } from '../../../shared/organization.ts';
import type { TicketCategory, TicketPriority, TicketStatus, TicketType } from '../../../shared/ticket.ts';
import { client } from '../../lib/client.ts';
import { absoluteTime, ticketNumber } from '../../lib/format.ts';
import { changeTickets, patchTickets, type TicketRowPatch } from './change-tickets.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { statusLabels, typeLabels } from './ticket-labels.ts';
import { ticketRows } from './rows.ts';

// What can be done to tickets, each in one place: keys, pickers, chips and palette all end here.

const isDone = (status: TicketStatus) => status === 'resolved' || status === 'closed';

function statusPatch(status: TicketStatus): TicketRowPatch {
  // A resolved ticket owes no answer; what is due again after reopening only the engine knows.
  return isDone(status) ? { status, dueAt: null } : { status };
}

export function setStatus(ids: readonly number[], status: TicketStatus): void {
  const done =
    status === 'resolved' ? 'resolved' : status === 'closed' ? 'closed' : `set to ${statusLabels[status]}`;
  patchTickets(ids, { status }, statusPatch(status), done);
}

/** Resolves; on tickets that all are resolved already it opens them again. */
export function resolve(ids: readonly number[]): void {
  const all = ids.every((id) => {
    const row = ticketRows.get(id);
    return row !== undefined && isDone(row.status);
  });
  if (all) patchTickets(ids, { status: 'open' }, { status: 'open' }, 'opened again');
  else setStatus(ids, 'resolved');
}

export function setPriority(ids: readonly number[], priority: TicketPriority): void {
  patchTickets(ids, { priority }, { priority }, `set to ${priorityLabels[priority].toLowerCase()} priority`);
}

export function setType(ids: readonly number[], type: TicketType): void {
  patchTickets(ids, { type }, { type }, `now of type ${typeLabels[type].toLowerCase()}`);
}

export function setCategory(ids: readonly number[], category: TicketCategory | null): void {
  const categoryId = category?.id ?? null;
  patchTickets(
    ids,
    { categoryId },
    { categoryId },
    category ? `filed under ${category.name}` : 'without category',
  );
}

export function assign(ids: readonly number[], technician: Pick<Technician, 'id' | 'name'> | null): void {
  const assigneeId = technician?.id ?? null;
  const done = technician ? `assigned to ${technician.name}` : 'assigned to nobody';
  patchTickets(ids, { assigneeId }, { assigneeId }, done);
}

export function moveToOrganization(ids: readonly number[], organization: { id: number; name: string }): void {
  const organizationId = organization.id;
  patchTickets(ids, { organizationId }, { organizationId }, `moved to ${organization.name}`);
}

export function snooze(ids: readonly number[], until: number | null): void {
  const done = until === null ? 'awake again' : `snoozed until ${absoluteTime(until)}`;
  patchTickets(ids, { snoozedUntil: until }, { snoozedUntil: until }, done);
}

export function merge(ids: readonly number[], intoId: number): void {
  const closing = ids.filter((id) => id !== intoId);
  if (closing.length === 0) return;
  void changeTickets({
    ids: closing,
    patch: { status: 'closed', mergedIntoId: intoId, dueAt: null, snoozedUntil: null },
    done: `merged into ${ticketNumber(intoId)}`,
    send: () => client.tickets.merge({ ids: closing, intoId }),
  });
}

export function setUnread(ids: readonly number[], unread: boolean): void {
  const rows = ids
    .map((id) => ticketRows.get(id))
    .filter((row) => row !== undefined && row.unread !== unread);
  if (rows.length === 0) return;
  const changed = rows.map((row) => ({ ...row!, unread }));
  ticketRows.receive(changed);
  // No change of the ticket: nothing to undo, and a failure only leaves a dot.
  void client.tickets.markRead({ ids: changed.map((row) => row.id), unread }).catch(() => undefined);
}

export interface Message {
  readonly ids: readonly number[];
  readonly text: string;
  readonly visibility: 'public' | 'internal';
  readonly status?: TicketStatus;
}

/** Sends a reply or a note. Answers whether it was taken; the caller keeps the text until then. */
export function sendMessage({ ids, text, visibility, status }: Message): Promise<boolean> {
  const what = visibility === 'public' ? 'answered' : 'noted';
  return changeTickets({
    ids,
    patch: status ? statusPatch(status) : {},
    done: status === 'resolved' ? `${what} and resolved` : what,
    send: () => client.tickets.addMessage({ ids: [...ids], text, visibility, ...(status ? { status } : {}) }),
  });
}
