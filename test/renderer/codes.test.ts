import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { ShownCode } from '../../shared/one-time-code.ts';
import { spokenCode } from '../../renderer/features/codes/code-words.ts';
import {
  emptyTexts,
  isAddress,
  isMigration,
  namesIn,
  newEntryFrom,
} from '../../renderer/features/codes/code-texts.ts';
import { findCodes, isLate, moveInGrid, noFilter } from '../../renderer/features/codes/find-codes.ts';
import { codeAt, groupedCode, isOutOfStep } from '../../renderer/lib/one-time-codes.ts';

const code = (more: Partial<ShownCode>): ShownCode => ({
  entryId: 1,
  organizationId: 1,
  title: 'Gateway',
  username: 'admin',
  folder: null,
  tags: [],
  pinned: false,
  reprompt: false,
  type: 'totp',
  issuer: 'Fortinet',
  account: 'netops@acme.example',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: null,
  code: '111111',
  next: '222222',
  validFrom: 0,
  validUntil: 30_000,
  ...more,
});
const clientName = (id: number) => ({ 1: 'Acme Corp', 2: 'Demo Corp' })[id];

describe('codes on screen', () => {
  const codes = [
    code({ entryId: 1 }),
    code({ entryId: 2, organizationId: 2, issuer: 'GitHub', tags: ['cloud'] }),
    code({ entryId: 3, issuer: '', title: 'Door', folder: 'Building', tags: ['cloud', 'hq'] }),
  ];
  const found = (more: object) =>
    findCodes(codes, { ...noFilter, ...more }, clientName).map((each) => each.entryId);

  it('are found by every word in anything but the code itself', () => {
    assert.deepEqual(found({}), [1, 2, 3]);
    assert.deepEqual(found({ search: 'FORTI acme' }), [1]);
    assert.deepEqual(found({ search: 'demo' }), [2], 'by the client');
    assert.deepEqual(found({ search: 'building hq' }), [3], 'by folder and tag');
    assert.deepEqual(found({ search: '111111' }), [], 'typing a code finds nothing');
    assert.deepEqual(found({ search: 'netops github door' }), []);
  });

  it('are narrowed by client and tag together', () => {
    assert.deepEqual(found({ organizationId: 1 }), [1, 3]);
    assert.deepEqual(found({ tag: 'cloud' }), [2, 3]);
    assert.deepEqual(found({ organizationId: 1, tag: 'cloud' }), [3]);
  });

  it('are moved through without ever leaving the grid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.nat({ max: 59 }),
        fc.constantFrom('next', 'previous', 'up', 'down', 'first', 'last'),
        (count, columns, start, step) => {
          const at = start % count;
          const to = moveInGrid(at, step, columns, count);
          assert.ok(to >= 0 && to < count);
          if (step === 'down')
            assert.ok(to === at || Math.floor(to / columns) === Math.floor(at / columns) + 1);
          if (step === 'up') assert.ok(to === at || to === at - columns);
        },
      ),
    );
    assert.equal(moveInGrid(4, 'down', 3, 7), 6, 'from above a short last row to its end');
  });

  it('turn over with their step, from what is known already, and end where nothing is', () => {
    assert.deepEqual(codeAt(code({}), 29_999), { text: '111111', secondsLeft: 1, next: '222222' });
    assert.deepEqual(codeAt(code({}), 30_000), { text: '222222', secondsLeft: 30, next: null });
    assert.equal(codeAt(code({}), 60_000), null, 'an old code is worse than none');
    const later = code({ validFrom: 60_000, validUntil: 90_000 });
    assert.equal(codeAt(later, 59_000)?.text, '111111', 'the present is known to the second');
    assert.equal(codeAt(later, 30_000), null, 'a clock set back makes it the code of another time');
    assert.ok(isOutOfStep(later, 30_000) && isOutOfStep(later, 90_000) && !isOutOfStep(later, 60_000));
    assert.ok(isLate(7, 30) && !isLate(8, 30));
    assert.ok(isLate(1, 3) && !isLate(2, 3));
  });

  it('are grouped for the eye and spelled for the ear, the seconds left out', () => {
    assert.deepEqual(['123456', '12345678', 'R7K2M', '123456789'].map(groupedCode), [
      '123 456',
      '12345678',
      'R7K2M',
      '123 456 789',
    ]);
    const now = codeAt(code({}), 0);
    assert.equal(spokenCode(code({ pinned: true }), now), ', code 1 1 1 1 1 1, pinned');
    assert.match(spokenCode(code({ type: 'hotp' }), null), /by count/);
    assert.match(spokenCode(code({ reprompt: true }), null), /asks again/);
  });
});

describe('a new code', () => {
  const address = 'otpauth://totp/Demo%20Corp:pat%40example.test?secret=ORSWG2DC&issuer=Demo+Corp';

  it('is named by what its address says', () => {
    assert.deepEqual(namesIn(address), { issuer: 'Demo Corp', account: 'pat@example.test' });
    assert.deepEqual(namesIn('otpauth://totp/pat?secret=A'), { issuer: '', account: 'pat' });
    assert.deepEqual(namesIn('otpauth://totp/100%:pat?secret=A'), { issuer: '100%', account: 'pat' });
    assert.deepEqual(namesIn('ORSW G2DC'), { issuer: '', account: '' });
    const entry = newEntryFrom({ ...emptyTexts(3), source: ` ${address} ` });
    assert.deepEqual(
      [entry.title, entry.username, entry.organizationId, entry.oneTimeCode],
      ['Demo Corp', 'pat@example.test', 3, address],
    );
  });

  it('is made of its parts where only the secret is there', () => {
    const texts = {
      ...emptyTexts(1),
      source: 'ORSW G2DC',
      title: 'Door',
      account: 'lobby',
      digits: '',
      counter: '7',
    };
    assert.deepEqual(newEntryFrom({ ...texts, type: 'hotp' }).oneTimeCode, {
      type: 'hotp',
      issuer: 'Door',
      account: 'lobby',
      secret: 'ORSW G2DC',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      counter: 7,
    });
  });

  it('is told from an address and from an export of many', () => {
    assert.ok(isAddress('OTPAUTH://totp/x') && isAddress('steam://ABC') && !isAddress('ORSW G2DC'));
    assert.ok(isMigration('otpauth-migration://offline?data=x') && !isMigration(address));
  });
});
