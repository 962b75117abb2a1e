import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type BetterSqlite3 from 'better-sqlite3';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { createDb, type SqlParameters, type WritableDb } from '../../../electron/engine/database/db.ts';
import { migrate } from '../../../electron/engine/database/migrate.ts';
import { migrations } from '../../../electron/engine/database/migrations/migrations.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { listTickets } from '../../../electron/engine/service-desk/ticket-list.ts';
import { createSeeding } from '../../../electron/engine/seeding.ts';
import { insertTechnician } from '../../../electron/engine/directory/technicians.ts';
import { insertOrganization } from '../../../electron/engine/directory/organization-repository.ts';
import { ticketSort, ticketView } from '../../../shared/ticket.ts';
import { virtualClock } from '../../support/clock.ts';

describe('hot queries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  let raw: BetterSqlite3.Database;
  let db: WritableDb;
  const asked: { sql: string; parameters: SqlParameters }[] = [];

  before(() => {
    const clock = virtualClock();
    raw = openConnection(join(folder, 'techbench.db'));
    migrate(raw, migrations, () => {});
    db = createDb(raw, silentLog);
    insertOrganization(db, { name: 'MSP', domain: null, phone: null, address: null, notes: '' }, clock.now());
    insertTechnician({ db, clock }, { name: 'A', email: 'a@b.example', role: 'administrator' });
    createSeeding({ db, clock }).bench(3000);
    const { all } = db;
    Object.assign(db, {
      all: (sql: string, parameters: SqlParameters = []) => {
        asked.push({ sql, parameters });
        return all(sql, parameters);
      },
    });
  });
  after(() => {
    raw.close();
    rmSync(folder, { recursive: true });
  });

  function planOf(sql: string, parameters: SqlParameters): string {
    const rows = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[];
    return rows.map((row) => row.detail).join('\n');
  }

  it('walk every view in every order by an index, and sort nothing', () => {
    for (const view of ticketView.options) {
      for (const sort of ticketSort.options) {
        asked.length = 0;
        const query = { view, filter: {}, sort, descending: true, offset: 0, limit: 50, me: 2 };
        listTickets(db, query);
        for (const { sql, parameters } of asked) {
          const plan = planOf(sql, parameters);
          assert.match(plan, /USING (COVERING )?INDEX/, `${view} by ${sort}: ${plan}`);
          if (view !== 'mine' && view !== 'unassigned')
            assert.doesNotMatch(plan, /TEMP B-TREE/, `${view} by ${sort}: ${plan}`);
        }
      }
    }
  });

  it('walk the full-text index from the newest back', () => {
    const sql =
      'SELECT rowid AS id FROM ticket_search WHERE ticket_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?';
    assert.doesNotMatch(planOf(sql, ['"printer"*', 1e9, 50]), /TEMP B-TREE/);
  });

  it('would be caught: an order without its index shows as a sort', () => {
    assert.match(planOf('SELECT id FROM ticket ORDER BY requester LIMIT 5', []), /TEMP B-TREE/);
  });
});
