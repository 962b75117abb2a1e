import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SqlParameters } from '../../../../electron/engine/database/db.ts';
import { ada } from '../../../support/exchange.ts';
import { openVulnerabilities, type TestVulnerabilities } from '../../../support/vulnerabilities.ts';

/** Tables that grow with assets and programs. What people said of products is a short list, and is gone through. */
const large = /SCAN (?:s|m|f|u|b|asset_software|vulnerability_match|finding|software_\w+)\b/;

describe('what is asked while matching', () => {
  let test: TestVulnerabilities;
  let asset: number;
  const asked = new Map<string, SqlParameters>();

  before(async () => {
    test = await openVulnerabilities();
    await test.learn();
    asset = test.addAsset('PC-1', { osName: 'Windows 11 Pro', osVersion: '23H2' });
    test.install(asset, '', 'WinRAR', '6.21');
    const { db } = test;
    for (const name of ['get', 'all', 'run'] as const) {
      const ask = db[name] as (sql: string, parameters?: SqlParameters) => never;
      Object.assign(db, {
        [name]: (sql: string, parameters: SqlParameters = []) => {
          asked.set(sql, parameters);
          return ask(sql, parameters);
        },
      });
    }
  });
  after(() => test.close());

  /** The steps that go through a whole table of software, matches or findings. */
  function scans(): string[] {
    return [...asked].flatMap(([sql, parameters]) =>
      /^\s*(?:CREATE|PRAGMA|EXPLAIN)/.test(sql)
        ? []
        : test.db
            .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters)
            .map(({ detail }) => detail)
            .filter((detail) => large.test(detail))
            .map((detail) => `${detail}: ${sql.trim().slice(0, 120)}`),
    );
  }

  it('is found by indexes: of an entry, an asset, a decision and what is shown of both', async () => {
    test.db.run('INSERT OR IGNORE INTO vulnerability_work SELECT id FROM vulnerability');
    test.room.queue.drain();
    const { matches } = await test.vulnerabilities.get(ada, { id: test.idOf('CVE-2023-38831') });
    const { vulnerabilityId, buildId } = matches[0]!;
    await test.vulnerabilities.confirm(ada, { vulnerabilityId, buildId });
    test.room.queue.drain();
    test.install(asset, '', 'Git', '2.40');
    await test.vulnerabilities.findings(ada, { assetId: asset });
    await test.vulnerabilities.findings(ada, { vulnerabilityId });
    test.software.ofAsset(ada, { assetId: asset });
    assert.ok(asked.size > 30, `${asked.size} statements were looked at`);
    assert.deepEqual(scans(), []);
    test.db.all('SELECT id FROM finding f WHERE f.cve = ?', ['CVE-2023-38831']);
    assert.equal(scans().length, 1, 'one that goes through all of them would be seen');
  });
});
