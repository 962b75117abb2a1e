import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readTags, tagsText } from '../../renderer/lib/tags.ts';
import { textDiff } from '../../renderer/features/articles/text-diff.ts';

describe('tags written with commas', () => {
  it('are each there once, without the blanks around them', () => {
    assert.deepEqual(readTags(' vpn, remote work ,, vpn'), ['vpn', 'remote work']);
    assert.deepEqual(readTags(''), []);
  });

  it('read back as they were written', () => {
    assert.deepEqual(readTags(tagsText(['a', 'b c'])), ['a', 'b c']);
  });
});

describe('what changed between two texts', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

  it('is told by lines that went and lines that came, with three lines around them', () => {
    const before = lines(20);
    const after = before.with(10, 'another line');
    const diff = textDiff(before.join('\n'), after.join('\n'));
    assert.deepEqual(
      diff.map((line) => (line.kind === 'gap' ? `gap ${line.lines}` : `${line.kind} ${line.text}`)),
      [
        'gap 7',
        'same line 7',
        'same line 8',
        'same line 9',
        'removed line 10',
        'added another line',
        'same line 11',
        'same line 12',
        'same line 13',
        'gap 6',
      ],
    );
  });

  it('is nothing but a fold where nothing changed', () => {
    assert.deepEqual(textDiff('a\nb', 'a\nb'), [{ kind: 'gap', lines: 2 }]);
  });

  it('leaves out only what both texts hold', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = textDiff(before.join('\n'), after.join('\n'));
        let left = 0;
        let right = 0;
        for (const line of diff) {
          if (line.kind === 'gap') {
            left += line.lines;
            right += line.lines;
          } else {
            if (line.kind !== 'added') left += 1;
            if (line.kind !== 'removed') right += 1;
          }
        }
        assert.deepEqual([left, right], [before.length, after.length]);
      }),
    );
  });
});
