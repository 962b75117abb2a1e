import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createAccess, type Access } from '../../../electron/engine/access/access.ts';
import { mintKey } from '../../../electron/engine/access/key-format.ts';
import { createJournal } from '../../../electron/engine/database/journal.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import {
  keyEndsAt,
  keyWarnings,
  tierLimits,
  type NewApiKey,
  type RevealedKey,
} from '../../../shared/api-key.ts';
import { untoldExpiry } from '../../../shared/key-expiry.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { PushEvent } from '../../../shared/events.ts';
import type { TechnicianRole } from '../../../shared/organization.ts';
import { noSealing } from '../../support/sealing.ts';
import { virtualClock, type VirtualClock } from '../../support/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const hour = 3_600_000;
const administrator = technician(1, 'administrator');

function technician(technicianId: number, role: TechnicianRole): Caller {
  return { kind: 'technician', technicianId, name: role, role, organizationId: null };
}

const plain: NewApiKey = {
  name: 'Zapier',
  scopes: ['tickets:read', 'tickets:write'],
  products: [],
  organizationId: null,
  projectId: null,
  tier: 'standard',
  ownLimit: null,
  expiresAt: null,
};

describe('API keys', () => {
  let database: TestDatabase;
  let clock: VirtualClock;
  let access: Access;
  let pushed: PushEvent[];

  function open(): Access {
    return createAccess({
      sealing: noSealing,
      db: database.db,
      clock,
      log: silentLog,
      journal: createJournal(database.db, clock),
      push: (event) => pushed.push(event),
    });
  }

  beforeEach(() => {
    database = openTestDatabase();
    clock = virtualClock();
    pushed = [];
    access = open();
  });
  afterEach(() => database.close());

  const issue = (more: Partial<NewApiKey> = {}, caller = administrator): RevealedKey =>
    access.keys.issue(caller, { ...plain, ...more });
  const reasonOf = (key: string) => {
    const result = access.authenticate(key);
    return result.ok ? 'accepted' : result.reason;
  };

  it('reveals a key once and keeps only its hash', () => {
    const { key, apiKey } = issue({ organizationId: 2, tier: 'professional' });
    assert.equal(reasonOf(apiKey), 'accepted');
    assert.equal(key.prefix + key.lastFour, apiKey.slice(0, 12) + apiKey.slice(-4));
    assert.equal(key.state, 'active');
    const everything = JSON.stringify(database.db.all(`SELECT *, hex(hash) AS h FROM api_key`));
    assert.equal(everything.includes(apiKey), false);
    assert.equal(everything.includes(apiKey.slice(12, -4)), false);
    assert.equal(JSON.stringify(access.keys.list(administrator, {})).includes(apiKey.slice(12, -4)), false);
    const audited = database.db.all<{ action: string }>(`SELECT action, changes FROM audit`);
    assert.deepEqual([audited.length, audited[0]?.action], [1, 'issue']);
    assert.equal(JSON.stringify(audited).includes(apiKey), false);
    assert.deepEqual(pushed, [{ type: 'keys' }]);
  });

  it('tells nothing of a key that nobody has', () => {
    assert.equal(reasonOf(mintKey()), null);
    assert.equal(reasonOf('tb_live_nonsense'), null);
  });

  it('acts inside its organization with its scopes', () => {
    const { key, apiKey } = issue({ organizationId: 2 });
    const result = access.authenticate(apiKey);
    assert.ok(result.ok);
    assert.deepEqual(
      { ...result.caller, scopes: [...result.caller.scopes] },
      {
        kind: 'key',
        keyId: key.id,
        name: 'Zapier',
        role: 'administrator',
        technicianId: 1,
        organizationId: 2,
        projectId: null,
        scopes: ['tickets:read', 'tickets:write'],
      },
    );
  });

  it("does the lesser of its scopes and its technician's role, at once when the role changes", () => {
    const { apiKey } = issue(
      { scopes: ['tickets:read', 'tickets:write', 'passwords:reveal'] },
      technician(2, 'technician'),
    );
    const scopes = () => {
      const result = access.authenticate(apiKey);
      return result.ok ? [...result.caller.scopes] : result.reason;
    };
    assert.deepEqual(scopes(), ['passwords:reveal', 'tickets:read', 'tickets:write']);
    database.db.run(`UPDATE technician SET role = 'read_only' WHERE id = 2`);
    assert.deepEqual(scopes(), ['tickets:read']);
    database.db.run(`UPDATE technician SET active = 0 WHERE id = 2`);
    assert.equal(scopes(), 'The technician who made this key is no longer active.');
  });

  it('lets a project token reach projects only', () => {
    database.db.run(
      `INSERT INTO project (id, organization_id, name, status, created_at, updated_at) VALUES (4, 2, 'Move', 'active', 0, 0)`,
    );
    assert.throws(() => issue({ projectId: 5 }), { code: 'validation' });
    assert.throws(() => issue({ projectId: 4, organizationId: 3 }), { code: 'validation' });
    const { apiKey } = issue({ projectId: 4, scopes: ['tickets:read', 'projects:read'] });
    const result = access.authenticate(apiKey);
    assert.ok(result.ok);
    assert.equal(result.caller.organizationId, 2, 'the organization of its project');
    assert.deepEqual([...result.caller.scopes], ['projects:read']);
  });

  it('ends with its expiry, and stays listed', () => {
    const { apiKey } = issue({ expiresAt: clock.now() + hour });
    clock.pass(hour - 1);
    assert.equal(reasonOf(apiKey), 'accepted');
    clock.pass(1);
    assert.equal(reasonOf(apiKey), 'This key has expired.');
    assert.deepEqual(
      access.keys.list(administrator, {}).map(({ state }) => state),
      ['expired'],
    );
  });

  it('is dead from the moment of its revocation, for good', () => {
    const { key, apiKey } = issue();
    const revoked = access.keys.revoke(administrator, { id: key.id });
    assert.deepEqual([revoked.state, revoked.revokedAt], ['revoked', clock.now()]);
    assert.equal(reasonOf(apiKey), 'This key was revoked.');
    assert.throws(() => access.keys.revoke(administrator, { id: key.id }), { code: 'conflict' });
    assert.throws(() => access.keys.rotate(administrator, { id: key.id, overlapHours: 1 }), {
      code: 'conflict',
    });
  });

  it('rotates into a key of equal rights, and the old one ends with the overlap', () => {
    const { key, apiKey } = issue({
      organizationId: 3,
      tier: 'enterprise',
      expiresAt: clock.now() + 100 * hour,
    });
    const next = access.keys.rotate(administrator, { id: key.id, overlapHours: 2 });
    const { name, scopes, organizationId, tier, expiresAt, technicianId } = key;
    assert.deepEqual({ ...next.key, name, scopes, organizationId, tier, expiresAt, technicianId }, next.key);
    assert.notEqual(next.apiKey, apiKey);
    assert.deepEqual([reasonOf(apiKey), reasonOf(next.apiKey)], ['accepted', 'accepted']);
    const [, old] = access.keys.list(administrator, {});
    assert.deepEqual([old?.state, old?.replacedById], ['rotating', next.key.id]);
    clock.pass(2 * hour);
    assert.equal(reasonOf(apiKey), 'This key was rotated; use the one that replaced it.');
    assert.equal(reasonOf(next.apiKey), 'accepted');
    assert.throws(() => access.keys.rotate(administrator, { id: key.id, overlapHours: null }), {
      code: 'conflict',
    });
  });

  it('goes on after a rotation without overlap until it is revoked, or expires first', () => {
    const { key, apiKey } = issue({ expiresAt: clock.now() + 10 * hour });
    access.keys.rotate(administrator, { id: key.id, overlapHours: null });
    clock.pass(9 * hour);
    assert.equal(reasonOf(apiKey), 'accepted');
    clock.pass(hour);
    assert.equal(reasonOf(apiKey), 'This key has expired.');
  });

  it('ends at the earlier of its expiry and the overlap', () => {
    const { key, apiKey } = issue({ expiresAt: clock.now() + hour });
    access.keys.rotate(administrator, { id: key.id, overlapHours: 500 });
    clock.pass(hour);
    assert.equal(reasonOf(apiKey), 'This key has expired.');
  });

  it('is managed by technicians who may change things, each his own, administrators all', () => {
    const { key } = issue();
    const auth = access.authenticate(issue().apiKey);
    assert.ok(auth.ok);
    for (const caller of [auth.caller, technician(3, 'read_only')]) {
      assert.throws(() => access.keys.list(caller, {}), { code: 'forbidden' });
      assert.throws(() => access.keys.issue(caller, plain), { code: 'forbidden' });
      assert.throws(() => access.keys.rotate(caller, { id: key.id, overlapHours: null }), {
        code: 'forbidden',
      });
      assert.throws(() => access.keys.revoke(caller, { id: key.id }), { code: 'forbidden' });
    }
    const other = technician(2, 'technician');
    assert.throws(() => access.keys.revoke(other, { id: key.id }), { code: 'forbidden' });
    const own = issue({}, other);
    assert.equal(access.keys.revoke(other, { id: own.key.id }).state, 'revoked');
    assert.throws(() => access.keys.revoke(administrator, { id: 999 }), { code: 'not_found' });
  });

  it('refuses an organization that is not there and an expiry that has passed', () => {
    assert.throws(() => access.keys.issue(administrator, { ...plain, organizationId: 99 }), {
      code: 'validation',
    });
    assert.throws(() => access.keys.issue(administrator, { ...plain, expiresAt: clock.now() }), {
      code: 'validation',
    });
    assert.equal(database.db.all(`SELECT id FROM api_key`).length, 0);
  });

  it('grants what its products bundle, and nothing for products that hold no data here', () => {
    const scopesOf = (more: Partial<NewApiKey>) => {
      const result = access.authenticate(issue({ scopes: [], ...more }).apiKey);
      assert.ok(result.ok);
      return [...result.caller.scopes];
    };
    assert.deepEqual(scopesOf({ products: ['portal'] }), ['kb:read', 'kb:write', 'tickets:read']);
    assert.deepEqual(scopesOf({ products: ['crm', 'books', 'defend', 'backups', 'voice'] }), []);
    assert.deepEqual(scopesOf({ products: ['security'], scopes: ['users:read', 'breach:check'] }), [
      'breach:check',
      'security:review',
      'users:read',
    ]);
  });

  it('has the limit that was set by hand in place of its tier', () => {
    const ownLimit = { perMinute: 7, burst: 9 };
    const result = access.authenticate(issue({ ownLimit }).apiKey);
    assert.ok(result.ok);
    assert.deepEqual(result.limit, ownLimit);
  });

  it('hands everything on that it is to the key that replaces it', () => {
    const wanted = {
      products: ['psa' as const],
      organizationId: 2,
      tier: 'enterprise' as const,
      ownLimit: { perMinute: 5, burst: 5 },
      expiresAt: clock.now() + 100 * hour,
    };
    const old = issue(wanted);
    const { key } = access.keys.rotate(administrator, { id: old.key.id, overlapHours: 1000 });
    const inherited = ({
      name,
      scopes,
      products,
      organizationId,
      tier,
      ownLimit,
      expiresAt,
    }: typeof key) => ({
      name,
      scopes,
      products,
      organizationId,
      tier,
      ownLimit,
      expiresAt,
    });
    assert.deepEqual(inherited(key), inherited(old.key));
    const replaced = access.keys.list(administrator, {}).find(({ id }) => id === old.key.id)!;
    assert.equal(keyEndsAt(replaced), wanted.expiresAt, 'the overlap does not outlast its expiry');
    clock.pass(100 * hour);
    assert.equal(reasonOf(old.apiKey), 'This key has expired.');
  });

  it('warns before it ends, after 90 days, and when nothing uses it', () => {
    const day = 24 * hour;
    const key = issue({ expiresAt: clock.now() + 120 * day }).key;
    const at = (days: number, lastUsedAt: number | null) =>
      keyWarnings({ ...key, lastUsedAt }, clock.now() + days * day);
    const recently = clock.now() + 80 * day;
    assert.deepEqual(at(89, recently), []);
    assert.deepEqual(at(90, recently), [{ kind: 'rotate', days: 90 }]);
    assert.deepEqual(at(90, null), [{ kind: 'unused', days: 90 }]);
    assert.deepEqual(at(106, recently), [
      { kind: 'expires', days: 14 },
      { kind: 'rotate', days: 106 },
    ]);
    assert.deepEqual(keyWarnings({ ...key, state: 'revoked' }, clock.now() + 119 * day), []);
  });

  it('tell of their expiry once at 14, 3 and 1 days, until somebody has read it', () => {
    const day = 24 * hour;
    const { id } = issue({ expiresAt: clock.now() + 20 * day }).key;
    const untold = () => {
      access.watchExpiry();
      const key = access.keys.list(administrator, {}).find((each) => each.id === id)!;
      return untoldExpiry(key, clock.now());
    };
    const seen: (number | null)[] = [];
    for (let hours = 0; hours < 20 * 24; hours += 6) {
      const days = untold();
      if (days !== null) {
        seen.push(days);
        const before = pushed.length;
        untold();
        assert.equal(pushed.length, before, 'an announcement is not repeated');
        access.keys.acknowledgeExpiry(administrator, { ids: [id] });
        assert.equal(untold(), null);
      }
      clock.pass(6 * hour);
    }
    assert.deepEqual(seen, [14, 3, 1]);
    assert.equal(untold(), null, 'an expired key has nothing to tell');
  });

  it('gives back a tenth of a burst in a crash at most, and never a second one', () => {
    const { key } = issue();
    const take = () => access.takeForKey(key.id, tierLimits.standard, 'tickets');
    for (let n = 0; n < 25; n += 1) take();
    access = open();
    const { first, second } = take();
    assert.ok(first.remaining >= 74 && first.remaining <= 84, `${first.remaining}`);
    assert.ok(second!.remaining >= 4 && second!.remaining <= 7, `${second!.remaining}`);
    while (take().allowed);
    access = open();
    let givenBack = 0;
    while (take().allowed) givenBack += 1;
    assert.ok(givenBack <= 3, `${givenBack} of 30`);
  });

  it('grants no second burst by a restart, nor a longer wait by a clock that jumps', () => {
    const { key } = issue();
    for (let n = 0; n < 100; n += 1) access.takeForKey(key.id, tierLimits.standard, null);
    assert.equal(access.takeForKey(key.id, tierLimits.standard, null).allowed, false);
    access.stop();
    access = open();
    assert.equal(access.takeForKey(key.id, tierLimits.standard, null).allowed, false);
    access.stop();
    clock.jump(-365 * 24 * hour);
    access = open();
    clock.pass(100_000);
    assert.equal(access.takeForKey(key.id, tierLimits.standard, null).first.remaining, 99);
  });
});

describe('idempotency', () => {
  it('keeps the answer in the transaction of the work, for a day', () => {
    const database = openTestDatabase();
    const clock = virtualClock();
    const access = createAccess({
      sealing: noSealing,
      db: database.db,
      clock,
      log: silentLog,
      journal: createJournal(database.db, clock),
      push: () => {},
    });
    const { key } = access.keys.issue(administrator, plain);
    let done = 0;
    const send = (idempotencyKey: string, body: string, fail = false) =>
      access.answerOnce(
        { keyId: key.id, idempotencyKey, parts: ['POST', '/x', Buffer.from(body)], sealed: false },
        () => {
          done += 1;
          database.db.run(`INSERT INTO setting (key, value) VALUES (?, ?)`, [`made-${done}`, body]);
          if (fail) throw new Error('after the write');
          return { status: 201, body: `{"n":${done}}` };
        },
      );

    assert.throws(() => send('a', 'one', true));
    assert.equal(database.db.all(`SELECT key FROM setting WHERE key LIKE 'made-%'`).length, 0, 'rolled back');
    assert.deepEqual(send('a', 'one'), { answer: { status: 201, body: '{"n":2}' }, replayed: false });
    assert.deepEqual(send('a', 'one'), { answer: { status: 201, body: '{"n":2}' }, replayed: true });
    assert.throws(() => send('a', 'two'), { code: 'idempotency_mismatch' });
    assert.equal(send('b', 'one').replayed, false);
    clock.pass(24 * hour - 1);
    assert.equal(send('a', 'one').replayed, true);
    clock.pass(1);
    assert.deepEqual(send('a', 'one'), { answer: { status: 201, body: '{"n":4}' }, replayed: false });
    database.close();
  });
});
