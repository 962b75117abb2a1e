import type { RemoteValues } from '../../../../shared/remote.ts';
import type { ReadableDb } from '../../database/db.ts';
import { getConnection } from '../receiver/connection-repository.ts';
import { findLink } from './link-repository.ts';
import { listChanges } from './outbox-repository.ts';
import { sourceOf, type Taken, type TicketIntake } from './ticket-intake.ts';

/** What an event tells of a ticket at a service. */
export interface ToldTicket {
  readonly remoteId: string;
  /** Epoch ms; null where the event does not say. */
  readonly at: number | null;
  readonly values: RemoteValues;
  /** What a new one begins with, where the event does not tell it. */
  readonly firstValues: RemoteValues;
  /** Whether it becomes a ticket here where there is none. */
  readonly opens: boolean;
}

/** Hears of tickets by events: they come in by the way of all others, and what is older than what was read says nothing. */
export function createTicketEar({ db, intake }: { readonly db: ReadableDb; readonly intake: TicketIntake }) {
  /** Where it is being opened just now, its answer tells which one it is. */
  function isOpening(connectionId: number, subject: unknown): boolean {
    return listChanges(db, { connectionId, states: ['waiting', 'sending', 'suspect'], limit: 5000 }).some(
      ({ kind, uncertain, changes }) =>
        kind === 'create' &&
        uncertain &&
        changes.some(({ field, to }) => field === 'subject' && to === subject),
    );
  }

  return (connectionId: number, told: ToldTicket): Taken | 'unknown' | 'opening' | 'known' => {
    const { remoteId, at } = told;
    const connection = getConnection(db, connectionId)!;
    const link = findLink(db, connectionId, 'ticket', remoteId);
    // Both sides tell whole seconds: within one an event may be older than what was read.
    if (link && link.readAt !== null && at !== null && at <= link.knownAt) return 'known';
    if (!link && isOpening(connectionId, told.values.subject)) return 'opening';
    if (!link && !told.opens) return 'unknown';
    const values = link ? told.values : { ...told.firstValues, ...told.values };
    const ticket = { remoteId, values, createdAt: at, updatedAt: at, messages: null, marker: null };
    return intake.take(sourceOf(connection), ticket, { whole: false });
  };
}
