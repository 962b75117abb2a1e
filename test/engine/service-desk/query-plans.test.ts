import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listTickets } from '../../../electron/engine/service-desk/ticket-list.ts';
import { ticketSort, ticketView } from '../../../shared/ticket.ts';
import { openWatchedDatabase, type WatchedDatabase } from '../../support/query-plans.ts';

describe('hot queries', () => {
  let watched: WatchedDatabase;
  before(() => {
    watched = openWatchedDatabase(3000);
  });
  after(() => watched.close());
  const planOf: WatchedDatabase['planOf'] = (sql, parameters) => watched.planOf(sql, parameters);

  it('walk every view in every order by an index, and sort nothing', () => {
    for (const view of ticketView.options) {
      for (const sort of ticketSort.options) {
        const { db, asked } = watched;
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

  it('pass over no resolved ticket on the way to the few that are open', () => {
    const { db, asked } = watched;
    for (const sort of ticketSort.options) {
      asked.length = 0;
      const filter = { status: ['open' as const], priority: ['critical' as const, 'high' as const] };
      listTickets(db, { view: 'all', filter, sort, descending: true, offset: 0, limit: 50, me: 2 });
      for (const { sql, parameters } of asked) {
        const plan = planOf(sql, parameters);
        assert.match(plan, /SEARCH t USING INDEX ticket_\w+ \((queue|status)=/, `${sort}: ${plan}`);
        assert.doesNotMatch(plan, /SCAN t /, `${sort}: ${plan}`);
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
