import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { withGuard, withoutGuard } from '../../../electron/engine/platform/formula-guard.ts';

const marks = ['=', '+', '-', '@', '\t', '\r'];
const cells = fc.string({ unit: fc.constantFrom("'", ...marks, 'a', '1', ' '), maxLength: 8 });

describe('the guard of a cell', () => {
  it('leaves nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        assert.ok(!marks.includes(withGuard(cell).charAt(0)));
      }),
    );
  });

  it('comes off to what was there, apostrophes included', () => {
    fc.assert(fc.property(cells, (cell) => assert.equal(withoutGuard(withGuard(cell)), cell)));
    assert.equal(withGuard('plain'), 'plain');
    assert.equal(withGuard("'quoted'"), "'quoted'");
  });
});
