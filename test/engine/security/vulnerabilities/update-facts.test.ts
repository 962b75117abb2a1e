import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { endOfSupport } from '../../../../electron/engine/security/vulnerabilities/end-of-support.ts';
import { atOnce } from '../../../../electron/engine/platform/in-slices.ts';
import type { CategoryFacts } from '../../../../electron/engine/security/review/score.ts';
import { ada } from '../../../support/exchange.ts';
import { openVulnerabilities, type TestVulnerabilities } from '../../../support/vulnerabilities.ts';

describe('the end of support', () => {
  it('is known of Windows by release and edition, and of macOS by its number', () => {
    for (const [name, version, ends] of [
      ['Windows 11 Pro 23H2', '', '2025-11-11'],
      ['Windows 11 Enterprise 23H2', '10.0.22631.1', '2026-11-10'],
      ['Windows 10 Pro 22H2', '', '2025-10-14'],
      ['Windows 10 Enterprise LTSC 2019', '', '2029-01-09'],
      ['Windows 10 Enterprise LTSC 2021', '', '2027-01-12'],
      ['Windows 10 IoT Enterprise LTSC 2021', '', '2032-01-13'],
      ['Windows 11 Enterprise LTSC 2024', '', '2029-10-09'],
      ['Windows 11 Pro 26H1', '10.0.28000.1', '2028-03-14'],
      ['Windows 8.1 Pro', '', '2023-01-10'],
      ['Windows Server 2012 R2', '', '2023-10-10'],
      ['Windows Server 2022', '', '2031-10-14'],
      ['macOS', '12.7.6', '2024-09-16'],
      ['Mac OS X', '10.15', '2022-09-12'],
    ] as const)
      assert.equal(endOfSupport(name, version), ends, `${name} ${version}`);
  });

  it('is not made up for what is not in the table', () => {
    for (const [name, version] of [
      ['macOS', '15.6'],
      ['macOS', ''],
      ['Windows 11 Pro', ''],
      ['Windows Server', ''],
      ['Ubuntu', '22.04'],
    ] as const)
      assert.equal(endOfSupport(name, version), undefined, name);
  });
});

describe('the facts of updates', () => {
  let test: TestVulnerabilities;
  beforeEach(async () => {
    test = await openVulnerabilities();
  });
  afterEach(() => test.close());

  it('are not known without a catalogue, and not of assets without software', async () => {
    const asset = { id: test.addAsset('PC-1'), name: 'PC-1' };
    assert.match(reasonOf(factsOf(test, [asset])), /never fetched/);
    await test.learn();
    assert.match(reasonOf(factsOf(test, [asset])), /No software/);
    assert.match(reasonOf(factsOf(test, [])), /No software/);
  });

  it('name what is open, what nobody looked at, what is not supported, and what is not known', async () => {
    const [first, second, third] = [
      test.addAsset('PC-1', { osName: 'Windows 10 Pro', osVersion: '22H2' }),
      test.addAsset('PC-2', { osName: 'FortiOS', osVersion: '7.2.4' }),
      test.addAsset('PC-3'),
    ];
    test.install(first, '', 'WinRAR', '6.21');
    await test.learn();
    const { matches } = await test.vulnerabilities.get(ada, { id: test.idOf('CVE-2023-38831') });
    const { vulnerabilityId, buildId } = matches[0]!;
    await test.vulnerabilities.confirm(ada, { vulnerabilityId, buildId });
    test.room.queue.drain();
    const facts = factsOf(test, [
      { id: first, name: 'PC-1' },
      { id: second, name: 'PC-2' },
      { id: third, name: 'PC-3' },
    ]);
    assert.equal(facts.status, 'known');
    assert.deepEqual(
      facts.status === 'known' && facts.findings.map(({ rule, evidence }) => [rule, evidence]),
      [
        ['exploited_vulnerability', 'CVE-2023-38831, to be mended by Sep 14, 2023'],
        ['unconfirmed_vulnerability', 'WinRAR 6.21: 1 to look at'],
        ['unconfirmed_vulnerability', 'Windows 10 Pro 22H2 (version not known): 2 to look at'],
        ['unsupported_system', 'Windows 10 Pro 22H2: no updates since 2025-10-14'],
        ['unconfirmed_vulnerability', 'FortiOS 7.2.4: 1 to look at'],
      ],
    );
    assert.deepEqual(facts.status === 'known' && facts.gaps, [
      'Of 1 of 3 assets no software is known.',
      'Of 1 of 3 assets only the operating system is known.',
    ]);
  });
});

const reasonOf = (facts: CategoryFacts): string => (facts.status === 'not_checked' ? facts.reason : 'known');

const factsOf = (
  { room }: TestVulnerabilities,
  assets: Parameters<typeof room.updateFacts>[0],
): CategoryFacts => atOnce(room.updateFacts(assets));
