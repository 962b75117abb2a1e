import type { Caller } from '../../../shared/caller.ts';
import type { OrganizationUpkeep } from './organizations.ts';
import type { ReadableDb } from '../database/db.ts';
import { mayReach } from '../database/tenancy.ts';
import { findOrganization, getOrganization } from './organization-repository.ts';
import { findPerson, findTechnician, getTechnician } from './technicians.ts';

/** What other domains may ask the directory; handed to them by the engine. */
export function createDirectoryLookup(db: ReadableDb) {
  return {
    organizationExists: (id: number): boolean => getOrganization(db, id) !== undefined,
    organizationName: (id: number): string | undefined => getOrganization(db, id)?.name,
    technicianExists: (id: number): boolean => getTechnician(db, id) !== undefined,
    technicianName: (id: number): string | undefined => getTechnician(db, id)?.name,
    findPerson: (email: string | null, name: string): number | undefined => findPerson(db, email, name),
    findOrganization: (name: string): number | undefined => findOrganization(db, name),
    /** Names as a caller may use them in a search; other organizations' names are unknown to a bound caller. */
    names: (caller: Caller) => ({
      organization(name: string): number | undefined {
        const id = findOrganization(db, name);
        return id !== undefined && mayReach(caller, id) ? id : undefined;
      },
      technician(name: string): number | undefined {
        if (name.toLowerCase() === 'me') return caller.kind === 'system' ? undefined : caller.technicianId;
        return findTechnician(db, name);
      },
    }),
    /** Finding and making the organizations that a file names. */
    forImports: (organizations: OrganizationUpkeep) => ({
      find: (name: string) => findOrganization(db, name),
      nameOf: (id: number) => getOrganization(db, id)?.name,
      create: organizations.create,
      removeEmpty: organizations.removeEmpty,
    }),
  };
}
