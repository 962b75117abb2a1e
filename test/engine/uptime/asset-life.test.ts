import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assetLife, forgottenAfterMs, silentAfterMs } from '../../../electron/engine/uptime/asset-life.ts';

const now = 1_000_000_000_000;
const unseen = { good: 0, bad: 0, lastSeenAt: null };

describe('a device that monitors stand behind', () => {
  it('answers where one monitor finds it well, whatever the others and its agent say', () => {
    assert.equal(assetLife({ good: 1, bad: 5, lastSeenAt: now - silentAfterMs * 2 }, now), 'answers');
  });

  it('fails where all that look at it say so', () => {
    assert.equal(assetLife({ good: 0, bad: 1, lastSeenAt: now }, now), 'fails');
  });

  it('is silent where its agent stopped reporting lately, and nothing looks at it', () => {
    assert.equal(assetLife({ ...unseen, lastSeenAt: now - silentAfterMs }, now), 'answers');
    assert.equal(assetLife({ ...unseen, lastSeenAt: now - silentAfterMs - 1 }, now), 'silent');
  });

  it('explains nothing where nobody knows of it, or it was silent long before', () => {
    assert.equal(assetLife(unseen, now), 'not_known');
    assert.equal(assetLife({ ...unseen, lastSeenAt: now - forgottenAfterMs }, now), 'not_known');
  });
});
