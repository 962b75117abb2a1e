import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { PushEvent } from '../../shared/events.ts';
import { defaultPreferences, type Preferences } from '../../shared/preferences.ts';
import { followPushes, listenToAnswer, readAnswer } from '../../renderer/lib/answers.ts';
import {
  followPreferences,
  loadPreferences,
  setPreferences,
  usePreferences,
} from '../../renderer/lib/preferences.ts';
import { settled } from './support.ts';

let announce: (event: PushEvent) => void = () => assert.fail('nobody listens');
/** What main keeps. */
let preferences: Preferences = defaultPreferences;
/** What the engine answers to everything; null where it fails. */
let value: string | null = 'before';
/** Answers that are held back, each to be let go by the test; null where none are. */
let held: (() => void)[] | null = null;

function answer(path: string, input: unknown): unknown {
  if (path === 'preferences.get') return preferences;
  if (path === 'preferences.set') {
    preferences = { ...preferences, ...(input as Partial<Preferences>) };
    announce({ type: 'preferences' });
    return preferences;
  }
  return value;
}

const techbench = {
  call(path: string, input: unknown) {
    // What is answered is settled when it is asked, as with main and the engine.
    const told = answer(path, input);
    const envelope =
      told === null
        ? { ok: false, error: { code: 'internal', message: 'It did not work.' } }
        : { ok: true, value: told };
    return held ? new Promise((resolve) => held?.push(() => resolve(envelope))) : Promise.resolve(envelope);
  },
  subscribe(listener: (event: PushEvent) => void) {
    announce = listener;
    return () => undefined;
  },
};
Object.assign(globalThis, { window: { techbench } });

const stops: (() => void)[] = [];
beforeEach(() => {
  preferences = defaultPreferences;
  value = 'before';
  held = null;
  stops.push(followPushes(), followPreferences());
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe('an answer that names logins', () => {
  it('goes when the vault is locked, and comes again as it is then', async () => {
    stops.push(listenToAnswer('breaches.impact', { id: 1 }, () => undefined));
    await settled();
    assert.equal(readAnswer('breaches.impact', { id: 1 }).value, 'before');
    value = 'after';
    announce({ type: 'vault', state: 'locked' });
    assert.equal(readAnswer('breaches.impact', { id: 1 }).value, undefined);
    await settled();
    assert.equal(readAnswer('breaches.impact', { id: 1 }).value, 'after');
  });
});

describe('an answer that failed', () => {
  it('is asked for anew by whoever looks next', async () => {
    const look = () => listenToAnswer('imports.list', {}, () => undefined);
    value = null;
    const away = look();
    await settled();
    assert.equal(readAnswer('imports.list', {}).status, 'failed');
    away();
    value = 'after';
    stops.push(look());
    await settled();
    assert.equal(readAnswer('imports.list', {}).value, 'after');
  });
});

describe('another technician at the console', () => {
  it('is answered afresh, also where nobody was looking', async () => {
    const look = () => listenToAnswer('keys.list', {}, () => undefined);
    look()();
    await settled();
    value = 'after';
    announce({ type: 'workspace' });
    stops.push(look());
    await settled();
    assert.equal(readAnswer('keys.list', {}).value, 'after');
  });
});

describe('preferences', () => {
  const shown = () => usePreferences.getState().preferences;

  it('keep a choice that is made while those of elsewhere are being read', async () => {
    await loadPreferences();
    held = [];
    preferences = { ...preferences, zoom: 1.1 };
    announce({ type: 'preferences' });
    setPreferences({ openNext: false });
    for (const letGo of held.splice(0)) letGo();
    await settled();
    assert.deepEqual(shown(), { ...defaultPreferences, zoom: 1.1, openNext: false });
  });

  it('show what was chosen elsewhere while a choice was on its way', async () => {
    await loadPreferences();
    held = [];
    setPreferences({ openNext: false });
    preferences = { ...preferences, zoom: 1.1 };
    announce({ type: 'preferences' });
    setPreferences({ density: 'compact' });
    for (const letGo of held.splice(0)) letGo();
    await settled();
    assert.deepEqual(shown(), preferences);
  });
});
