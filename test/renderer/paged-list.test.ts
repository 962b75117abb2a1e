import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TicketRow } from '../../shared/ticket.ts';
import { createPagedList, pageSize, shiftOf, type Page } from '../../renderer/lib/paged-list.ts';
import { row, settled } from './support.ts';

/** A desk of `ids`, newest first, that counts what it is asked. */
function desk(ids: number[], exact = true) {
  const asked: number[] = [];
  let failing = false;
  return {
    ids,
    asked,
    fail: (next: boolean) => (failing = next),
    fetchPage: (offset: number): Promise<Page<TicketRow>> => {
      asked.push(offset);
      if (failing) return Promise.reject(new Error('no engine'));
      const rows = ids.slice(offset, offset + pageSize).map((id) => row(id));
      const value = exact ? ids.length : Math.min(ids.length, 150);
      return Promise.resolve({ rows, total: { value, exact } });
    },
  };
}

const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

function listOf(source: ReturnType<typeof desk>) {
  return createPagedList({
    fetchPage: source.fetchPage,
    receive: (rows) => rows.map(({ id }) => id),
    errorText: (error) => (error as Error).message,
  });
}

describe('a list loaded by pages', () => {
  it('asks only for the page on screen and counts the rest', async () => {
    const source = desk(down(250_000, 1));
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    assert.deepEqual(source.asked, [0]);
    assert.equal(list.state().count, 250_000);
    assert.equal(list.idAt(0), 250_000);
    assert.equal(list.idAt(100), undefined);
  });

  it('loads both pages where the screen lies across their border, each once', async () => {
    const source = desk(down(1000, 1));
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    list.show(490, 510);
    list.show(492, 512);
    await settled();
    assert.deepEqual(source.asked, [0, 400, 500]);
    assert.equal(list.idAt(505), 495);
  });

  it('takes a row out at once and fills the place it leaves at the end of the page', async () => {
    const source = desk(down(300, 1));
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    list.drop(new Set([299]));
    assert.equal(list.idAt(1), 298);
    assert.equal(list.state().count, 299);
    source.ids.splice(1, 1);
    list.show(80, 110);
    await settled();
    assert.equal(list.idAt(99), 200);
    assert.equal(list.idAt(100), 199);
  });

  it('says by how many rows the view has to move when rows come in above it', async () => {
    const source = desk(down(500, 1));
    const list = listOf(source);
    list.show(200, 230);
    await settled();
    source.ids.unshift(502, 501);
    list.refresh();
    await settled();
    assert.equal(list.state().inserted.rows, 2);
    assert.equal(list.state().inserted.version, 1);
    assert.equal(list.state().count, 502);
  });

  it('keeps what it has when a refresh fails, and says why', async () => {
    const source = desk(down(50, 1));
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    source.fail(true);
    list.refresh();
    await settled();
    assert.equal(list.state().status, 'ready');
    assert.equal(list.state().error, 'no engine');
    assert.equal(list.idAt(0), 50);
    source.fail(false);
    list.refresh();
    await settled();
    assert.equal(list.state().error, null);
  });

  it('is failed when the first answer never came, and recovers', async () => {
    const source = desk(down(50, 1));
    source.fail(true);
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    assert.equal(list.state().status, 'failed');
    source.fail(false);
    list.refresh();
    await settled();
    assert.equal(list.state().status, 'ready');
    assert.equal(list.state().count, 50);
  });

  it('grows an uncertain total as long as full pages come back', async () => {
    const source = desk(down(420, 1), false);
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    assert.ok(list.state().count >= 200, String(list.state().count));
    for (const first of [150, 250, 350, 410]) {
      list.show(first, first + 20);
      await settled();
    }
    assert.equal(list.idAt(419), 1);
    assert.equal(list.state().total.exact, false);
  });

  it('asks once more when a change comes while a refresh is on its way', async () => {
    const source = desk(down(50, 1));
    const list = listOf(source);
    list.show(0, 30);
    await settled();
    list.refresh();
    list.refresh();
    list.refresh();
    await settled();
    await settled();
    assert.equal(source.asked.length, 3);
  });

  it('shows the places that were scrolled to while a refresh was on its way, whichever came first', async () => {
    for (const isRefreshLast of [true, false]) {
      const source = desk(down(1000, 1));
      const waits: (() => void)[] = [];
      let held = false;
      const list = createPagedList({
        fetchPage: (offset) =>
          held
            ? new Promise<Page<TicketRow>>((resolve) => waits.push(() => resolve(source.fetchPage(offset))))
            : source.fetchPage(offset),
        receive: (rows) => rows.map(({ id }) => id),
        errorText: String,
      });
      list.show(0, 30);
      await settled();
      held = true;
      list.refresh();
      list.show(400, 430);
      held = false;
      for (const answer of isRefreshLast ? waits.toReversed() : waits) {
        answer();
        await settled();
      }
      await settled();
      assert.equal(list.idAt(410), 590);
    }
  });
});

describe('the shift of a view', () => {
  it('follows the first row that is still there', () => {
    assert.equal(shiftOf([9, 8, 7, 6], [11, 10, 9, 8, 7, 6], 1, 3), 2);
    assert.equal(shiftOf([9, 8, 7, 6], [9, 7, 6], 1, 3), -1);
    assert.equal(shiftOf([9, 8], [1, 2], 0, 1), 0);
  });
});
