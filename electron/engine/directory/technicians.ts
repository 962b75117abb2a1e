import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import { technician, type Technician, type techniciansContract } from '../../../shared/organization.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { ReadableDb } from '../database/db.ts';
import { newChangeId, type FieldChange } from '../database/journal.ts';
import { readRecords } from '../database/records/read-records.ts';
import { listRecords } from '../database/records/record-list.ts';
import { getRecord } from '../database/records/record-repository.ts';
import { recordTable } from '../database/records/record-table.ts';
import { invalidField, requireAdministrator } from '../database/tenancy.ts';
import type { DirectoryDeps } from './organizations.ts';

const technicianTable = recordTable<Technician>({
  name: 'technician',
  fields: Object.keys(technician.shape) as (keyof Technician)[],
  flags: ['active'],
  folded: ['name', 'email'],
  // They are few: sorting them costs nothing.
  unordered: ['name', 'email', 'role', 'active', 'createdAt', 'updatedAt'],
});
const byName = [{ field: 'name', descending: false }] as const;

export function getTechnician(db: ReadableDb, id: number): Technician | undefined {
  return getRecord(db, technicianTable, id);
}

export function listTechnicians(db: ReadableDb): Technician[] {
  return listRecords(db, technicianTable, {
    equals: {},
    among: {},
    conditions: [],
    search: '',
    sort: byName,
    offset: 0,
    limit: 10_000,
  }).rows;
}

/** By full name, e-mail, or the start of either. */
export function findTechnician(db: ReadableDb, name: string): number | undefined {
  const start = `${name.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db.get<{ id: number }>(
    `SELECT id FROM technician WHERE name LIKE :start ESCAPE '\\' OR email LIKE :start ESCAPE '\\'
     ORDER BY name = :name COLLATE NOCASE DESC, active DESC, id LIMIT 1`,
    { name, start },
  )?.id;
}

/** Somebody who works here, known by exactly that e-mail, or by that full name where only one has it. */
export function findPerson(db: ReadableDb, email: string | null, name: string): number | undefined {
  const byEmail = db.get<{ id: number }>('SELECT id FROM technician WHERE email = ? COLLATE NOCASE', [email]);
  if (byEmail) return byEmail.id;
  const named = db.all<{ id: number }>('SELECT id FROM technician WHERE name = ? COLLATE NOCASE LIMIT 2', [
    name,
  ]);
  return named.length === 1 ? named[0]!.id : undefined;
}

/** Adds a technician; the caller's transaction records why. */
export function insertTechnician(
  deps: Pick<DirectoryDeps, 'db' | 'clock'>,
  input: { readonly name: string; readonly email: string; readonly role: Technician['role'] },
): Technician {
  const now = deps.clock.now();
  const { lastInsertRowid } = deps.db.run(
    'INSERT INTO technician (name, email, role, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
    [input.name, input.email, input.role, now, now],
  );
  return getTechnician(deps.db, lastInsertRowid)!;
}

export function createTechnicians(
  deps: DirectoryDeps,
): SyncDomainHandlers<typeof techniciansContract, Caller> {
  const { db, clock, journal, push } = deps;
  const technicians = readRecords<Technician>(db, technicianTable, 'technician');

  function record(caller: Caller, id: number, action: string, changes: readonly FieldChange[]): void {
    const changeId = newChangeId();
    journal.audit(caller, {
      changeId,
      entity: 'technician',
      entityId: id,
      organizationId: null,
      action,
      changes,
    });
    db.afterCommit(() => push({ type: 'technicians' }));
  }

  function requireFreeEmail(email: string, except?: number): void {
    const taken = db.get<{ id: number }>('SELECT id FROM technician WHERE email = ? COLLATE NOCASE', [email]);
    if (taken && taken.id !== except) throw invalidField('email', 'is taken by another technician');
  }

  /** Somebody must be able to manage the workspace. */
  function requireAnotherAdministrator(id: number): void {
    const other = db.get("SELECT 1 FROM technician WHERE role = 'administrator' AND active AND id <> ?", [
      id,
    ]);
    if (!other) throw new AppError('conflict', 'The last administrator keeps the role and stays active.');
  }

  return {
    list: () => listTechnicians(db),
    find: (caller, { filter, sort, ...page }) =>
      technicians.list(caller, {
        ...page,
        equals: filter.equals,
        among: {},
        conditions: [],
        sort: sort.length > 0 ? sort : byName,
      }),
    create(caller, input) {
      requireAdministrator(caller);
      return db.transaction(() => {
        requireFreeEmail(input.email);
        const technician = insertTechnician(deps, input);
        record(caller, technician.id, 'create', [{ field: 'name', from: null, to: technician.name }]);
        return technician;
      });
    },
    update(caller, input) {
      requireAdministrator(caller);
      return db.transaction(() => {
        const before = getTechnician(db, input.id);
        if (!before) throw new AppError('not_found', 'There is no such technician.');
        const { patch } = input;
        if (patch.email !== undefined) requireFreeEmail(patch.email, input.id);
        if ((patch.role ?? 'administrator') !== 'administrator' || patch.active === false) {
          requireAnotherAdministrator(input.id);
        }
        const changes: FieldChange[] = [];
        for (const field of ['name', 'email', 'role', 'active'] as const) {
          const to = patch[field];
          if (to === undefined || to === before[field]) continue;
          const value = typeof to === 'boolean' ? Number(to) : to;
          db.run(`UPDATE technician SET ${field} = ?, updated_at = ? WHERE id = ?`, [
            value,
            clock.now(),
            input.id,
          ]);
          changes.push({ field, from: before[field], to });
        }
        if (changes.length > 0) record(caller, input.id, 'update', changes);
        return getTechnician(db, input.id)!;
      });
    },
  };
}
