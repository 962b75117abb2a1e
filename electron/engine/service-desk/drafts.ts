import type { Caller } from '../../../shared/caller.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { Draft, draftsContract } from '../../../shared/tickets-contract.ts';
import type { ServiceDeskDeps } from './ticket-access.ts';

/** Text that was typed and not yet sent. No event and no history: nobody else may know of it. */
export function createDrafts(deps: ServiceDeskDeps): DomainHandlers<typeof draftsContract, Caller> {
  const { db, clock } = deps;
  const columns = 'key, text, updated_at AS updatedAt';
  return {
    get: (_caller, input) => db.get<Draft>(`SELECT ${columns} FROM draft WHERE key = ?`, [input.key]) ?? null,
    list: (_caller, input) =>
      db.all<Draft>(
        `SELECT ${columns} FROM draft WHERE substr(key, 1, length(:prefix)) = :prefix ORDER BY key`,
        {
          prefix: input.prefix,
        },
      ),
    save(_caller, input) {
      if (input.text === '') db.run('DELETE FROM draft WHERE key = ?', [input.key]);
      else {
        db.run(
          `INSERT INTO draft (key, text, updated_at) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`,
          [input.key, input.text, clock.now()],
        );
      }
      return {};
    },
  };
}
