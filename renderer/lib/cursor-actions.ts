import type { Action } from './actions.ts';
import type { ListCursor } from './list-cursor.ts';

const pageRows = 12;

interface ListOf {
  readonly cursor: ListCursor;
  /** What a row is, in lower case: "ticket". */
  readonly noun: string;
}

/** The keys that move through a list. */
export function moveActions({ cursor, noun }: ListOf): Action[] {
  const move = (id: string, name: string, keys: string[], run: () => void): Action => ({
    id: `list.${id}`,
    name,
    group: 'Move',
    keys,
    hidden: true,
    when: () => cursor.rowCount() > 0,
    run,
  });
  return [
    move('next', `Next ${noun}`, ['j', 'down'], () => cursor.moveFocus(1)),
    move('previous', `Previous ${noun}`, ['k', 'up'], () => cursor.moveFocus(-1)),
    move('pageDown', 'A page down', ['pagedown'], () => cursor.moveFocus(pageRows)),
    move('pageUp', 'A page up', ['pageup'], () => cursor.moveFocus(-pageRows)),
    move('first', `First ${noun}`, ['home'], () => cursor.focusRow(0)),
    move('last', `Last ${noun}`, ['end'], () => cursor.focusRow(cursor.rowCount() - 1)),
  ];
}

/** The keys that select rows for one action on all of them. */
export function selectActions({ cursor, noun }: ListOf): Action[] {
  const { getState } = cursor.store;
  const select = (id: string, name: string, keys: string[], run: () => void, hidden = true): Action => ({
    id: `select.${id}`,
    name,
    group: 'Select',
    keys,
    hidden,
    when: () => cursor.rowCount() > 0,
    run,
  });
  const extend = (step: 1 | -1) => () => {
    cursor.anchor();
    cursor.moveFocus(step);
    cursor.selectRange(getState().focusIndex);
  };
  return [
    select('toggle', `Select ${noun}`, ['x', 'space'], () => cursor.toggleSelected(getState().focusIndex)),
    select('range', 'Select up to here', ['shift+x'], () => cursor.selectRange(getState().focusIndex)),
    select('extendDown', 'Extend selection down', ['shift+j', 'shift+down'], extend(1)),
    select('extendUp', 'Extend selection up', ['shift+k', 'shift+up'], extend(-1)),
    select('all', 'Select all that are loaded', ['mod+a'], cursor.selectAll, false),
  ];
}
