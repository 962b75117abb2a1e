import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupStarts } from '../../renderer/components/data-table/group-starts.ts';

const named = (rows: readonly (string | undefined)[]) =>
  groupStarts(
    rows.length,
    (index) => rows[index],
    (row) => ({ id: row.charCodeAt(0), label: row }),
  ).map(({ index, label, count }) => `${index} ${label} ${count}`);

describe('headings over rows that belong together', () => {
  it('stand over the first row of each, with how many follow', () => {
    assert.deepEqual(named(['a', 'a', 'b', 'c', 'c', 'c']), ['0 a 2', '2 b 1', '3 c 3']);
    assert.deepEqual(named([]), []);
  });

  it('count nothing of which a part is not loaded', () => {
    assert.deepEqual(named(['a', undefined, undefined]), ['0 a null']);
    assert.deepEqual(named(['a', undefined, 'b']), ['0 a null', '2 b 1']);
  });

  it('stand once over a group that was loaded from both its ends', () => {
    assert.deepEqual(named(['a', undefined, 'a', 'b']), ['0 a null', '3 b 1']);
  });
});
