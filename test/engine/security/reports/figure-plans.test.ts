import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { WritableDb } from '../../../../electron/engine/database/db.ts';
import * as items from '../../../../electron/engine/exchange/notifications/rules/item-repository.ts';
import { endingWarranties } from '../../../../electron/engine/inventory/warranty.ts';
import { breachFigures } from '../../../../electron/engine/security/breaches/breach-figures.ts';
import { vulnerabilityFigures } from '../../../../electron/engine/security/vulnerabilities/vulnerability-figures.ts';
import { durationsOf, ticketFigures } from '../../../../electron/engine/service-desk/ticket-figures.ts';
import { endingNames } from '../../../../electron/engine/uptime/monitor-figures.ts';
import { openWatchedDatabase, type WatchedDatabase } from '../../../support/query-plans.ts';

const span = { from: 0, to: 10 };
const readers: Readonly<Record<string, (db: WritableDb) => unknown>> = {
  tickets: (db) => ticketFigures(db, 1, span),
  breaches: (db) => breachFigures(db, 1, span),
  vulnerabilities: (db) => vulnerabilityFigures(db, 1, span),
  warranties: (db) => endingWarranties(db, 1, { from: '2026-01-01', to: '2026-02-01' }),
  'certificates and domains': (db) => endingNames(db, 1, 10),
  'notifications that are due': (db) => items.dueSteps(db, 10),
  'what a step may tell': (db) => items.readyItems(db, 1, 0, 10, 100),
};

describe('figures of one client', () => {
  let watched: WatchedDatabase;
  before(() => (watched = openWatchedDatabase(100)));
  after(() => watched.close());

  function plansOf(read: (db: WritableDb) => unknown): string {
    watched.asked.length = 0;
    read(watched.db);
    assert.ok(watched.asked.length > 0);
    return watched.asked.map(({ sql, parameters }) => watched.planOf(sql, parameters)).join('\n');
  }

  for (const [name, read] of Object.entries(readers)) {
    it(`are read by an index, never by a walk over everybody's: ${name}`, () => {
      // What a subquery gave is walked over; tables are not.
      assert.doesNotMatch(plansOf(read), /SCAN (?!\(subquery)/);
    });
  }

  it('would be caught: a walk over all tickets', () => {
    assert.match(
      plansOf((db) => db.all('SELECT subject FROM ticket WHERE subject = ?', ['x'])),
      /SCAN ticket/,
    );
  });

  it('are told by the nearest rank, and as none where there are none', () => {
    assert.deepEqual(durationsOf([]), { count: 0, medianMs: null, p90Ms: null });
    assert.deepEqual(durationsOf([5]), { count: 1, medianMs: 5, p90Ms: 5 });
    const ten = Array.from({ length: 10 }, (_, at) => 10 - at);
    assert.deepEqual(durationsOf(ten), { count: 10, medianMs: 5, p90Ms: 9 });
  });
});
