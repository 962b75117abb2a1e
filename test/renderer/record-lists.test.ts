import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PushEvent } from '../../shared/events.ts';

// Where the technician was is read as soon as a session is made: nowhere.
const nothingKept = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
Object.assign(globalThis, {
  window: { location: { hash: '' } },
  sessionStorage: nothingKept,
  localStorage: nothingKept,
});
const { projects } = await import('../../renderer/features/projects/project-session.ts');
const { exposures, vulnerabilities } =
  await import('../../renderer/features/vulnerabilities/vulnerability-sessions.ts');

const changed = (type: 'assets' | 'tasks' | 'projects' | 'findings'): PushEvent => ({
  type,
  ids: [4],
  reason: 'changed',
});

describe('a list of records', () => {
  it('is asked again where its rows count or name what changed in another room', () => {
    assert.equal(projects.isAbout(changed('projects')), true);
    assert.equal(projects.isAbout(changed('tasks')), true);
    assert.equal(exposures.isAbout(changed('assets')), true);
    assert.equal(exposures.isAbout(changed('findings')), true);
    assert.equal(vulnerabilities.isAbout(changed('assets')), false);
  });
});
