import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { PushEvent } from '../../shared/events.ts';
import { call, onEngineReturn } from '../../renderer/lib/client.ts';

let announce: (event: PushEvent) => void = () => assert.fail('nobody listens');
const techbench = {
  call: () => Promise.resolve({ ok: false, error: { code: 'engine_restarting', message: 'Try again.' } }),
  subscribe(listener: (event: PushEvent) => void) {
    announce = listener;
    return () => undefined;
  },
};
Object.assign(globalThis, { window: { techbench } });

const says = (state: 'ready' | 'restarting') => announce({ type: 'engineState', state, detail: null, at: 0 });

let stop = () => {};
/** Counts how often it heard of a return. */
function listener() {
  const heard = { times: 0 };
  stop = onEngineReturn(() => (heard.times += 1));
  return heard;
}
afterEach(() => stop());

describe('the return of the engine', () => {
  it('is not its first start, which every call waits for', () => {
    const heard = listener();
    says('ready');
    assert.equal(heard.times, 0);
  });

  it('is told once to those who were there when it went', () => {
    const heard = listener();
    says('restarting');
    says('ready');
    says('ready');
    assert.equal(heard.times, 1);
  });

  it('is told to a screen that was opened while it was away', () => {
    says('restarting');
    const heard = listener();
    says('ready');
    assert.equal(heard.times, 1);
  });

  it('is told to a page that was loaded while it was away and only met a call that failed', async () => {
    const heard = listener();
    await assert.rejects(call('tickets.list', {}));
    says('ready');
    assert.equal(heard.times, 1);
  });
});
