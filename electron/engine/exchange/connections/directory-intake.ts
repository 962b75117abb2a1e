import type { WritableDb } from '../../database/db.ts';
import type { RemoteOrganization } from '../../../../shared/remote.ts';
import { findLink, writeLink } from './link-repository.ts';
import type { RemoteName } from './remote.ts';
import type { Source } from './ticket-intake.ts';
import { connectionCaller } from './ticket-intake.ts';
import type { Caller } from '../../../../shared/caller.ts';

export interface DirectoryIntakeDeps {
  readonly db: WritableDb;
  readonly findOrganization: (name: string) => number | undefined;
  readonly createOrganization: (caller: Caller, name: string) => number;
  readonly findPerson: (email: string | null, name: string) => number | undefined;
}

export type DirectoryIntake = ReturnType<typeof createDirectoryIntake>;

/** People and clients as a service calls them: who of ours they are. */
export function createDirectoryIntake({ db, ...deps }: DirectoryIntakeDeps) {
  return {
    /** People are only known again, never made: who may work here is decided here. */
    takeUsers(source: Source, users: readonly RemoteName[]): void {
      for (const { remoteId, name, email } of users) {
        const technicianId = deps.findPerson(email ?? null, name);
        if (technicianId !== undefined) writeLink(db, source.id, 'user', remoteId, { localId: technicianId });
      }
    },
    /** A client that nobody has mapped yet is the one of the same name, or a new one. @returns how many are taken */
    takeOrganizations(source: Source, organizations: readonly RemoteName[]): number {
      let taken = 0;
      for (const { remoteId, name } of organizations) {
        const known = organizationOf(source.id, remoteId);
        const organizationId = known
          ? known.organizationId
          : (deps.findOrganization(name) ?? deps.createOrganization(connectionCaller(source), name));
        if (known?.name !== name) mapOrganization(source.id, { remoteId, name, organizationId });
        if (organizationId !== null) taken += 1;
      }
      return taken;
    },
    organizationOf,
    mapOrganization,
    organizationsOf: (connectionId: number): RemoteOrganization[] =>
      db.all(
        `SELECT remote_id AS remoteId, name, organization_id AS organizationId FROM remote_organization
         WHERE connection_id = ? ORDER BY name COLLATE NOCASE, remote_id`,
        [connectionId],
      ),
    userKnown: (source: Source, remoteId: string): boolean =>
      findLink(db, source.id, 'user', remoteId) !== undefined,
  };

  function organizationOf(connectionId: number, remoteId: string): RemoteOrganization | undefined {
    return db.get(
      `SELECT remote_id AS remoteId, name, organization_id AS organizationId FROM remote_organization
       WHERE connection_id = ? AND remote_id = ?`,
      [connectionId, remoteId],
    );
  }

  function mapOrganization(
    connectionId: number,
    { remoteId, name, organizationId }: RemoteOrganization,
  ): void {
    db.run(
      `INSERT INTO remote_organization (connection_id, remote_id, name, organization_id) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name, organization_id = excluded.organization_id`,
      [connectionId, remoteId, name, organizationId],
    );
  }
}
