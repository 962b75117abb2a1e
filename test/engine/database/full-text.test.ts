import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import * as fc from 'fast-check';
import { matchWords } from '../../../electron/engine/database/full-text.ts';

describe('a full-text search', () => {
  let raw: BetterSqlite3.Database;
  before(() => {
    raw = new BetterSqlite3(':memory:');
    raw.exec(
      "CREATE VIRTUAL TABLE page USING fts5(text); INSERT INTO page VALUES ('the printer is on fire')",
    );
  });
  after(() => raw.close());

  const found = (query: string): number => {
    const expression = matchWords(query);
    if (expression === undefined) return 0;
    return raw.prepare('SELECT rowid FROM page WHERE page MATCH ?').all(expression).length;
  };

  it('takes any text whatever as words', () => {
    const pieces = fc.constantFrom(
      '"',
      '-',
      '*',
      '(',
      ')',
      ':',
      '^',
      '\0',
      "'",
      ' ',
      'fire',
      'NOT',
      'NEAR',
      'ぁ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        assert.ok(found(query) <= 1);
      }),
      { numRuns: 5000 },
    );
  });

  it('finds words from their start, phrases as they stand, and leaves out what is excluded', () => {
    assert.deepEqual(
      ['print', '"on fire"', '"fire on"', 'printer -fire', 'fire\0', '"on\0fire"', 'rinter'].map(found),
      [1, 1, 0, 0, 1, 1, 0],
    );
  });

  it('would be refused by SQLite with a NUL in it (control)', () => {
    assert.throws(() => raw.prepare('SELECT rowid FROM page WHERE page MATCH ?').all('"fire\0"*'));
  });
});
