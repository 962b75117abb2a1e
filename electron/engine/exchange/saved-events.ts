import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { SavedEvent, savedEventsContract } from '../../../shared/hook-delivery.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { mayReach, requireWriter } from '../database/tenancy.ts';
import { exampleData } from './webhooks/payload.ts';

export interface SavedEventsDeps {
  readonly db: WritableDb;
  readonly push: (event: PushEvent) => void;
}

type Stored = SavedEvent & { readonly organizationId: number };

const columns = 'id, organization_id AS organizationId, name, event, body, created_at AS createdAt';

/** Bodies of events, kept as examples to test endpoints with. */
export function createSavedEvents({
  db,
  push,
}: SavedEventsDeps): SyncDomainHandlers<typeof savedEventsContract, Caller> {
  return {
    list: (caller) =>
      db
        .all<Stored>(`SELECT ${columns} FROM saved_event ORDER BY id DESC LIMIT 500`)
        .filter(({ organizationId }) => mayReach(caller, organizationId))
        .map(({ id, name, event, body, createdAt }) => ({ id, name, event, body, createdAt })),
    remove(caller, { id }) {
      requireWriter(caller);
      reachSavedEvent(db, caller, id);
      db.run('DELETE FROM saved_event WHERE id = ?', [id]);
      push({ type: 'webhooks' });
      return {};
    },
    examples: () =>
      Object.entries(exampleData).map(([event, data]) => ({
        event: event as keyof typeof exampleData,
        data,
      })),
  };
}

export function reachSavedEvent(db: ReadableDb, caller: Caller, id: number): Stored {
  const saved = db.get<Stored>(`SELECT ${columns} FROM saved_event WHERE id = ?`, [id]);
  if (!saved || !mayReach(caller, saved.organizationId))
    throw new AppError('not_found', 'There is no such example.');
  return saved;
}

/** @returns its id */
export function insertSavedEvent(db: WritableDb, given: Omit<Stored, 'id'>): number {
  return db.run(
    'INSERT INTO saved_event (organization_id, name, event, body, created_at) VALUES (?, ?, ?, ?, ?)',
    [given.organizationId, given.name, given.event, given.body, given.createdAt],
  ).lastInsertRowid;
}
