import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { Count, SavedFilter, TicketFilter, TicketView } from '../../../shared/ticket.ts';
import type { savedFiltersContract } from '../../../shared/tickets-contract.ts';
import { requireWriter } from '../database/tenancy.ts';
import { technicianOf, type ServiceDeskDeps } from './ticket-access.ts';
import { keptCount } from './ticket-counts.ts';
import { listTickets } from './ticket-list.ts';
import { boundFilter, searchTickets } from './ticket-search.ts';

interface SavedFilterRecord {
  readonly id: number;
  readonly name: string;
  readonly view: TicketView;
  readonly filter: string;
  readonly query: string;
  readonly position: number;
}

const columns = 'id, name, view, filter, query, position';
/** Beyond this a count that is not kept shows as "99+". */
const mostCounted = 100;

function recordToFilter(record: SavedFilterRecord): SavedFilter {
  return { ...record, filter: JSON.parse(record.filter) as TicketFilter };
}

/** Views of the technicians' own, each with its live count. */
export function createSavedFilters(deps: ServiceDeskDeps) {
  const { db, push } = deps;

  function list(): SavedFilter[] {
    return db
      .all<SavedFilterRecord>(`SELECT ${columns} FROM saved_filter ORDER BY position, id`)
      .map(recordToFilter);
  }

  function get(id: number): SavedFilter {
    const record = db.get<SavedFilterRecord>(`SELECT ${columns} FROM saved_filter WHERE id = ?`, [id]);
    if (!record) throw new AppError('not_found', 'There is no such saved filter.');
    return recordToFilter(record);
  }

  function changed(): void {
    db.afterCommit(() => push({ type: 'savedFilters' }));
  }

  function countOf(caller: Caller, saved: SavedFilter): Count {
    const filter = boundFilter(caller, saved.filter);
    if (filter === 'nothing') return { value: 0, exact: true };
    const me = technicianOf(caller);
    const { view } = saved;
    if (saved.query !== '') {
      const input = { query: saved.query, cursor: null, limit: mostCounted };
      const names = deps.directory.searchNames(caller);
      const found = searchTickets(db, caller, input, names, () => deps.clock.monotonic());
      return { value: found.rows.length, exact: found.cursor === null };
    }
    const kept = keptCount(db, view, filter, me);
    if (kept.exact) return kept;
    const page = {
      view,
      filter,
      me,
      sort: 'created',
      descending: true,
      offset: 0,
      limit: mostCounted,
    } as const;
    const seen = listTickets(db, page).length;
    return { value: seen, exact: seen < mostCounted };
  }

  const handlers: DomainHandlers<typeof savedFiltersContract, Caller> = {
    list,
    create(caller, input) {
      requireWriter(caller);
      return db.transaction(() => {
        const { name, view, query } = input;
        const { lastInsertRowid } = db.run(
          `INSERT INTO saved_filter (name, view, filter, query, position)
           VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM saved_filter))`,
          [name, view, JSON.stringify(input.filter), query],
        );
        changed();
        return get(lastInsertRowid);
      });
    },
    update(caller, input) {
      requireWriter(caller);
      return db.transaction(() => {
        const before = get(input.id);
        db.run('UPDATE saved_filter SET name = ?, position = ? WHERE id = ?', [
          input.name ?? before.name,
          input.position ?? before.position,
          input.id,
        ]);
        changed();
        return get(input.id);
      });
    },
    remove(caller, input) {
      requireWriter(caller);
      db.transaction(() => {
        get(input.id);
        db.run('DELETE FROM saved_filter WHERE id = ?', [input.id]);
        changed();
      });
      return {};
    },
  };

  const counts = (caller: Caller): { id: number; count: Count }[] =>
    list().map((saved) => ({ id: saved.id, count: countOf(caller, saved) }));

  return { handlers, counts };
}
