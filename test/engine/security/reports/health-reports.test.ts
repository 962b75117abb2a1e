import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createJournal } from '../../../../electron/engine/database/journal.ts';
import { endingWarranties } from '../../../../electron/engine/inventory/warranty.ts';
import { breachFigures } from '../../../../electron/engine/security/breaches/breach-figures.ts';
import {
  createHealthReports,
  type SectionReaders,
} from '../../../../electron/engine/security/reports/health-reports.ts';
import { vulnerabilityFigures } from '../../../../electron/engine/security/vulnerabilities/vulnerability-figures.ts';
import { newHealthReport } from '../../../../shared/health-report.ts';
import { virtualClock } from '../../../support/clock.ts';
import { openTestDatabase } from '../../../support/database.ts';
import { ada } from '../../../support/exchange.ts';
import { openVulnerabilities } from '../../../support/vulnerabilities.ts';

const nothing = { status: 'not_checked', reason: 'Nobody looked.', lastCheckedAt: null } as const;

function reportsWith(sections: Partial<SectionReaders>) {
  const { db, close } = openTestDatabase();
  const clock = virtualClock();
  const room = createHealthReports({
    db,
    clock,
    journal: createJournal(db, clock, () => {}),
    push: () => {},
    organizationName: (id) => (id === 2 ? 'Acme' : undefined),
    sections: {
      tickets: () => nothing,
      uptime: () => nothing,
      breaches: () => nothing,
      vulnerabilities: () => nothing,
      expiring: () => nothing,
      *security() {
        yield;
        return nothing;
      },
      ...sections,
    },
  });
  return { db, room, close };
}

const wanted = newHealthReport.parse({ organizationId: 2 });

describe('a health report of a client with much to look at', () => {
  it('lets whoever waits have a turn between its parts, and is written only when all was read', async () => {
    const slices = 6;
    const seen: number[] = [];
    const { db, room, close } = reportsWith({
      *security() {
        for (let at = 0; at < slices; at += 1) {
          const until = performance.now() + 10;
          while (performance.now() < until);
          yield;
        }
        return nothing;
      },
    });
    const written = () => db.get<{ n: number }>('SELECT count(*) AS n FROM health_report')!.n;
    let underWay = true;
    const watch = (): void => {
      if (!underWay) return;
      seen.push(written());
      setImmediate(watch);
    };
    setImmediate(watch);
    const report = await room.handlers.create(ada, wanted);
    underWay = false;
    assert.equal(written(), 1);
    assert.ok(seen.length >= slices, `${seen.length} turns`);
    assert.ok(seen.every((n) => n === 0));
    assert.deepEqual(room.handlers.get(ada, { id: report.id }), report);
    close();
  });

  it('is no report at all when one of its parts fails on the way', async () => {
    const { db, room, close } = reportsWith({
      *security() {
        yield;
        throw new Error('the disk is gone');
      },
    });
    await assert.rejects(Promise.resolve(room.handlers.create(ada, wanted)), /the disk is gone/);
    assert.equal(db.get('SELECT 1 FROM health_report'), undefined);
    close();
  });

  it('is written by whoever asked for it to be prepared, in a transaction of their own', async () => {
    const { db, room, close } = reportsWith({});
    const write = await room.prepare(ada, wanted);
    assert.throws(() =>
      db.transaction(() => {
        write();
        throw new Error('taken back');
      }),
    );
    assert.equal(db.get('SELECT 1 FROM health_report'), undefined);
    assert.equal(write().organizationName, 'Acme');
    close();
  });
});

describe('vulnerabilities in a report', () => {
  it('are the numbers that are kept: what was decided counts no more, what others have never did', async () => {
    const test = await openVulnerabilities();
    await test.learn();
    const first = test.addAsset('PC-1');
    const second = test.addAsset('PC-2');
    const foreign = test.addAsset('PC-3', { organizationId: 3 });
    const entry = test.feeds.kev.vulnerabilities[0]!;
    const [vendor, product] = [String(entry['vendorProject']), String(entry['product'])];
    for (const assetId of [first, second, foreign]) test.install(assetId, vendor, product, '1.0');
    test.room.queue.drain();
    const candidates = test.db.all<{ vulnerabilityId: number; buildId: number }>(
      'SELECT vulnerability_id AS vulnerabilityId, build_id AS buildId FROM vulnerability_match',
    );
    for (const each of candidates) await test.vulnerabilities.confirm(ada, each);
    test.room.queue.drain();
    const now = test.clock.now();
    const figures = (from = 0) => vulnerabilityFigures(test.db, 2, { from, to: now + 1 });
    const cves = new Set(test.found().map(({ cve }) => cve)).size;
    assert.ok(cves > 0);
    const all = figures();
    assert.deepEqual([all.open, all.assets, all.foundInPeriod], [2 * cves, 2, 2 * cves]);
    assert.ok(all.worst.every(({ assets }) => assets === 2));
    assert.equal(figures(now + 1).foundInPeriod, 0);

    const ofFirst = test.db.all<{ id: number }>('SELECT id FROM finding WHERE asset_id = ?', [first]);
    await test.vulnerabilities.markFixed(ada, { ids: ofFirst.map(({ id }) => id), evidence: 'Patched' });
    const left = figures();
    assert.deepEqual([left.open, left.assets, left.foundInPeriod], [cves, 1, 2 * cves]);
    await test.close();
  });
});

describe('long lists in a report', () => {
  it('are cut at two hundred, and counted whole', () => {
    const { db, close } = openTestDatabase();
    const numbers = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 230)';
    db.run(
      `${numbers} INSERT INTO asset (organization_id, name, type, status, source, created_at, updated_at, custom_fields, warranty_expires)
       SELECT 2, 'PC-' || x, 'workstation', 'active', 'sample', 0, 0, '{}', '2026-05-01' FROM n`,
    );
    const span = { from: '2026-04-01', to: '2026-06-01' };
    const { listed, total } = endingWarranties(db, 2, span);
    assert.deepEqual([listed.length, total], [200, 230]);
    assert.deepEqual(endingWarranties(db, 3, span), { listed: [], total: 0 });

    db.run(
      `INSERT INTO breach_address (id, organization_id, email, watched, standing, answer, created_at, updated_at)
       VALUES (1, 2, 'mia@acme.example', 0, 'found', 'found', 0, 0)`,
    );
    db.run(
      `${numbers} INSERT INTO breach_exposure (address_id, organization_id, breach_key, name, data_types, severity, source, first_seen_at, last_seen_at)
       SELECT 1, 2, 'b' || x, 'B' || x, '[]', 'info', 'HIBP', 5, 5 FROM n`,
    );
    const figures = breachFigures(db, 2, { from: 0, to: 10 });
    assert.deepEqual([figures.found.length, figures.foundInPeriod], [200, 230]);
    assert.equal(breachFigures(db, 2, { from: 6, to: 10 }).foundInPeriod, 0);
    close();
  });
});
