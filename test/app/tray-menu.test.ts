import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trayMenu, type TrayActions, type TrayState } from '../../electron/app/tray-menu.ts';

function menuFor(state: TrayState) {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const actions: TrayActions = {
    open: note('open'),
    navigate: (place) => void done.push(place),
    showCodes: note('codes'),
    copyCode: (id) => void done.push(`copy ${id}`),
    lockVault: note('lock'),
    quit: note('quit'),
  };
  const items = trayMenu(state, actions);
  const choose = (label: string) => {
    const item = items.find((each) => each.label === label);
    (item?.click as (() => void) | undefined)?.();
    return done;
  };
  return { items, choose, labels: items.flatMap(({ label }) => (label === undefined ? [] : [label])) };
}

const facts = { offline: false, down: 0, alerts: 0, acknowledged: 0, vaultIsOpen: false };
const locked: TrayState = {
  status: 'API 127.0.0.1:8080',
  facts,
  attention: [{ label: 'All well', enabled: false }],
  pinned: [],
};
const open = { ...locked, facts: { ...facts, vaultIsOpen: true } };

describe('the menu beside the clock', () => {
  it('names no code while the vault is locked, and has nothing to lock', () => {
    const { labels, items } = menuFor(locked);
    assert.deepEqual(labels, [
      'All well',
      'Codes…',
      'The vault is locked',
      'Open Techbench',
      'New ticket',
      'API 127.0.0.1:8080',
      'Quit',
    ]);
    assert.equal(items.find(({ label }) => label === 'The vault is locked')?.enabled, false);
  });

  it('copies pinned codes by their names and locks the vault', () => {
    const pinned = [
      { entryId: 7, name: 'Demo & Sons' },
      { entryId: 9, name: 'AWS' },
    ];
    const { labels, choose } = menuFor({ ...open, pinned });
    assert.deepEqual(labels.slice(1, 5), [
      'Copy code of Demo && Sons',
      'Copy code of AWS',
      'Codes…',
      'Lock the vault now',
    ]);
    choose('Copy code of AWS');
    assert.deepEqual(choose('Lock the vault now'), ['copy 9', 'lock']);
  });
});
