import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { judge } from '../../../../electron/engine/security/vulnerabilities/matching/judge.ts';
import { ada } from '../../../support/exchange.ts';
import { laterRelease, nvdRecord } from '../../../support/feed-simulator.ts';
import { openVulnerabilities, type TestVulnerabilities } from '../../../support/vulnerabilities.ts';

const names = ['WinRAR', 'Git', 'Mozilla Firefox', 'Google Chrome', 'Nothing Known'] as const;
const versions = ['', '1.0', '6.21', '6.23', '7.20', '23H2'] as const;
const winrar = 'CVE-2023-38831';

type Step =
  | { readonly kind: 'install'; readonly asset: number; readonly name: number; readonly version: number }
  | { readonly kind: 'remove'; readonly nth: number }
  | { readonly kind: 'decide'; readonly nth: number; readonly how: 'confirm' | 'product' | 'version' }
  | { readonly kind: 'undecide'; readonly nth: number }
  | { readonly kind: 'release'; readonly without: number }
  | { readonly kind: 'ranges'; readonly of: number; readonly product: string }
  | { readonly kind: 'crash' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('install' as const),
    asset: fc.nat(2),
    name: fc.nat(names.length - 1),
    version: fc.nat(versions.length - 1),
  }),
  fc.record({ kind: fc.constant('remove' as const), nth: fc.nat(20) }),
  fc.record({
    kind: fc.constant('decide' as const),
    nth: fc.nat(20),
    how: fc.constantFrom('confirm' as const, 'product' as const, 'version' as const),
  }),
  fc.record({ kind: fc.constant('undecide' as const), nth: fc.nat(20) }),
  fc.record({ kind: fc.constant('release' as const), without: fc.nat(13) }),
  fc.record({
    kind: fc.constant('ranges' as const),
    of: fc.nat(1),
    product: fc.constantFrom('rarlab:winrar', 'git:git', 'other:thing'),
  }),
  fc.record({ kind: fc.constant('crash' as const) }),
);

/** The nth of what a statement finds, going round. */
function nth<Row>({ db }: TestVulnerabilities, sql: string, at: number): Row | undefined {
  const rows = db.all<Row>(sql);
  return rows.length === 0 ? undefined : rows[at % rows.length];
}

async function take(test: TestVulnerabilities, assets: readonly number[], wanted: Step): Promise<void> {
  switch (wanted.kind) {
    case 'install':
      test.install(assets[wanted.asset]!, '', names[wanted.name]!, versions[wanted.version]!);
      return;
    case 'remove': {
      const row = nth<{ id: number }>(test, 'SELECT id FROM asset_software ORDER BY id', wanted.nth);
      if (row) test.software.remove(ada, row);
      return;
    }
    case 'decide': {
      const match = nth<{ vulnerabilityId: number; buildId: number }>(
        test,
        'SELECT vulnerability_id AS vulnerabilityId, build_id AS buildId FROM vulnerability_match',
        wanted.nth,
      );
      if (!match) return;
      if (wanted.how === 'confirm') await test.vulnerabilities.confirm(ada, match);
      else await test.vulnerabilities.reject(ada, { ...match, what: wanted.how });
      return;
    }
    case 'undecide': {
      const rule = nth<{ productId: number; vulnerabilityId: number }>(
        test,
        `SELECT r.product_id AS productId, k.vulnerability_id AS vulnerabilityId
         FROM product_rule r JOIN vulnerability_key k ON k.key = r.key`,
        wanted.nth,
      );
      if (rule) await test.vulnerabilities.undecide(ada, { ...rule, buildId: null });
      return;
    }
    case 'release':
      test.db.run(`UPDATE feed SET entries = 0, released_at = NULL, etag = NULL`);
      test.feeds.kev = laterRelease((entries) => entries.toSpliced(wanted.without, 1));
      await test.vulnerabilities.refresh(ada, { name: 'kev' });
      return;
    case 'ranges': {
      const cve = [winrar, 'CVE-2025-8088'][wanted.of]!;
      const ranges = [
        { criteria: `cpe:2.3:a:${wanted.product}:*:*:*:*:*:*:*:*`, versionEndExcluding: '6.23' },
      ];
      test.feeds.nvd.set(cve, nvdRecord(cve, 7.8, ranges));
      // What was asked lately is not asked again.
      test.clock.pass(8 * 86_400_000);
      await test.vulnerabilities.refresh(ada, { name: 'nvd' });
      await test.room.feeds.idle();
      return;
    }
    case 'crash':
      await test.restart();
  }
}

const truth = ({ db }: TestVulnerabilities) => ({
  matches: db.all('SELECT * FROM vulnerability_match ORDER BY vulnerability_id, build_id'),
  findings: db.all('SELECT asset_id, cve, state, build_id FROM finding ORDER BY asset_id, cve'),
  exposure: db.all('SELECT id, open, ransomware, earliest_due, worst_cvss FROM asset_exposure ORDER BY id'),
  counts: db.all(
    'SELECT * FROM vulnerability_count WHERE open <> 0 ORDER BY vulnerability_id, organization_id',
  ),
});

describe('matching', () => {
  it('comes to the same a step at a time as all at once, and tells each finding once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const test = await openVulnerabilities();
        try {
          const assets = [1, 2, 3].map((n) => test.addAsset(`PC-${n}`));
          await test.learn();
          for (const each of steps) {
            await take(test, assets, each);
            // A crash leaves what was to be done for the next start.
            if (each.kind !== 'crash') test.room.queue.drain();
          }
          test.room.queue.drain();
          const before = truth(test);
          test.db.run('INSERT OR IGNORE INTO vulnerability_work SELECT id FROM vulnerability');
          test.db.run('INSERT OR IGNORE INTO match_work SELECT id FROM asset');
          test.room.queue.drain();
          assert.deepEqual(truth(test), before);
          const told = test.found().map(({ asset_id, cve }) => `${asset_id} ${cve}`);
          assert.equal(new Set(told).size, told.length, 'told once');
          assert.equal(told.length, before.findings.length, 'and each of them');
        } finally {
          await test.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('looks at other vulnerabilities again when NVD is known to list a product', async () => {
    const test = await openVulnerabilities();
    try {
      await test.learn();
      test.install(test.addAsset('PC-1'), '', 'WinRAR', '6.21');
      const listing = (cve: string, product: string, days: number) => {
        const criteria = `cpe:2.3:a:${product}:*:*:*:*:*:*:*:*`;
        test.feeds.nvd.set(cve, nvdRecord(cve, 7.8, [{ criteria, versionEndExcluding: '7.0' }]));
        test.clock.pass(days * 86_400_000);
      };
      const met = () =>
        test.db.all<{ cve: string; judgement: string }>(
          `SELECT cve, judgement FROM vulnerability_match m JOIN vulnerability v ON v.id = m.vulnerability_id ORDER BY cve`,
        );
      listing(winrar, 'other:thing', 0);
      await test.askBoth();
      assert.deepEqual(
        met().map(({ judgement }) => judgement),
        ['no_ranges', 'no_ranges'],
      );
      listing('CVE-2025-8088', 'rarlab:winrar', 8);
      await test.askBoth();
      assert.deepEqual(met(), [{ cve: 'CVE-2025-8088', judgement: 'in_range' }]);
    } finally {
      await test.close();
    }
  });

  it('leaves nothing half done when it fails in the middle, and does it again', async () => {
    const test = await openVulnerabilities();
    try {
      await test.learn();
      for (const name of ['PC-1', 'PC-2', 'PC-3']) test.install(test.addAsset(name), '', 'WinRAR', '6.21');
      const { matches } = await test.vulnerabilities.get(ada, { id: test.idOf(winrar) });
      const { vulnerabilityId, buildId } = matches[0]!;
      test.db.run(
        `CREATE TRIGGER fail BEFORE INSERT ON finding WHEN NEW.asset_id = 2 BEGIN SELECT raise(ABORT, 'no'); END`,
      );
      await test.vulnerabilities.confirm(ada, { vulnerabilityId, buildId });
      assert.throws(() => test.room.queue.drain(), /no/);
      assert.deepEqual([test.found(), truth(test).findings], [[], []]);
      test.db.run('DROP TRIGGER fail');
      test.room.queue.drain();
      assert.deepEqual(
        test.found().map(({ asset_id }) => asset_id),
        [1, 2, 3],
      );
    } finally {
      await test.close();
    }
  });
});

describe('a judgement', () => {
  const range = { key: 'acme reader', from: null, fromIncluded: false, to: '2.0', toIncluded: false };
  const meeting = { entryKeys: ['acme reader'], ranges: [range], analysed: true, listed: true };
  const same = new Map([['acme reader', 'same' as const]]);

  it('is sure only of a product that somebody knows, in a version that is known to be affected', () => {
    const of = (version: string, rules = same) => judge(meeting, rules, version, undefined);
    assert.deepEqual(of('1.9'), { key: 'acme reader', judgement: 'in_range', state: 'confirmed' });
    assert.equal(of('2.0'), undefined);
    assert.deepEqual([of('')?.judgement, of('')?.state], ['no_version', 'candidate']);
    assert.deepEqual([of('23H2')?.judgement, of('23H2')?.state], ['not_comparable', 'candidate']);
    assert.equal(of('1.9', new Map())?.state, 'candidate');
    assert.equal(judge(meeting, new Map([['acme reader', 'other' as const]]), '1.9', undefined), undefined);
  });

  it('follows NVD where it lists the product elsewhere and not here, and waits where it was not asked', () => {
    const bare = { ...meeting, ranges: [] };
    assert.equal(judge(bare, same, '1.0', undefined), undefined);
    assert.equal(judge({ ...bare, listed: false }, same, '1.0', undefined)?.judgement, 'no_ranges');
    assert.equal(judge({ ...bare, analysed: false }, same, '1.0', undefined)?.judgement, 'no_ranges');
  });

  it('is what a person said of the version, whatever else is known', () => {
    assert.equal(judge(meeting, same, '2.0', 'affected')?.state, 'confirmed');
    assert.equal(judge(meeting, same, '1.0', 'not_affected'), undefined);
  });
});
