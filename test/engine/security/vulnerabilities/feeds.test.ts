import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { FeedName } from '../../../../shared/vulnerability-feed.ts';
import { readKev } from '../../../../electron/engine/security/vulnerabilities/feeds/kev-catalogue.ts';
import { ada } from '../../../support/exchange.ts';
import {
  faults,
  kevFixture,
  laterRelease,
  nvdRecord,
  type KevFile,
} from '../../../support/feed-simulator.ts';
import { openVulnerabilities, type TestVulnerabilities } from '../../../support/vulnerabilities.ts';

const dayMs = 86_400_000;
const nothingHeld = { releasedAt: null, entries: 0 };

describe('feeds of vulnerabilities', () => {
  let test: TestVulnerabilities;
  beforeEach(async () => {
    test = await openVulnerabilities();
  });
  afterEach(() => test.close());

  const feedOf = async (name: FeedName) =>
    (await test.vulnerabilities.feeds(ada, {})).find((feed) => feed.name === name)!;
  const all = async () =>
    (
      await test.vulnerabilities.list(ada, {
        filter: { state: 'all' },
        search: '',
        sort: [],
        offset: 0,
        limit: 100,
      })
    ).rows;

  it('take the catalogue in, and ask for it again only whether it has changed', async () => {
    await test.learn();
    const known = await all();
    assert.equal(known.length, 14);
    assert.deepEqual(
      known.find(({ cve }) => cve === 'CVE-2023-38831'),
      {
        ...known.find(({ cve }) => cve === 'CVE-2023-38831'),
        vendor: 'RARLAB',
        product: 'WinRAR',
        dueDate: '2023-09-14',
        ransomware: 'known',
        withdrawnAt: null,
        cvss: null,
      },
    );
    test.clock.pass(dayMs);
    await test.learn();
    assert.equal(typeof test.feeds.asked[1]!.headers['if-none-match'], 'string');
    const { answeredAt, version, failure, entries, unnamed } = await feedOf('kev');
    assert.deepEqual(
      { answeredAt, version, failure, entries, unnamed },
      { answeredAt: test.clock.now(), version: '2025.08.25', failure: null, entries: 14, unnamed: 0 },
    );
  });

  it('keep what each release changed', async () => {
    await test.learn();
    test.feeds.kev = laterRelease(([first, second, ...rest]) => [
      { ...first!, dueDate: '2026-04-01', knownRansomwareCampaignUse: 'Known' },
      second!,
      ...rest,
      { ...rest[0]!, cveID: 'CVE-2026-99999', vulnerabilityName: 'A new one' },
    ]);
    await test.learn();
    const [release, before] = await test.vulnerabilities.releases(ada, {});
    assert.equal(before?.changes.added.length, 0);
    assert.deepEqual(release?.changes, {
      added: ['CVE-2026-99999'],
      changed: [{ cve: test.feeds.kev.vulnerabilities[0]!.cveID, fields: ['dueDate', 'ransomware'] }],
      removed: [],
    });
  });

  it('say what is no longer in the catalogue, and take it back when it returns', async () => {
    const twenty = (file: KevFile) => {
      const extra = Array.from({ length: 30 }, (_, index) => ({
        ...file.vulnerabilities[0]!,
        cveID: `CVE-2020-${10_000 + index}`,
      }));
      return [...file.vulnerabilities, ...extra];
    };
    test.feeds.kev = laterRelease(() => twenty(kevFixture()));
    await test.learn();
    test.feeds.kev = laterRelease(() => twenty(kevFixture()).slice(1));
    const { cveID } = kevFixture().vulnerabilities[0]!;
    await test.learn();
    assert.notEqual((await all()).find(({ cve }) => cve === cveID)?.withdrawnAt, null);
    test.feeds.kev = laterRelease(() => twenty(kevFixture()));
    await test.learn();
    assert.equal((await all()).find(({ cve }) => cve === cveID)?.withdrawnAt, null);
  });

  it('refuse a release that is worse than what is held, and say why', () => {
    const held = { releasedAt: Date.parse('2025-08-25T17:04:19Z'), entries: 14 };
    for (const [spoil, words] of [
      [(file: KevFile) => ({ ...file, count: 15 }), /says that it has 15 entries and has 14/],
      [(file: KevFile) => ({ ...file, dateReleased: '2024-01-01T00:00:00Z' }), /older/],
      [
        (file: KevFile) => ({ ...file, count: 12, vulnerabilities: file.vulnerabilities.slice(2) }),
        /2 fewer than the one that is held/,
      ],
      [
        (file: KevFile) => ({
          ...file,
          vulnerabilities: file.vulnerabilities.with(1, file.vulnerabilities[0]!),
        }),
        /twice/,
      ],
      [
        (file: KevFile) => ({
          ...file,
          vulnerabilities: file.vulnerabilities.with(3, { ...file.vulnerabilities[3]!, dueDate: 'soon' }),
        }),
        /vulnerabilities\.3\.dueDate/,
      ],
      [() => [], /shape/],
      [() => null, /shape/],
    ] as const)
      assert.throws(() => readKev(spoil(kevFixture()), held), words);
    assert.equal(readKev(kevFixture(), held).entries.length, 14);
  });

  for (const [name, fault, words] of [
    ['a page of a network that wants a login', faults.captivePortal, /web page/],
    ['garbage', faults.garbage, /no JSON/],
    ['an answer that breaks off', faults.cutOff, /broke off/],
    ['a redirect in circles', faults.redirectLoop, /redirects/],
    ['another shape', faults.otherShape, /shape/],
    ['403', faults.status(403), /403/],
    ['429', faults.status(429, { 'Retry-After': '7200' }), /too many questions/],
    ['503', faults.status(503), /trouble of its own/],
  ] as const) {
    it(`note ${name} of each publisher as a failure and keep what is known`, async () => {
      test.addAsset('PC-1');
      await test.learn();
      test.install(1, 'win.rar GmbH', 'WinRAR', '6.21');
      test.feeds.nvd.set('CVE-2023-38831', nvdRecord('CVE-2023-38831', 7.8, []));
      await test.askBoth();
      const before = await all();
      test.clock.pass(8 * dayMs);
      for (const feed of ['kev', 'nvd', 'epss'] as const) {
        const { answeredAt } = await feedOf(feed);
        test.feeds.fault = { feed, answer: fault };
        await test.vulnerabilities.refresh(ada, { name: feed });
        await test.room.feeds.idle();
        const after = await feedOf(feed);
        assert.match(after.failure!, words, feed);
        assert.equal(after.answeredAt, answeredAt);
        assert.equal(after.askedAt, test.clock.now());
      }
      assert.deepEqual(await all(), before);
    });
  }

  it('wait longer after each failure, as long as the publisher wishes, and start again with an answer', async () => {
    test.feeds.fault = { feed: 'kev', answer: faults.status(503) };
    /** Lets a day pass as a running engine sees it. */
    const day = async () => {
      for (let minute = 0; minute < 1440; minute += 1) {
        test.clock.pass(60_000);
        test.room.keepUp();
        await test.room.feeds.idle();
      }
    };
    await day();
    const first = test.feeds.asked.length;
    assert.ok(first >= 5 && first <= 10, `${first} questions on the first day`);
    await day();
    assert.ok(test.feeds.asked.length - first <= 5, `${test.feeds.asked.length - first} on the second`);
    test.feeds.fault = { feed: 'kev', answer: faults.status(429, { 'Retry-After': '86400' }) };
    await day();
    const asked = test.feeds.asked.length;
    test.feeds.fault = undefined;
    await day();
    assert.equal((await feedOf('kev')).failure, null);
    assert.ok(test.feeds.asked.length - asked <= 2);
  });

  it('ask nobody where that is switched off, but when a person asks', async () => {
    await test.vulnerabilities.configure(ada, { ...test.settings, online: false });
    for (let hour = 0; hour < 48; hour += 1) {
      test.clock.pass(3_600_000);
      test.room.keepUp();
      await test.room.feeds.idle();
    }
    assert.equal(test.feeds.asked.length, 0);
    await test.learn();
    assert.equal((await all()).length, 14);
  });

  it('ask NVD and EPSS only for what meets installed software, at their pace', async () => {
    test.addAsset('PC-1');
    await test.learn();
    test.install(1, 'win.rar GmbH', 'WinRAR', '6.21');
    test.install(1, 'Git Development Community', 'Git', '2.40.0');
    test.feeds.nvd.set('CVE-2023-38831', nvdRecord('CVE-2023-38831', 7.8, []));
    test.feeds.epss.set('CVE-2023-38831', { epss: '0.93571', percentile: '0.99843' });
    const before = test.clock.now();
    await test.askBoth();
    const nvd = test.feeds.asked
      .filter(({ feed }) => feed === 'nvd')
      .map(({ url }) => url.searchParams.get('cveId'));
    assert.deepEqual(new Set(nvd), new Set(['CVE-2023-38831', 'CVE-2025-48384', 'CVE-2025-8088']));
    assert.ok(test.clock.now() - before >= 2 * 6000, 'six seconds between two questions');
    const epss = test.feeds.asked.filter(({ feed }) => feed === 'epss');
    assert.equal(epss.length, 1);
    const known = await test.vulnerabilities.get(ada, { id: test.idOf('CVE-2023-38831') });
    assert.deepEqual(
      [known.cvss, known.severity, known.nvd, known.epss, known.epssPercentile],
      [7.8, 'high', 'not_analysed', 0.93571, 0.99843],
    );
    const unknown = await test.vulnerabilities.get(ada, { id: test.idOf('CVE-2025-48384') });
    assert.deepEqual([unknown.nvd, unknown.cvss, unknown.epss], ['missing', null, null]);
    await test.askBoth();
    assert.equal(
      test.feeds.asked.filter(({ feed }) => feed === 'nvd').length,
      3,
      'there is nothing more to ask',
    );
  });

  it('use the key of NVD while the vault can be read, and do without it otherwise', async () => {
    test.feeds.nvdKey = 'a-key-of-nvd';
    await test.vulnerabilities.configure(ada, { ...test.settings, nvdKey: 'a-key-of-nvd' });
    test.addAsset('PC-1');
    await test.learn();
    test.install(1, '', 'WinRAR', '6.21');
    await test.askBoth();
    test.vault.open = false;
    test.clock.pass(8 * dayMs);
    await test.askBoth();
    const keys = test.feeds.asked
      .filter(({ feed }) => feed === 'nvd')
      .map(({ headers }) => headers['apikey']);
    assert.deepEqual(keys, ['a-key-of-nvd', 'a-key-of-nvd', undefined, undefined]);
    const settings = JSON.stringify([
      await test.vulnerabilities.settings(ada, {}),
      test.db.all('SELECT * FROM setting'),
    ]);
    assert.ok(settings.includes('"hasNvdKey":true'));
    assert.ok(!settings.includes('a-key-of-nvd'), 'it lies in the vault and nowhere else');
  });
});

describe('a release of the catalogue', () => {
  it('is taken whole or refused in words, whatever is done to its text', () => {
    const text = JSON.stringify(kevFixture());
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), fc.nat(40), (at, put, cut) => {
        const spoiled = text.slice(0, at) + put + text.slice(at + cut);
        let json: unknown;
        try {
          json = JSON.parse(spoiled);
        } catch {
          return;
        }
        try {
          assert.equal(readKev(json, nothingHeld).entries.length, (json as KevFile).count);
        } catch (error) {
          assert.equal((error as Error).name, 'FeedFailure');
        }
      }),
      { numRuns: 300 },
    );
  });
});
