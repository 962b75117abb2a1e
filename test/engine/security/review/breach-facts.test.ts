import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  breachFacts,
  type ReviewedAddress,
} from '../../../../electron/engine/security/review/breach-facts.ts';
import type { Exposure } from '../../../../shared/breach.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 2, 23);

function exposure(name: string, severity: Exposure['severity'], more: Partial<Exposure> = {}): Exposure {
  return {
    id: 1,
    addressId: 1,
    name,
    date: '2025-01-01',
    dataTypes: ['email'],
    severity,
    source: 'Have I Been Pwned',
    firstSeenAt: now - dayMs,
    lastSeenAt: now,
    announcedAt: null,
    ignored: null,
    about: null,
    ...more,
  };
}

const address = (
  id: number,
  found: readonly Exposure[],
  more: Partial<ReviewedAddress> = {},
): ReviewedAddress => ({
  id,
  email: `p${id}@acme.example`,
  standing: found.length > 0 ? 'found' : 'clean',
  answer: found.length > 0 ? 'found' : 'clean',
  checkedAt: now - dayMs,
  found: [...found],
  ...more,
});

describe('breach exposure in a review', () => {
  it('is not checked where no address ever was, however many are known', () => {
    const never = address(1, [], { answer: 'none', standing: 'not_checked', checkedAt: null });
    for (const addresses of [[], [never, never]]) {
      assert.equal(breachFacts(addresses, now).status, 'not_checked');
    }
  });

  it('finds each address once, by the worst of its breaches, and nothing of what is ignored', () => {
    const ignored = { reason: 'Closed', until: null, by: 'Ada', at: now };
    const facts = breachFacts(
      [
        address(1, [exposure('Forum', 'warning'), exposure('Shop', 'critical')]),
        address(2, [exposure('Forum', 'info')]),
        address(3, [exposure('Shop', 'critical', { ignored })]),
        address(4, []),
      ],
      now,
    );
    assert.ok(facts.status === 'known');
    assert.deepEqual(
      facts.findings.map(({ rule, record, evidence }) => [rule, record.id, evidence]),
      [
        ['leaked_password', 1, 'Shop'],
        ['leaked_data', 2, 'Forum'],
      ],
    );
    assert.deepEqual(facts.gaps, []);
  });

  it('names what it does not know: addresses that never were checked, checks that failed, and old ones', () => {
    const facts = breachFacts(
      [
        address(1, [], { checkedAt: now - 40 * dayMs }),
        address(2, [], { answer: 'none', standing: 'not_checked', checkedAt: null }),
        address(3, [], { standing: 'not_checked' }),
      ],
      now,
    );
    assert.ok(facts.status === 'known');
    assert.deepEqual(facts.gaps, [
      '1 of 3 addresses were never checked.',
      'The last check of 1 of 3 addresses failed.',
      'The oldest check of an address is 40 days old.',
    ]);
    assert.equal(facts.checkedAt, now - 40 * dayMs);
  });
});
