import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { decideLink, type Candidate } from '../../../../electron/engine/inventory/rmm/link.ts';
import { macOf, momentOf, positionOf, serialOf } from '../../../../electron/engine/inventory/rmm/reading.ts';

const asset = (id: number, given: Partial<Candidate> = {}): Candidate => ({
  id,
  name: `asset ${id}`,
  hostname: null,
  serialNumber: null,
  taken: false,
  ...given,
});
const facts = { serialNumber: 'CT5-1', hostname: 'nw-1.northwind.example', name: 'Front desk' };

describe('which asset a device is', () => {
  it('is the one whose serial number and name both fit', () => {
    const found = [asset(1, { serialNumber: 'ct5-1', hostname: 'NW-1' }), asset(2, { serialNumber: 'X' })];
    assert.deepEqual(decideLink(facts, found), { kind: 'link', assetId: 1 });
  });

  it('is a new one where nothing fits', () => {
    assert.deepEqual(decideLink(facts, []), { kind: 'create' });
  });

  const questions: [string, Candidate[], string, number[]][] = [
    ['only the name fits', [asset(1, { hostname: 'nw-1' })], 'name_only', [1]],
    [
      'the serial number fits and the name is another',
      [asset(1, { serialNumber: 'CT5-1', hostname: 'other' })],
      'serial_other_name',
      [1],
    ],
    [
      'serial number and name lead to different assets',
      [asset(1, { serialNumber: 'CT5-1' }), asset(2, { hostname: 'nw-1' })],
      'two_assets',
      [1, 2],
    ],
    [
      'two assets have the serial number',
      [asset(1, { serialNumber: 'CT5-1' }), asset(2, { serialNumber: 'CT5-1', hostname: 'nw-1' })],
      'shared_serial',
      [1, 2],
    ],
    [
      'two assets have the name',
      [asset(1, { hostname: 'nw-1' }), asset(2, { name: 'front desk' })],
      'shared_name',
      [1, 2],
    ],
    [
      'another device is it already',
      [asset(1, { serialNumber: 'CT5-1', hostname: 'nw-1', taken: true })],
      'taken',
      [1],
    ],
  ];
  for (const [name, candidates, question, ids] of questions)
    it(`is asked where ${name}`, () => {
      assert.deepEqual(decideLink(facts, candidates), { kind: 'ask', question, candidates: ids });
    });

  it('is never one that another device is, nor one whose serial number is another, without a question', () => {
    const text = fc.constantFrom('CT5-1', 'CT5-2', null);
    const name = fc.constantFrom('nw-1', 'nw-2', 'Front desk', null);
    const candidate = fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      name: name.map((each) => each ?? ''),
      hostname: name,
      serialNumber: text,
      taken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: ({ id }) => id }), (candidates) => {
        const decision = decideLink(facts, candidates);
        if (decision.kind !== 'link') return;
        const linked = candidates.find(({ id }) => id === decision.assetId)!;
        assert.equal(linked.taken, false);
        assert.equal(linked.serialNumber, 'CT5-1');
        assert.equal(candidates.filter(({ serialNumber }) => serialNumber === 'CT5-1').length, 1);
      }),
    );
  });
});

describe('what vendors write', () => {
  it('is no serial number where makers left something in its place', () => {
    for (const junk of [
      'Default string',
      'To Be Filled By O.E.M.',
      '0',
      '0000',
      'XXXXXXX',
      ' ',
      null,
      'N/A',
      '..',
    ])
      assert.equal(serialOf(junk), undefined, String(junk));
    assert.equal(serialOf(' CT5-0001 '), 'CT5-0001');
  });

  it('is a moment in seconds, seconds with a fraction, milliseconds or text; never one that cannot be', () => {
    const now = Date.UTC(2026, 2, 23);
    assert.equal(momentOf(1_760_001_234.25, now), 1_760_001_234_250);
    assert.equal(momentOf(1_760_001_234_000, now), 1_760_001_234_000);
    assert.equal(momentOf('2025-10-09T08:11:00.000-04:00', now), Date.UTC(2025, 9, 9, 12, 11));
    for (const nonsense of [0, -1, 5e8, now + 2 * 86_400_000, 'soon', '', null, Number.NaN, {}])
      assert.equal(momentOf(nonsense, now), undefined);
  });

  it('is one spelling of an address of a network card', () => {
    assert.equal(macOf('00-00-5e-00-53-07'), '00:00:5E:00:53:07');
    for (const none of ['', '00:00:00:00:00:00', 'ff-ff-ff-ff-ff-ff', '00-00'])
      assert.equal(macOf(none), undefined);
  });

  it('is a place on earth, or none', () => {
    assert.deepEqual(positionOf('48,137', 11.575, 'x'), { latitude: 48.137, longitude: 11.575, source: 'x' });
    for (const [latitude, longitude] of [
      [0, 0],
      [91, 0],
      [10, 181],
      ['north', 1],
      [null, 1],
    ])
      assert.equal(positionOf(latitude, longitude, 'x'), undefined);
  });
});
