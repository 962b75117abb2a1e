import type { Caller } from '../../../../shared/caller.ts';
import type { connectionsContract } from '../../../../shared/connection.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { DomainHandlers } from '../../../../shared/procedure.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { invalidField, requireAdministrator, requireWriter } from '../../database/tenancy.ts';
import type { SyncRoom } from './sync-room.ts';

export interface SyncHandlersDeps {
  readonly db: WritableDb;
  readonly journal: Journal;
  readonly room: Pick<SyncRoom, 'syncNow' | 'check' | 'directory'>;
  /** @throws AppError `not_found` */
  readonly reach: (caller: Caller, id: number) => { readonly organizationId: number };
  readonly organizationExists: (id: number) => boolean;
}

/** What people ask of a connection themselves. */
export function createSyncHandlers({
  db,
  journal,
  room,
  reach,
  organizationExists,
}: SyncHandlersDeps): DomainHandlers<
  Pick<typeof connectionsContract, 'sync' | 'check' | 'organizations' | 'mapOrganization'>,
  Caller
> {
  return {
    sync(caller, { id }) {
      requireWriter(caller);
      reach(caller, id);
      return room.syncNow(id);
    },
    check(caller, { id }) {
      reach(caller, id);
      return room.check(id);
    },
    organizations(caller, { id }) {
      reach(caller, id);
      return room.directory.organizationsOf(id);
    },
    mapOrganization(caller, { id, remoteId, organizationId }) {
      requireAdministrator(caller);
      const connection = reach(caller, id);
      if (organizationId !== null && !organizationExists(organizationId))
        throw invalidField('organizationId', 'names no organization');
      const before = room.directory.organizationOf(id, remoteId);
      if (!before) throw new AppError('not_found', 'The service has no such organization.');
      db.transaction(() => {
        room.directory.mapOrganization(id, { ...before, organizationId });
        journal.audit(caller, {
          changeId: newChangeId(),
          entity: 'connection',
          entityId: id,
          organizationId: connection.organizationId,
          action: 'map organization',
          changes: [{ field: before.name, from: before.organizationId, to: organizationId }],
        });
      });
      return room.directory.organizationsOf(id);
    },
  };
}
