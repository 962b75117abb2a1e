import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchOptions, moveHighlight } from '../../renderer/components/picker-match.ts';
import { endOfDay, dateValue } from '../../renderer/features/api-keys/expiry.ts';
import {
  attentionText,
  errorRateText,
  limitText,
  scopeText,
  stateOf,
} from '../../renderer/features/api-keys/key-words.ts';
import type { ApiKey } from '../../shared/api-key.ts';
import { describeField } from '../../renderer/features/tickets/detail/history-words.ts';
import { parseFieldLines, readValue } from '../../renderer/lib/custom-field-values.ts';
import { filterParts, toggleValue, withoutPart } from '../../renderer/features/tickets/filter-words.ts';
import { parseTicketNumber } from '../../renderer/features/tickets/new-ticket-fields.ts';
import { readFields } from '../../renderer/lib/draft-fields.ts';
import { dueText, initials, plural, relativeTime } from '../../renderer/lib/format.ts';

const names = {
  technician: (id: number | null) => (id === null ? null : `T${id}`),
  organization: (id: number) => `O${id}`,
  category: (id: number | null) => (id === null ? null : `C${id}`),
};

describe('the choices of a picker', () => {
  const options = [{ label: 'Waiting' }, { label: 'In progress' }, { label: 'Open', keywords: 'new wait' }];
  it('come best match first and keep their order otherwise', () => {
    assert.deepEqual(
      matchOptions(options, 'wait').map(({ label }) => label),
      ['Waiting', 'Open'],
    );
    assert.deepEqual(
      matchOptions(options, 'pro in').map(({ label }) => label),
      ['In progress'],
    );
    assert.equal(matchOptions(options, ' '), options);
    assert.deepEqual(matchOptions(options, 'zzz'), []);
  });
  it('are walked through in a circle', () => {
    assert.equal(moveHighlight('ArrowDown', 2, 3), 0);
    assert.equal(moveHighlight('ArrowUp', 0, 3), 2);
    assert.equal(moveHighlight('x', 0, 3), null);
    assert.equal(moveHighlight('ArrowDown', 0, 0), null);
  });
});

describe('a filter in words', () => {
  it('names each part', () => {
    const parts = filterParts({ status: ['open', 'waiting'], assigneeId: null, organizationId: 4 }, names);
    assert.deepEqual(
      parts.map(({ text }) => text),
      ['Status: Open or Waiting', 'O4', 'Nobody assigned'],
    );
  });
  it('takes values in and out, and a part with its last value', () => {
    const one = toggleValue({}, 'priority', 'high');
    assert.deepEqual(one, { priority: ['high'] });
    assert.deepEqual(toggleValue(one, 'priority', 'high'), {});
    assert.deepEqual(withoutPart({ type: 'change', categoryId: 1 }, 'type'), { categoryId: 1 });
  });
});

describe('a change in words', () => {
  it('uses names in place of ids', () => {
    assert.deepEqual(describeField({ field: 'assigneeId', from: null, to: 3 }, names), {
      name: 'Assignee',
      from: 'nothing',
      to: 'T3',
    });
    assert.equal(
      describeField({ field: 'status', from: 'open', to: 'in_progress' }, names).to,
      'In progress',
    );
    assert.deepEqual(
      describeField({ field: 'unsent', from: 'Acme Orqit', to: 'priority: critical' }, names),
      {
        name: 'To Acme Orqit',
        from: null,
        to: 'priority: critical',
      },
    );
    assert.equal(describeField({ field: 'watcherIds', from: [], to: [1, 2] }, names).to, 'T1, T2');
  });
  it('shortens long texts', () => {
    const { to } = describeField({ field: 'description', from: '', to: 'x'.repeat(500) }, names);
    assert.ok(to.length < 130);
  });
});

describe('what is typed into a form', () => {
  it('becomes a custom value of the likely kind, and stays text in doubt', () => {
    const read: [string, unknown][] = [
      ['12', 12],
      ['-1.5', -1.5],
      ['true', true],
      ['', null],
      ['0043 1', '0043 1'],
      ['007', '007'],
      ['1e9', '1e9'],
    ];
    for (const [text, value] of read) assert.equal(readValue(text), value, text);
  });
  it('becomes custom fields line by line', () => {
    assert.deepEqual(parseFieldLines('Rack: 4\nno colon\n: empty\nSite: Vienna: north'), {
      Rack: 4,
      Site: 'Vienna: north',
    });
  });
  it('names a ticket in any of its spellings', () => {
    assert.equal(parseTicketNumber('TCK-12'), 12);
    assert.equal(parseTicketNumber('#7'), 7);
    assert.equal(parseTicketNumber(' '), null);
    assert.equal(parseTicketNumber('0'), undefined);
    assert.equal(parseTicketNumber('12a'), undefined);
  });
  it('comes back from a draft, whatever the draft holds', () => {
    const initial = { name: '', notes: 'n' };
    assert.deepEqual(readFields('{"name":"A","extra":"x","notes":4}', initial), { name: 'A', notes: 'n' });
    assert.deepEqual(readFields('not json', initial), initial);
    assert.deepEqual(readFields('null', initial), initial);
  });
});

describe('times and numbers in words', () => {
  const now = new Date(2026, 2, 4, 12).getTime();
  it('are short in lists', () => {
    assert.equal(relativeTime(now - 30_000, now), 'now');
    assert.equal(relativeTime(now + 20_000, now), 'now');
    assert.equal(relativeTime(now - 6 * 60_000, now), '6 min');
    assert.equal(relativeTime(now - 5 * 3_600_000, now), '5 h');
    assert.equal(relativeTime(now - 2 * 86_400_000, now), 'Mon');
  });
  it('say what is overdue, soon and far', () => {
    assert.deepEqual(
      [dueText(now + 118 * 60_000, now).text, dueText(now + 118 * 60_000, now).tone],
      ['1:58', 'soon'],
    );
    assert.equal(dueText(now - 60_000 * 65, now).text, '-1:05');
    assert.equal(dueText(now - 60_000, now).tone, 'overdue');
    assert.equal(dueText(null, now).text, '—');
    assert.equal(dueText(now + 2 * 86_400_000, now).text, 'Fri');
  });
  it('count and abbreviate', () => {
    assert.equal(plural(1, 'ticket'), '1 ticket');
    assert.equal(plural(1200, 'ticket'), '1,200 tickets');
    assert.equal(initials('Anton van der Kovac'), 'AK');
    assert.equal(initials('  '), '?');
  });
});

describe('the expiry of a key', () => {
  const now = new Date(2026, 2, 4, 12).getTime();
  it('is the end of the chosen day', () => {
    assert.equal(endOfDay('2026-03-04'), new Date(2026, 2, 4, 23, 59, 59).getTime());
    assert.equal(endOfDay(''), null);
    assert.equal(dateValue(now), '2026-03-04');
  });
});

describe('what is said of a key', () => {
  const day = 86_400_000;
  const now = Date.UTC(2026, 2, 4);
  const key: ApiKey = {
    id: 1,
    name: 'CI',
    prefix: 'tb_live_abcd',
    lastFour: 'wxyz',
    scopes: [],
    products: [],
    organizationId: null,
    projectId: null,
    tier: 'standard',
    ownLimit: null,
    state: 'active',
    technicianId: 1,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: null,
    revokedAt: null,
    overlapEndsAt: null,
    replacedById: null,
    warnedDays: null,
  };
  const state = (more: Partial<ApiKey>) => stateOf({ ...key, ...more }, now).text;

  it('is the most urgent thing, else its state', () => {
    assert.equal(state({}), 'Active');
    assert.equal(state({ expiresAt: now + 15 * day }), 'Active');
    assert.equal(state({ expiresAt: now + 3 * day }), 'expires in 3 days');
    // Whole days that remain: nine and a second are not ten.
    assert.equal(state({ expiresAt: now + 9 * day + 1000 }), 'expires in 9 days');
    assert.equal(state({ expiresAt: now + 10 * day - 1 }), 'expires in 9 days');
    assert.equal(state({ expiresAt: now + 10 * day }), 'expires in 10 days');
    assert.equal(state({ expiresAt: now + 14 * day }), 'expires in 14 days');
    assert.equal(state({ expiresAt: now + 14 * day + 1 }), 'Active');
    assert.equal(state({ expiresAt: now + day }), 'expires in 1 day');
    assert.equal(state({ expiresAt: now + 1000, createdAt: now - 200 * day }), 'expires within a day');
    assert.equal(state({ createdAt: now - 91 * day }), '91 days old: rotate it');
    assert.equal(state({ createdAt: now - 91 * day, lastUsedAt: null }), 'unused for 91 days');
    assert.equal(state({ createdAt: now - 91 * day, state: 'revoked' }), 'Revoked');
  });

  it('names its scopes, its limit and its failures', () => {
    assert.equal(scopeText(key), 'none: ping only');
    assert.equal(
      scopeText({ products: ['psa'], scopes: ['kb:read', 'users:read', 'assets:read'] }),
      'PSA, kb:read and 2 more',
    );
    assert.equal(limitText(key), '60 a minute, 100 at once (standard)');
    assert.equal(
      limitText({ ...key, ownLimit: { perMinute: 5, burst: 1000 } }),
      '5 a minute, 1,000 at once (set by hand)',
    );
    assert.deepEqual(
      [errorRateText(0, 0), errorRateText(9, 0), errorRateText(1000, 4), errorRateText(8, 1)],
      ['—', '0 %', '0.4 %', '13 %'],
    );
  });

  it('counts those that want something done', () => {
    assert.equal(attentionText([key], now), null);
    assert.equal(attentionText([key, { ...key, expiresAt: now + day }], now), '1 key to look at');
  });
});
