import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { WritableDb } from './db.ts';
import { requireWriter } from './tenancy.ts';

export interface SavedFilterRecord {
  readonly id: number;
  readonly name: string;
  readonly view: string;
  /** JSON. */
  readonly filter: string;
  readonly query: string;
  readonly position: number;
}

interface Stored {
  /** Which of the built-in views it starts from, where the records have such. */
  readonly view: string;
  readonly filter: object;
}

export interface SavedFilterKind<Saved> {
  /** The kind of record that is filtered. */
  readonly noun: 'ticket' | 'asset';
  readonly pushed: Extract<PushEvent['type'], 'savedFilters' | 'savedAssetFilters'>;
  read(record: SavedFilterRecord): Saved;
}

const columns = 'id, name, view, filter, query, position';

/** Views of the technicians' own over one kind of record. */
export function createSavedFilterStore<Saved extends { readonly name: string; readonly position: number }>(
  deps: { readonly db: WritableDb; readonly push: (event: PushEvent) => void },
  kind: SavedFilterKind<Saved>,
) {
  const { db, push } = deps;
  const { noun } = kind;

  function list(): Saved[] {
    return db
      .all<SavedFilterRecord>(`SELECT ${columns} FROM saved_filter WHERE noun = ? ORDER BY position, id`, [
        noun,
      ])
      .map((record) => kind.read(record));
  }

  function get(id: number): Saved {
    const record = db.get<SavedFilterRecord>(
      `SELECT ${columns} FROM saved_filter WHERE id = ? AND noun = ?`,
      [id, noun],
    );
    if (!record) throw new AppError('not_found', 'There is no such saved filter.');
    return kind.read(record);
  }

  function changing<T>(caller: Caller, work: () => T): T {
    requireWriter(caller);
    return db.transaction(() => {
      const result = work();
      db.afterCommit(() => push({ type: kind.pushed }));
      return result;
    });
  }

  return {
    list,
    create: (caller: Caller, input: { name: string; query: string } & Stored): Saved =>
      changing(caller, () => {
        const { lastInsertRowid } = db.run(
          `INSERT INTO saved_filter (noun, name, view, filter, query, position)
           VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM saved_filter))`,
          [noun, input.name, input.view, JSON.stringify(input.filter), input.query],
        );
        return get(lastInsertRowid);
      }),
    update: (
      caller: Caller,
      input: { id: number; name?: string | undefined; position?: number | undefined },
    ): Saved =>
      changing(caller, () => {
        const before = get(input.id);
        db.run('UPDATE saved_filter SET name = ?, position = ? WHERE id = ?', [
          input.name ?? before.name,
          input.position ?? before.position,
          input.id,
        ]);
        return get(input.id);
      }),
    remove: (caller: Caller, input: { id: number }): Record<string, never> =>
      changing(caller, () => {
        get(input.id);
        db.run('DELETE FROM saved_filter WHERE id = ?', [input.id]);
        return {};
      }),
  };
}
