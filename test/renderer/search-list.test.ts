import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSearchList, type SearchAnswer } from '../../renderer/features/tickets/search-list.ts';
import { row, settled } from './support.ts';

/** An engine that finds `found` tickets, `step` for each call, each cursor being the place to go on from. */
function engine(found: number, step: number) {
  const cursors: (number | null)[] = [];
  return {
    cursors,
    search(cursor: number | null): Promise<SearchAnswer> {
      cursors.push(cursor);
      const from = cursor ?? 0;
      const to = Math.min(found, from + step);
      const rows = Array.from({ length: to - from }, (_, index) => row(10_000 - from - index));
      return Promise.resolve({ rows, cursor: to < found ? to : null, warnings: [] });
    },
  };
}

const listOf = (source: ReturnType<typeof engine>) =>
  createSearchList({
    search: source.search,
    receive: (rows) => rows.map(({ id }) => id),
    errorText: String,
  });

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await settled();
}

describe('search results that stream', () => {
  it('go on from the cursor until the screen is full, and stop there', async () => {
    const source = engine(5000, 7);
    const list = listOf(source);
    list.show(0, 20);
    await quiet();
    assert.ok(list.state().count >= 60 && list.state().count < 80, String(list.state().count));
    assert.equal(list.state().more, true);
    assert.equal(list.state().total.exact, false);
    assert.equal(list.idAt(0), 10_000);
    assert.deepEqual(source.cursors.slice(0, 3), [null, 7, 14]);
  });

  it('are complete, and say so, when the cursor ends', async () => {
    const list = listOf(engine(12, 5));
    list.show(0, 20);
    await quiet();
    assert.equal(list.state().count, 12);
    assert.deepEqual(list.state().total, { value: 12, exact: true });
    assert.equal(list.state().more, false);
  });

  it('are searched again as far as they had come when something changes', async () => {
    const source = engine(500, 50);
    const list = listOf(source);
    list.show(0, 20);
    await quiet();
    const before = list.state().count;
    list.refresh();
    await quiet();
    assert.ok(list.state().count >= before);
    assert.equal(source.cursors.filter((cursor) => cursor === null).length, 2);
  });

  it('ask nothing more once they are closed', async () => {
    const source = engine(5000, 5);
    const list = listOf(source);
    list.show(0, 20);
    list.close();
    await quiet();
    assert.equal(source.cursors.length, 1);
  });
});
