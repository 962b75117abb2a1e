import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  currentLayout,
  fittingColumns,
  gridTemplate,
  moveColumn,
  updateColumn,
} from '../../renderer/components/data-table/columns.ts';

const columns = [
  { id: 'number', width: 70, minWidth: 50, shown: true, leaves: 2 },
  { id: 'subject', width: 300, minWidth: 150, shown: true, fills: true },
  { id: 'type', width: 90, minWidth: 60, shown: false, leaves: 1 },
  { id: 'due', width: 60, minWidth: 48, shown: true },
];

describe('the layout of a table', () => {
  it('begins with the built-in order and what is shown by default', () => {
    const layout = currentLayout(columns, null);
    assert.deepEqual(
      layout.map(({ id }) => id),
      ['number', 'subject', 'type', 'due'],
    );
    assert.deepEqual(
      layout.filter(({ visible }) => visible).map(({ id }) => id),
      ['number', 'subject', 'due'],
    );
  });

  it('keeps what was remembered, drops what is gone and adds what is new, hidden', () => {
    const saved = [
      { id: 'due', width: 80, visible: true },
      { id: 'gone', width: 80, visible: true },
      { id: 'due', width: 99, visible: false },
      { id: 'subject', width: 10, visible: true },
    ];
    const layout = currentLayout(columns, saved);
    assert.deepEqual(layout.map(({ id }) => id).toSorted(), ['due', 'number', 'subject', 'type']);
    assert.equal(layout.find(({ id }) => id === 'due')?.width, 80);
    assert.equal(layout.find(({ id }) => id === 'subject')?.width, 150);
    assert.equal(layout.find(({ id }) => id === 'number')?.visible, false);
  });

  it('lets columns leave in their order where room is short, and never those that must stay', () => {
    const all = currentLayout(columns, null).map((state) => ({ ...state, visible: true }));
    assert.deepEqual(fittingColumns(columns, all, 1000, 10), ['number', 'subject', 'type', 'due']);
    assert.deepEqual(fittingColumns(columns, all, 330, 10), ['number', 'subject', 'due']);
    assert.deepEqual(fittingColumns(columns, all, 10, 10), ['subject', 'due']);
  });

  it('is a grid in which one column fills', () => {
    const layout = currentLayout(columns, null);
    assert.equal(gridTemplate(columns, layout, ['number', 'subject']), '70px minmax(150px, 300fr)');
    const two = columns.map((column) => ({
      ...column,
      fills: column.id === 'subject' || column.id === 'type',
    }));
    const shared = gridTemplate(two, layout, ['number', 'subject', 'type']);
    assert.equal(shared, '70px minmax(150px, 300fr) minmax(60px, 90fr)', 'or each its part');
    // Nobody wants a gap where the one that fills has left.
    assert.equal(gridTemplate(columns, layout, ['number', 'due']), 'minmax(70px, 70fr) 60px');
  });

  it('moves a column no further than the ends', () => {
    const layout = currentLayout(columns, null);
    assert.deepEqual(
      moveColumn(layout, 'due', -9).map(({ id }) => id),
      ['due', 'number', 'subject', 'type'],
    );
    assert.deepEqual(
      moveColumn(layout, 'number', 1).map(({ id }) => id),
      ['subject', 'number', 'type', 'due'],
    );
    assert.deepEqual(moveColumn(layout, 'nothing', 1), layout);
  });

  it('changes one column and leaves the others alone', () => {
    const layout = currentLayout(columns, null);
    const wider = updateColumn(layout, 'due', { width: 200 });
    assert.equal(wider[3]?.width, 200);
    assert.equal(wider[0], layout[0]);
  });
});
