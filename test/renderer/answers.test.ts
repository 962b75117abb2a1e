import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PushEvent } from '../../shared/events.ts';
import { isStale } from '../../renderer/lib/answers.ts';

const stale = (event: PushEvent, path: string, input: unknown = {}) => isStale(event, path, input);

describe('what a pushed event makes old', () => {
  it('is the ticket it names, and no other', () => {
    const event: PushEvent = { type: 'tickets', ids: [4], reason: 'changed' };
    assert.equal(stale(event, 'tickets.get', { id: 4 }), true);
    assert.equal(stale(event, 'tickets.get', { id: 5 }), false);
    assert.equal(stale(event, 'tickets.history', { id: 4 }), true);
    assert.equal(stale(event, 'tickets.counts'), true);
    assert.equal(stale(event, 'organizations.get', { id: 1 }), true);
    assert.equal(stale(event, 'keys.list'), false);
  });

  it('is every ticket where there are too many to name', () => {
    assert.equal(stale({ type: 'tickets', ids: null, reason: 'created' }, 'tickets.get', { id: 5 }), true);
  });

  it('is nothing while the engine only says how it is', () => {
    const event: PushEvent = { type: 'engineState', state: 'ready', detail: null, at: 0 };
    assert.equal(stale(event, 'keys.list'), false);
  });

  it('is the domain it is called after', () => {
    assert.equal(stale({ type: 'keys' }, 'keys.list'), true);
    assert.equal(stale({ type: 'keys' }, 'imports.list'), false);
    assert.equal(stale({ type: 'savedFilters' }, 'tickets.counts'), true);
    assert.equal(stale({ type: 'technicians' }, 'workspace.get'), true);
  });
});
