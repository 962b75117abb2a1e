import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { create } from 'zustand';
import { createListCursor, startCursor, type CursorState } from '../../renderer/lib/list-cursor.ts';
import { createPagedList, pageSize } from '../../renderer/lib/paged-list.ts';
import { settled } from './support.ts';

/** A cursor over `count` records, ids from 1, of which only the first page is loaded. */
async function cursorOver(count: number) {
  const list = createPagedList<{ id: number }>({
    fetchPage: (offset) =>
      Promise.resolve({
        rows: Array.from({ length: Math.min(pageSize, count - offset) }, (_, index) => ({
          id: offset + index + 1,
        })),
        total: { value: count, exact: true },
      }),
    receive: (rows) => rows.map(({ id }) => id),
    errorText: String,
  });
  const store = create<CursorState>(() => ({ ...startCursor, list, focusId: 1, openId: 1 }));
  const cursor = createListCursor(store);
  list.subscribe(() => cursor.settle());
  list.show(0, 30);
  await settled();
  return { list, store, cursor };
}

describe('the cursor of a list', () => {
  it('takes the open pane along, to a row that is still to be loaded too', async () => {
    const { list, store, cursor } = await cursorOver(1000);
    cursor.moveFocus(1);
    assert.equal(store.getState().openId, 2);
    cursor.focusRow(999);
    assert.equal(store.getState().focusId, null);
    list.show(970, 999);
    await settled();
    assert.deepEqual([store.getState().focusId, store.getState().openId], [1000, 1000]);
  });

  it('leaves the pane closed, and alone what a link opened', async () => {
    const { list, store, cursor } = await cursorOver(1000);
    cursor.open(null);
    cursor.focusRow(999);
    list.show(970, 999);
    await settled();
    assert.deepEqual([store.getState().focusId, store.getState().openId], [1000, null]);
    store.setState({ openId: 77, focusId: null, focusIndex: 0 });
    cursor.settle();
    assert.deepEqual([store.getState().focusId, store.getState().openId], [1, 77]);
  });

  it('selects from the anchor to where it stands, and all of it is what an action is about', async () => {
    const { store, cursor } = await cursorOver(50);
    cursor.toggleSelected(2);
    cursor.selectRange(4);
    assert.deepEqual(cursor.targetIds(), [3, 4, 5]);
    cursor.clearSelection();
    assert.deepEqual(cursor.targetIds(), [1]);
    cursor.drop(new Set([1]), true);
    assert.deepEqual([store.getState().focusId, store.getState().openId], [2, 2]);
  });
});
