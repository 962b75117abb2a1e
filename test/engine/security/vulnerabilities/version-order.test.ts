import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  compareVersions,
  isWithin,
} from '../../../../electron/engine/security/vulnerabilities/matching/version-order.ts';

const version = fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'));

describe('versions', () => {
  it('are ordered as their makers count', () => {
    for (const [lower, higher] of [
      ['1.9', '1.10'],
      ['10.0.19045.3086', '10.0.19045.4170'],
      ['1.0.2', '1.0.2k'],
      ['1.0.2k', '1.0.2l'],
      ['2.0-rc1', '2.0'],
      ['2.0-beta2', '2.0-rc1'],
      ['2.0-rc2', '2.0-rc10'],
      ['8.0', '8.0 U3'],
      ['8.0 Update 2', '8.0 Update 3'],
      ['7.4.7 build2731', '7.4.8 build2795'],
      ['v6.22', '6.23'],
      ['22.01', '23.00'],
      ['1.2.3', '1.2.3.1'],
      ['99999999999999999999.1', '99999999999999999999.2'],
    ] as const) {
      assert.ok(compareVersions(lower, higher)! < 0, `${lower} < ${higher}`);
      assert.ok(compareVersions(higher, lower)! > 0, `${higher} > ${lower}`);
    }
  });

  it('are the same with zeros behind, with a v in front and with a build behind a plus', () => {
    for (const [one, other] of [
      ['1.0', '1.0.0.0'],
      ['v2.1', '2.1'],
      ['1.2.3+g5114f85', '1.2.3'],
      ['01.02', '1.2'],
    ] as const)
      assert.equal(compareVersions(one, other), 0, `${one} = ${other}`);
  });

  it('that are names or nothing are not compared', () => {
    for (const name of ['23H2', '', 'latest', 'unknown', '-'])
      assert.equal(compareVersions(name, '10.0.22631.1'), undefined, name);
  });

  it('have one order for all of them', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        assert.equal(Math.sign(compareVersions(a, b)!), -Math.sign(compareVersions(b, a)!) || 0);
        if (compareVersions(a, b)! <= 0 && compareVersions(b, c)! <= 0)
          assert.ok(compareVersions(a, c)! <= 0);
      }),
    );
  });

  it('lie in a range by its ends and by what belongs to it', () => {
    const range = { from: '2.0', fromIncluded: true, to: '2.17.1', toIncluded: false };
    assert.deepEqual(
      ['1.9', '2', '2.17.0', '2.17.1', '23H2'].map((each) => isWithin(each, range)),
      [false, true, true, false, undefined],
    );
    const all = { from: null, fromIncluded: false, to: null, toIncluded: false };
    assert.equal(isWithin('', all), true);
  });
});
