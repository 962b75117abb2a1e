import type { Conflict, QueuedChange, QueuedState, RemoteValue, SyncState } from '../../shared/remote.ts';
import { relativeTime, ticketNumber } from './format.ts';
import type { StateShape } from './state-shape.ts';

/** What is shown of a change on its way, and of a field that both sides changed. */
export type WaitingChange = QueuedChange;
export type KeptConflict = Conflict;

/** What other services and this console say of the same tickets, in words. */

const fieldLabels: Readonly<Record<string, string>> = {
  subject: 'Subject',
  description: 'Description',
  status: 'Status',
  priority: 'Priority',
  type: 'Type',
  category: 'Category',
  assigneeId: 'Assignee',
  resolution: 'Resolution',
};

export const fieldLabel = (field: string): string => fieldLabels[field] ?? field;

/** @param nameOf an assignee, by their id here */
export function valueText(
  field: string,
  value: RemoteValue,
  nameOf: (id: number) => string | null | undefined,
): string {
  if (value === null || value === '') return field === 'assigneeId' ? 'nobody' : 'nothing';
  if (field === 'assigneeId') return nameOf(Number(value)) ?? 'somebody';
  return field === 'subject' || field === 'description' || field === 'resolution'
    ? `“${value}”`
    : String(value).replaceAll('_', ' ');
}

export function changeText(
  { kind, changes, subject }: QueuedChange,
  nameOf: (id: number) => string | null | undefined,
): string {
  switch (kind) {
    case 'create':
      return `New ticket “${subject}”`;
    case 'reply':
      return 'A reply';
    case 'note':
      return 'A note';
    case 'merge':
      return `Merged into ${ticketNumber(Number(changes[0]?.to))}`;
    default:
      return changes
        .map(({ field, to }) => `${fieldLabel(field)}: ${valueText(field, to, nameOf)}`)
        .join(', ');
  }
}

export const queuedLabels: Readonly<
  Record<QueuedState, { readonly text: string; readonly shape: StateShape }>
> = {
  waiting: { text: 'Waits to be sent', shape: 'plain' },
  sending: { text: 'Being sent', shape: 'plain' },
  sent: { text: 'Sent', shape: 'good' },
  local: { text: 'Stays here', shape: 'plain' },
  conflict: { text: 'Conflict', shape: 'warn' },
  refused: { text: 'Refused', shape: 'bad' },
  suspect: { text: 'May be there already', shape: 'warn' },
  given_up: { text: 'Given up', shape: 'gone' },
  settled: { text: 'Settled', shape: 'good' },
};

/** How a connection does, short enough for a line of a list; null where it only receives. */
export function syncText(
  sync: SyncState,
  lastCompleteAt: number | null,
  now: number,
): { readonly text: string; readonly shape: StateShape } | null {
  switch (sync.state) {
    case 'not_set_up':
      return null;
    case 'switched_off':
      return { text: 'Switched off', shape: 'gone' };
    case 'vault_locked':
      return { text: 'Waits for the vault', shape: 'warn' };
    case 'offline':
      return { text: 'Offline, changes wait', shape: 'plain' };
    case 'syncing':
      return { text: 'Reading…', shape: 'plain' };
    case 'key_refused':
      return { text: 'Needs another key', shape: 'bad' };
    case 'failing':
      return { text: sync.resting ? 'Does not answer, left alone' : 'Does not answer', shape: 'warn' };
    default:
      return lastCompleteAt === null
        ? { text: 'Not read yet', shape: 'plain' }
        : { text: `In step ${relativeTime(lastCompleteAt, now)}`, shape: 'good' };
  }
}
