import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { TicketCategory } from '../../../shared/ticket.ts';
import type { categoriesContract } from '../../../shared/tickets-contract.ts';
import type { ReadableDb } from '../database/db.ts';
import { newChangeId } from '../database/journal.ts';
import { requireAdministrator } from '../database/tenancy.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';

interface CategoryRecord {
  readonly id: number;
  readonly name: string;
  readonly base: TicketCategory['base'];
  readonly built_in: number;
}

function recordToCategory({ id, name, base, built_in }: CategoryRecord): TicketCategory {
  return { id, name, base, builtIn: built_in === 1 };
}

function getCategory(db: ReadableDb, id: number): TicketCategory | undefined {
  const record = db.get<CategoryRecord>('SELECT id, name, base, built_in FROM ticket_category WHERE id = ?', [
    id,
  ]);
  return record && recordToCategory(record);
}

/** A category by its name, or by the base name that Orqit uses. */
export function findCategory(db: ReadableDb, name: string): number | undefined {
  return db.get<{ id: number }>(
    'SELECT id FROM ticket_category WHERE name = :name COLLATE NOCASE OR (built_in AND base = lower(:name)) ORDER BY id',
    { name },
  )?.id;
}

export function createCategories(
  deps: ServiceDeskDeps,
): SyncDomainHandlers<typeof categoriesContract, Caller> {
  const { db, journal, push } = deps;

  function save(caller: Caller, action: string, from: string | null, work: () => number): TicketCategory {
    requireAdministrator(caller);
    return db.transaction(() => {
      const category = getCategory(db, work())!;
      journal.audit(caller, {
        changeId: newChangeId(),
        entity: 'category',
        entityId: category.id,
        organizationId: null,
        action,
        changes: [{ field: 'name', from, to: category.name }],
      });
      db.afterCommit(() => push({ type: 'categories' }));
      return category;
    });
  }

  return {
    list: () =>
      db
        .all<CategoryRecord>('SELECT id, name, base, built_in FROM ticket_category ORDER BY id')
        .map(recordToCategory),
    create: (caller, input) =>
      save(caller, 'create', null, () => {
        const { name, base } = input;
        return db.run('INSERT INTO ticket_category (name, base) VALUES (?, ?)', [name, base]).lastInsertRowid;
      }),
    rename(caller, input) {
      const before = getCategory(db, input.id);
      if (!before) throw new AppError('not_found', 'There is no such category.');
      if (before.builtIn) throw new AppError('conflict', 'The built-in categories keep their names.');
      return save(caller, 'update', before.name, () => {
        db.run('UPDATE ticket_category SET name = ? WHERE id = ?', [input.name, input.id]);
        return input.id;
      });
    },
  };
}
