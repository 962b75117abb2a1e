import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keycapText, pressName, type KeyPress } from '../../renderer/lib/keys.ts';

const press = (key: string, patch: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...patch,
});

describe('a key press', () => {
  it('has one name for each combination', () => {
    assert.equal(pressName(press('j'), false), 'j');
    assert.equal(pressName(press('X', { shiftKey: true }), false), 'shift+x');
    assert.equal(pressName(press('k', { ctrlKey: true }), false), 'mod+k');
    assert.equal(pressName(press('Enter', { ctrlKey: true, shiftKey: true }), false), 'mod+shift+enter');
    assert.equal(pressName(press('ArrowDown', { altKey: true }), false), 'alt+down');
  });

  it('counts the shift of punctuation to the sign', () => {
    assert.equal(pressName(press('?', { shiftKey: true }), false), '?');
  });

  it('uses the command key on a Mac and Ctrl elsewhere', () => {
    assert.equal(pressName(press('k', { metaKey: true }), true), 'mod+k');
    assert.equal(pressName(press('k', { metaKey: true }), false), 'super+k');
  });

  it('means the same on layouts of another script', () => {
    assert.equal(pressName(press('о', { code: 'KeyJ' }), false), 'j');
    assert.equal(pressName(press('Ч', { code: 'KeyX', shiftKey: true }), false), 'shift+x');
  });

  it('is nothing while only a modifier is down', () => {
    assert.equal(pressName(press('Shift', { shiftKey: true }), false), '');
  });

  it('reads on a keycap as people say it', () => {
    assert.equal(keycapText('mod+k'), 'Ctrl K');
    assert.equal(keycapText('g i'), 'g i');
    assert.equal(keycapText('mod+shift+enter'), 'Ctrl ⇧ ↵');
  });
});
