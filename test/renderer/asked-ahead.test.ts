import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { PushEvent } from '../../shared/events.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { askForFirstAnswers } from '../../renderer/app/first-answers.ts';
import { askAhead, call, subscribe } from '../../renderer/lib/client.ts';
import { usePreferences } from '../../renderer/lib/preferences.ts';
import { settled } from './support.ts';

/** What was asked, in order; each answer says how often that was asked before. */
const asked: string[] = [];
let announce: (event: PushEvent) => void = () => assert.fail('nobody listens');

const techbench = {
  call(path: string) {
    const value =
      path === 'preferences.get' ? defaultPreferences : asked.filter((known) => known === path).length;
    asked.push(path);
    return Promise.resolve({ ok: true, value });
  },
  subscribe(listener: (event: PushEvent) => void) {
    announce = listener;
    return () => undefined;
  },
};
Object.assign(globalThis, { window: { techbench } });

beforeEach(() => {
  asked.length = 0;
});

describe('what is asked ahead', () => {
  it('answers one call with the same input, and no other', async () => {
    askAhead('tickets.list', { offset: 0 });
    assert.equal(await call('tickets.list', { offset: 100 }), 1);
    assert.equal(await call('tickets.list', { offset: 0 }), 0);
    assert.equal(await call('tickets.list', { offset: 0 }), 2);
  });

  it('answers nobody once a change is told, whoever hears of it first', async () => {
    const heard: Promise<unknown>[] = [];
    const stop = subscribe(() => heard.push(call('tickets.list', {})));
    askAhead('tickets.list', {});
    announce({ type: 'tickets', ids: [1], reason: 'changed' });
    stop();
    assert.deepEqual(await Promise.all(heard), [1]);
  });

  it('stays good while the engine only says how it is', async () => {
    askAhead('tickets.list', {});
    announce({ type: 'engineState', state: 'ready', detail: null, at: 0 });
    assert.equal(await call('tickets.list', {}), 0);
  });

  it('is the inbox, on its way before the window is drawn', async () => {
    const before: string[][] = [];
    const stop = usePreferences.subscribe(() => before.push([...asked]));
    askForFirstAnswers();
    await settled();
    stop();
    assert.deepEqual(before, [['preferences.get', 'tickets.list']]);
  });
});
