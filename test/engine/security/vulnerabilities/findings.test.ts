import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ada } from '../../../support/exchange.ts';
import { laterRelease, nvdRecord } from '../../../support/feed-simulator.ts';
import { openVulnerabilities, type TestVulnerabilities } from '../../../support/vulnerabilities.ts';

const winrar = 'CVE-2023-38831';
const traversal = 'CVE-2025-8088';
const dayMs = 86_400_000;

describe('findings', () => {
  let test: TestVulnerabilities;
  beforeEach(async () => {
    test = await openVulnerabilities();
    await test.learn();
  });
  afterEach(() => test.close());

  /** Both records of NVD for WinRAR, and everything matched anew. */
  async function learnRanges(): Promise<void> {
    const criteria = 'cpe:2.3:a:rarlab:winrar:*:*:*:*:*:*:*:*';
    test.feeds.nvd.set(winrar, nvdRecord(winrar, 7.8, [{ criteria, versionEndExcluding: '6.23' }]));
    test.feeds.nvd.set(traversal, nvdRecord(traversal, 8.8, [{ criteria, versionEndExcluding: '7.13' }]));
    await test.askBoth();
  }

  const about = (cve: string) => test.vulnerabilities.get(ada, { id: test.idOf(cve) });
  const match = async (cve: string, version?: string) => {
    const { matches } = await about(cve);
    return matches.find((each) => version === undefined || each.version === version)!;
  };
  async function confirm(cve: string, version?: string) {
    const { vulnerabilityId, buildId } = await match(cve, version);
    const decided = await test.vulnerabilities.confirm(ada, { vulnerabilityId, buildId });
    test.room.queue.drain();
    return decided;
  }
  const ofAsset = (assetId: number) => test.vulnerabilities.findings(ada, { assetId });
  const told = () => test.found().map(({ asset_id, cve }) => `${asset_id} ${cve}`);

  it('are candidates until a person has recognised the product, whose versions are known then', async () => {
    const asset = test.addAsset('PC-1');
    test.install(asset, 'win.rar GmbH', 'WinRAR 6.21 (64-bit)', '6.21.0');
    await learnRanges();
    const { judgement, state, productKnown, assets } = await match(winrar);
    assert.deepEqual(
      { judgement, state, productKnown, assets },
      { judgement: 'in_range', state: 'candidate', productKnown: false, assets: 1 },
    );
    assert.deepEqual(told(), []);
    await confirm(winrar);
    assert.deepEqual(told().toSorted(), [`${asset} ${winrar}`, `${asset} ${traversal}`]);
    const [finding] = await ofAsset(asset);
    assert.equal(finding?.state, 'open');
    assert.deepEqual(
      test.found().find(({ cve }) => cve === winrar),
      {
        id: (await ofAsset(asset)).find(({ cve }) => cve === winrar)!.id,
        cve: winrar,
        title: 'RARLAB WinRAR Code Execution Vulnerability',
        severity: 'high',
        asset_id: asset,
        asset_name: 'PC-1',
        software: 'win.rar GmbH WinRAR 6.21 (64-bit) 6.21.0',
        due_date: '2023-09-14',
        known_ransomware: true,
      },
    );
  });

  it('follow by themselves on assets that come later, in every version that is affected and no other', async () => {
    const first = test.addAsset('PC-1');
    test.install(first, 'win.rar GmbH', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    const later = test.addAsset('PC-2');
    test.install(later, 'win.rar GmbH', 'WinRAR', '6.24');
    const newest = test.addAsset('PC-3');
    test.install(newest, 'win.rar GmbH', 'WinRAR', '7.13');
    assert.deepEqual(told().slice(2), [`${later} ${traversal}`]);
    assert.deepEqual(await ofAsset(newest), []);
  });

  it('of a version that nobody knows wait for a person, who says it of that version only', async () => {
    const asset = test.addAsset('PC-1');
    test.install(asset, '', 'WinRAR', '6.21');
    test.install(asset, '', 'WinRAR', '7.20');
    assert.equal((await match(winrar, '6.21')).judgement, 'no_ranges');
    await confirm(winrar, '6.21');
    assert.deepEqual(told(), [`${asset} ${winrar}`]);
    const other = await match(winrar, '7.20');
    assert.deepEqual([other.state, other.productKnown], ['candidate', true]);
    await test.vulnerabilities.reject(ada, { ...ids(other), what: 'version' });
    assert.equal((await about(winrar)).matches.length, 1);
  });

  it('of another product are rejected once, for all that has its name', async () => {
    const asset = test.addAsset('PC-1');
    test.install(asset, 'Somebody', 'Git', '1.0');
    const wrong = await match('CVE-2025-48384');
    const { rules } = await test.vulnerabilities.reject(ada, { ...ids(wrong), what: 'product' });
    assert.deepEqual(
      rules.map(({ name, verdict, decidedBy }) => [name, verdict, decidedBy]),
      [['Git', 'other', 'Ada Byron']],
    );
    test.install(test.addAsset('PC-2'), 'Somebody', 'Git', '2.0');
    assert.deepEqual((await about('CVE-2025-48384')).matches, []);
    const [rule] = rules;
    await test.vulnerabilities.undecide(ada, {
      vulnerabilityId: wrong.vulnerabilityId,
      productId: rule!.productId,
      buildId: null,
    });
    assert.equal((await about('CVE-2025-48384')).matches.length, 2);
  });

  it('are told once for each asset and CVE: over imports, feeds, restarts and a version that comes back', async () => {
    const asset = test.addAsset('PC-1');
    const { id } = test.install(asset, '', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    test.feeds.kev = laterRelease((entries) => entries.map((entry) => ({ ...entry, notes: 'More words.' })));
    await test.learn();
    test.install(asset, '', 'WinRAR', '6.21');
    test.software.remove(ada, { id });
    assert.deepEqual(
      (await ofAsset(asset)).map(({ state }) => state),
      ['gone', 'gone'],
    );
    assert.equal(test.calmed.length, 2);
    test.install(asset, '', 'WinRAR', '6.20');
    await test.restart();
    test.db.run('INSERT INTO vulnerability_work SELECT id FROM vulnerability');
    test.room.queue.drain();
    assert.deepEqual(
      (await ofAsset(asset)).map(({ state, softwareVersion }) => [state, softwareVersion]),
      [
        ['open', '6.20'],
        ['open', '6.20'],
      ],
    );
    assert.equal(told().length, 2);
    assert.equal(new Set(told()).size, 2);
  });

  it('are suppressed with a reason until a time, and ask again after it', async () => {
    const asset = test.addAsset('PC-1');
    test.install(asset, '', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    const open = await ofAsset(asset);
    const { changeId } = await test.vulnerabilities.suppress(ada, {
      ids: open.map(({ id }) => id),
      reason: 'Isolated network',
      until: test.clock.now() + dayMs,
    });
    assert.equal((await test.vulnerabilities.counts(ada, {})).findings, 0);
    assert.equal(test.calmed.length, 2);
    await test.vulnerabilities.undo(ada, { changeId });
    assert.equal((await test.vulnerabilities.counts(ada, {})).findings, 2);
    await test.vulnerabilities.suppress(ada, {
      ids: [open[0]!.id],
      reason: 'Isolated network',
      until: test.clock.now() + dayMs,
    });
    test.clock.pass(dayMs);
    test.room.keepUp();
    const [again] = (await ofAsset(asset)).filter(({ id }) => id === open[0]!.id);
    assert.deepEqual([again?.state, again?.reason, again?.until], ['open', null, null]);
    assert.ok(test.recalled.some(({ id }) => id === open[0]!.id));
    assert.equal(told().length, 2, 'nothing is told twice');
  });

  it('are closed by evidence of a backport, which holds for the version that it is of', async () => {
    const asset = test.addAsset('PC-1');
    const { id } = test.install(asset, '', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    const ours = (await ofAsset(asset)).find(({ cve }) => cve === winrar)!;
    await test.vulnerabilities.markFixed(ada, {
      ids: [ours.id],
      evidence: 'Vendor notice 12: fixed in 6.21-4',
    });
    test.db.run('INSERT INTO vulnerability_work SELECT id FROM vulnerability');
    test.room.queue.drain();
    const stateOf = async () => (await ofAsset(asset)).find(({ cve }) => cve === winrar)?.state;
    assert.equal(await stateOf(), 'fixed');
    test.software.remove(ada, { id });
    test.install(asset, '', 'WinRAR', '6.20');
    assert.equal(await stateOf(), 'open');
  });

  it('come from the operating system that the asset notes, and go with an update of it', async () => {
    const criteria = 'cpe:2.3:o:fortinet:fortios:*:*:*:*:*:*:*:*';
    const cve = 'CVE-2023-27997';
    const asset = test.addAsset('FW-1', { osName: 'FortiOS', osVersion: '7.2.4' });
    test.room.queue.drain();
    test.feeds.nvd.set(
      cve,
      nvdRecord(cve, 9.8, [{ criteria, versionStartIncluding: '7.2.0', versionEndExcluding: '7.2.5' }]),
    );
    await test.askBoth();
    await confirm(cve);
    assert.deepEqual(told(), [`${asset} ${cve}`]);
    test.assets.handlers.update(ada, { ids: [asset], patch: { osVersion: '7.2.5' } });
    test.room.queue.drain();
    assert.deepEqual(
      (await ofAsset(asset)).map(({ state }) => state),
      ['gone'],
    );
    assert.deepEqual(
      test.software
        .ofAsset(ada, { assetId: asset })
        .map(({ name, version, source }) => [name, version, source]),
      [['FortiOS', '7.2.5', 'asset']],
    );
  });

  it('go with their asset to another organization, and with it when it is removed and comes back', async () => {
    const asset = test.addAsset('PC-1');
    test.install(asset, '', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    const countsOf = async (organizationId: number) =>
      (await test.vulnerabilities.counts(ada, { organizationId })).findings;
    assert.deepEqual([await countsOf(2), await countsOf(3)], [2, 0]);
    test.assets.handlers.update(ada, { ids: [asset], patch: { organizationId: 3 } });
    test.room.queue.drain();
    assert.deepEqual([await countsOf(2), await countsOf(3)], [0, 2]);
    const { changeId } = test.assets.handlers.remove(ada, { ids: [asset] });
    test.room.queue.drain();
    assert.deepEqual([await countsOf(2), await countsOf(3)], [0, 0]);
    test.assets.handlers.undo(ada, { changeId });
    test.room.queue.drain();
    assert.equal(await countsOf(3), 2);
    assert.equal(test.software.ofAsset(ada, { assetId: asset }).length, 1);
    assert.equal(told().length, 2);
  });

  it('are listed by CVE and by asset with numbers that are kept', async () => {
    for (const [name, organizationId] of [
      ['PC-1', 2],
      ['PC-2', 2],
      ['PC-3', 3],
    ] as const)
      test.install(test.addAsset(name, { organizationId }), '', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    const page = { search: '', sort: [], offset: 0, limit: 50 };
    const byCve = await test.vulnerabilities.list(ada, {
      ...page,
      filter: { state: 'met', organizationId: 2 },
    });
    assert.deepEqual(
      byCve.rows.map(({ cve, open, candidates }) => [cve, open, candidates]),
      [
        [traversal, 2, 0],
        [winrar, 2, 0],
      ],
    );
    const byAsset = await test.vulnerabilities.assets(ada, { ...page, filter: { overdue: true } });
    assert.deepEqual(
      byAsset.rows.map(({ assetName, open, ransomware, earliestDue, worstCvss }) => [
        assetName,
        open,
        ransomware,
        earliestDue,
        worstCvss,
      ]),
      ['PC-3', 'PC-2', 'PC-1'].map((name) => [name, 2, 'known', '2023-09-14', 8.8]),
    );
    assert.equal((await test.vulnerabilities.assets(ada, { ...page, search: 'PC-3', filter: {} })).total, 1);
    assert.deepEqual(await test.vulnerabilities.counts(ada, {}), {
      open: 2,
      overdue: 2,
      candidates: 0,
      assets: 3,
      findings: 6,
    });
  });

  it('become one ticket each, and another when that is closed', async () => {
    const asset = test.addAsset('PC-1');
    test.install(asset, '', 'WinRAR', '6.21');
    await learnRanges();
    await confirm(winrar);
    const findingId = (await ofAsset(asset)).find(({ cve }) => cve === winrar)!.id;
    const first = await test.vulnerabilities.openTicket(ada, { findingId });
    assert.deepEqual([first.ticketId, first.created], [1, true]);
    assert.equal(test.opened[0]?.subject, `${winrar} on PC-1: RARLAB WinRAR Code Execution Vulnerability`);
    assert.equal((await test.vulnerabilities.openTicket(ada, { findingId })).created, false);
    test.closedTickets.add(1);
    assert.equal((await test.vulnerabilities.openTicket(ada, { findingId })).ticketId, 2);
  });
});

const ids = ({ vulnerabilityId, buildId }: { vulnerabilityId: number; buildId: number }) => ({
  vulnerabilityId,
  buildId,
});
