import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { Organization, OrganizationName, organizationsContract } from '../../../shared/organization.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { WritableDb } from '../database/db.ts';
import { newChangeId, type FieldChange, type Journal } from '../database/journal.ts';
import { readRecords } from '../database/records/read-records.ts';
import { invalidField, requireWriter } from '../database/tenancy.ts';
import type { Clock } from '../platform/clock.ts';
import {
  findOrganization,
  getOrganization,
  insertOrganization,
  organizationTable,
} from './organization-repository.ts';

export interface DirectoryDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
}

/** Fields of a patch; each stands in the column of the same name. */
const fields = ['name', 'domain', 'phone', 'address', 'notes', 'active'] as const;

/** What importing does to organizations, inside a transaction of its own making. */
export interface OrganizationUpkeep {
  create(caller: Caller, name: string): number;
  /** Removes an organization that nothing belongs to; answers whether it did. */
  removeEmpty(caller: Caller, id: number): boolean;
}

export function createOrganizations(deps: DirectoryDeps) {
  const { db, clock, journal, push } = deps;
  const { reach, list } = readRecords<Organization>(db, organizationTable, 'organization');

  function record(caller: Caller, id: number, action: string, changes: readonly FieldChange[]): void {
    journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'organization',
      entityId: id,
      organizationId: id,
      action,
      changes,
    });
    db.afterCommit(() => push({ type: 'organizations' }));
  }

  function requireFreeName(name: string, except?: number): void {
    const taken = findOrganization(db, name);
    if (taken !== undefined && taken !== except)
      throw invalidField('name', 'is taken by another organization');
  }

  const handlers: SyncDomainHandlers<typeof organizationsContract, Caller> = {
    list(caller, { filter, includeInactive, sort, ...page }) {
      const { rows, total } = list(caller, {
        ...page,
        equals: { ...filter.equals, ...(!includeInactive && { active: true }) },
        among: {},
        conditions: [],
        sort: sort.length > 0 ? sort : [{ field: 'name', descending: false }],
      });
      return { organizations: rows, total };
    },
    get: (caller, input) => reach(caller, input.id),
    names: (caller) =>
      db
        .all<Omit<OrganizationName, 'active'> & { active: number }>(
          'SELECT id, name, active FROM organization WHERE :only IS NULL OR id = :only ORDER BY name COLLATE NOCASE',
          { only: caller.organizationId },
        )
        .map((row) => ({ ...row, active: row.active === 1 })),
    create(caller, input) {
      requireWriter(caller);
      if (caller.organizationId !== null)
        throw new AppError('forbidden', 'This key acts inside one organization.');
      return db.transaction(() => {
        requireFreeName(input.name);
        const id = insertOrganization(db, input, clock.now());
        record(caller, id, 'create', [{ field: 'name', from: null, to: input.name }]);
        return getOrganization(db, id)!;
      });
    },
    update(caller, input) {
      requireWriter(caller);
      return db.transaction(() => {
        const before = reach(caller, input.id);
        if (input.patch.name !== undefined) requireFreeName(input.patch.name, input.id);
        const changes: FieldChange[] = [];
        for (const field of fields) {
          const to = input.patch[field];
          if (to === undefined || to === before[field]) continue;
          db.run(`UPDATE organization SET ${field} = ?, updated_at = ? WHERE id = ?`, [
            typeof to === 'boolean' ? Number(to) : to,
            clock.now(),
            input.id,
          ]);
          changes.push({ field, from: before[field], to });
        }
        if (changes.length > 0) record(caller, input.id, 'update', changes);
        return getOrganization(db, input.id)!;
      });
    },
  };

  const upkeep: OrganizationUpkeep = {
    create(caller, name) {
      const id = insertOrganization(
        db,
        { name, domain: null, phone: null, address: null, notes: '' },
        clock.now(),
      );
      record(caller, id, 'create', [{ field: 'name', from: null, to: name }]);
      return id;
    },
    removeEmpty(caller, id) {
      const organization = getOrganization(db, id);
      if (!organization) return true;
      try {
        db.run('DELETE FROM organization WHERE id = ?', [id]);
      } catch (error) {
        // Something still refers to it: a ticket that was kept, or a key.
        if ((error as { code?: string }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return false;
        throw error;
      }
      record(caller, id, 'import undone', [{ field: 'name', from: organization.name, to: null }]);
      return true;
    },
  };

  return { handlers, upkeep };
}
