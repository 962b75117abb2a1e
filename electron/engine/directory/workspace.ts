import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import { mspOrganizationId, type Workspace, type workspaceContract } from '../../../shared/organization.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import { newChangeId } from '../database/journal.ts';
import { readSetting, writeSetting } from '../database/settings.ts';
import { requireAdministrator } from '../database/tenancy.ts';
import { getOrganization } from './organization-repository.ts';
import type { DirectoryDeps } from './organizations.ts';
import { getTechnician, insertTechnician } from './technicians.ts';

export interface WorkspaceDeps extends DirectoryDeps {
  /** Fills the sample MSP in; handed in, for it touches every domain. */
  readonly loadSample: () => void;
}

const meSetting = 'console.technician';

/** The MSP itself and who sits at its console. */
export function createWorkspace(deps: WorkspaceDeps) {
  const { db, clock, journal, push } = deps;

  function get(): Workspace | null {
    const organization = getOrganization(db, mspOrganizationId);
    const me = getTechnician(db, Number(readSetting(db, meSetting) ?? 0));
    if (!organization || !me) return null;
    return { name: organization.name, me, empty: db.get('SELECT 1 FROM ticket LIMIT 1') === undefined };
  }

  function mustGet(): Workspace {
    const workspace = get();
    if (!workspace) throw new AppError('conflict', 'Set the workspace up first.');
    return workspace;
  }

  /** Creates the MSP and its first administrator, whoever asks: nobody could be asked for permission yet. */
  function setUp(input: {
    organizationName: string;
    technicianName: string;
    technicianEmail: string;
  }): Workspace {
    return db.transaction(() => {
      if (get()) throw new AppError('conflict', 'This workspace is set up already.');
      const now = clock.now();
      db.run('INSERT INTO organization (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)', [
        mspOrganizationId,
        input.organizationName,
        now,
        now,
      ]);
      const me = insertTechnician(deps, {
        name: input.technicianName,
        email: input.technicianEmail,
        role: 'administrator',
      });
      writeSetting(db, meSetting, String(me.id));
      announce();
      return mustGet();
    });
  }

  function announce(): void {
    db.afterCommit(() => {
      for (const type of ['workspace', 'organizations', 'technicians'] as const) push({ type });
    });
  }

  const handlers: DomainHandlers<typeof workspaceContract, Caller> = {
    get,
    setUp: (_caller, input) => setUp(input),
    loadSample(caller) {
      requireAdministrator(caller);
      if (!mustGet().empty)
        throw new AppError('conflict', 'The sample workspace fits only where no ticket exists yet.');
      db.transaction(() => {
        deps.loadSample();
        announce();
        db.afterCommit(() => push({ type: 'tickets', ids: null, reason: 'created' }));
      });
      return mustGet();
    },
    rename(caller, input) {
      requireAdministrator(caller);
      return db.transaction(() => {
        const before = mustGet();
        db.run('UPDATE organization SET name = ?, updated_at = ? WHERE id = ?', [
          input.name,
          clock.now(),
          mspOrganizationId,
        ]);
        journal.audit(caller, {
          changeId: newChangeId(),
          entity: 'organization',
          entityId: mspOrganizationId,
          organizationId: mspOrganizationId,
          action: 'update',
          changes: [{ field: 'name', from: before.name, to: input.name }],
        });
        announce();
        return mustGet();
      });
    },
    switchTechnician(_caller, input) {
      return db.transaction(() => {
        const technician = getTechnician(db, input.id);
        if (!technician?.active) throw new AppError('not_found', 'There is no such active technician.');
        writeSetting(db, meSetting, String(technician.id));
        announce();
        db.afterCommit(() => push({ type: 'tickets', ids: null, reason: 'changed' }));
        return mustGet();
      });
    },
  };

  return { handlers, get, setUp };
}
