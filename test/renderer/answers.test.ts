import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pushEvent, type PushEvent } from '../../shared/events.ts';
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
    assert.equal(stale({ type: 'connections' }, 'connections.list'), true);
    assert.equal(stale({ type: 'connections' }, 'tickets.history', { id: 4 }), true);
    assert.equal(stale({ type: 'connections' }, 'tickets.get', { id: 4 }), false);
  });

  it('is what waits for an endpoint, for the vault, or for somebody', () => {
    const created: PushEvent = { type: 'deliveries', ids: [1], reason: 'created' };
    assert.equal(stale(created, 'webhooks.list'), true);
    assert.equal(stale(created, 'webhooks.settings'), false);
    assert.equal(stale({ type: 'vault', state: 'unlocked' }, 'webhooks.sending'), true);
    assert.equal(stale({ type: 'webhooks' }, 'savedEvents.list'), true);
    assert.equal(stale({ type: 'connections' }, 'outbox.candidates', { id: 1 }), true);
  });

  it('is what names it, counts it or is worked out of it elsewhere', () => {
    const changed = (
      type: 'tickets' | 'assets' | 'monitors' | 'projects' | 'findings' | 'entries',
    ): PushEvent => ({
      type,
      ids: [4],
      reason: 'changed',
    });
    const others: [PushEvent, string, unknown?][] = [
      [changed('monitors'), 'uptime.overview'],
      [changed('entries'), 'vault.status'],
      [changed('entries'), 'breaches.impact', { id: 9 }],
      [{ type: 'technicians' }, 'breaches.contacts', { organizationId: 1 }],
      [changed('projects'), 'tasks.get', { id: 9 }],
      [changed('assets'), 'reviews.review', { organizationId: 1 }],
      [changed('assets'), 'reviews.ports', { organizationId: 1 }],
      [changed('findings'), 'reviews.review', { organizationId: 1 }],
      [{ type: 'vulnerabilities' }, 'reviews.review', { organizationId: 1 }],
      [{ type: 'organizations' }, 'reviews.overview'],
      [{ type: 'organizations' }, 'workspace.get'],
      [changed('assets'), 'vulnerabilities.findings', { vulnerabilityId: 1 }],
      [changed('tickets'), 'breaches.impact', { id: 9 }],
    ];
    for (const [event, path, input] of others) assert.equal(stale(event, path, input), true, path);
  });

  it('is, one way or another, every answer that a screen shows', () => {
    const asked = new Set(
      globSync('**/*.{ts,tsx}', { cwd: rendererDir }).flatMap((file) =>
        [...readFileSync(join(rendererDir, file), 'utf8').matchAll(/useAnswer\(\s*'(\w+)',\s*'(\w+)'/g)].map(
          ([, domain, procedure]) => `${domain}.${procedure}`,
        ),
      ),
    );
    assert.ok(asked.size > 50, 'the screens were read');
    const never = [...asked].filter((path) => !everyEvent.some((event) => stale(event, path)));
    assert.deepEqual(never, unchanging);
  });
});

/** What holds for as long as the program runs. */
const unchanging = ['shell.about'];
const rendererDir = join(import.meta.dirname, '../../renderer');
/** Each kind of event, about records that are not named: only its type and those two fields are looked at. */
const everyEvent = pushEvent.options.map(
  ({ shape }) => ({ type: shape.type.value, ids: null, reason: 'created' }) as PushEvent,
);
