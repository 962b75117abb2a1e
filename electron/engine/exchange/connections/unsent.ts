import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Conflict, QueuedField } from '../../../../shared/remote.ts';
import type { ReadableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { openConflicts } from './conflict-repository.ts';
import { listChanges } from './outbox-repository.ts';

export interface UnsentDeps {
  readonly db: ReadableDb;
  readonly journal: Journal;
  readonly technicianName: (id: number) => string | undefined;
}

/** Nothing that was queued goes without a trace: what a connection that is removed was not sent, its tickets tell. */
export function createUnsent({ db, journal, technicianName }: UnsentDeps) {
  function told({ field, to }: Pick<QueuedField, 'field' | 'to'>): string {
    const value = field === 'assigneeId' && to !== null ? technicianName(Number(to)) : to;
    return `${field === 'assigneeId' ? 'assignee' : field}: ${value ?? 'nothing'}`;
  }

  const choice = ({ field, mine, theirs }: Conflict): string =>
    `${told({ field, to: mine })} here, ${told({ field, to: theirs })} there`;

  return {
    /**
     * Notes on each ticket what the connection was not sent, and what was not decided.
     * @throws AppError `conflict` where that is more, or less, than somebody agreed to
     */
    note(caller: Caller, { id, name }: { id: number; name: string }, agreed: number): void {
      const states = ['waiting', 'sending', 'refused', 'suspect'] as const;
      const lost = [
        ...listChanges(db, { connectionId: id, states, limit: -1 }).map(({ changes, ...about }) => ({
          ...about,
          text: `${about.kind === 'create' ? 'new ticket, ' : ''}${changes.map(told).join(', ')}`,
        })),
        ...openConflicts(db, { connectionId: id }).map((each) => ({ ...each, text: choice(each) })),
      ];
      if (lost.length !== agreed) {
        const changes = lost.length === 1 ? '1 change was' : `${lost.length} changes were`;
        throw new AppError(
          'conflict',
          `${changes} never sent to ${name}. Send them first, or agree to that.`,
        );
      }
      const changeId = newChangeId();
      for (const { ticketId, organizationId, text } of lost) {
        const about = { changeId, entity: 'ticket', entityId: ticketId, organizationId };
        const changes = [{ field: 'unsent', from: name, to: text }];
        journal.audit(caller, { ...about, action: 'never sent', changes });
      }
    },
  };
}
