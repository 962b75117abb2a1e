import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createAccess, type Access } from '../../../electron/engine/access/access.ts';
import type { RequestNote } from '../../../electron/engine/access/request-note.ts';
import { createJournal } from '../../../electron/engine/database/journal.ts';
import type { WritableDb } from '../../../electron/engine/database/db.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { newApiKey } from '../../../shared/api-key.ts';
import { systemCaller } from '../../../shared/caller.ts';
import type { RequestFilter } from '../../../shared/usage.ts';
import { noSealing } from '../../support/sealing.ts';
import { virtualClock, type VirtualClock } from '../../support/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const dayMs = 86_400_000;

describe('request ledger', () => {
  let database: TestDatabase;
  let clock: VirtualClock;
  let access: Access;
  let key: number;

  function open(db: WritableDb = database.db): Access {
    return createAccess({
      sealing: noSealing,
      db,
      clock,
      log: silentLog,
      journal: createJournal(db, clock),
      push: () => {},
    });
  }
  beforeEach(() => {
    database = openTestDatabase();
    clock = virtualClock();
    access = open();
    key = access.keys.issue(systemCaller, newApiKey.parse({ name: 'Counted' })).key.id;
  });
  afterEach(() => database.close());

  const note = (more: Partial<RequestNote> = {}): void =>
    access.note({
      id: randomUUID(),
      keyId: key,
      method: 'GET',
      path: '/v1/api/tickets',
      status: 200,
      durationMs: 2,
      bytes: 100,
      ...more,
    });
  const requests = (filter: RequestFilter = {}, before?: number, limit = 200) =>
    access.usage.requests(systemCaller, { filter, limit, ...(before !== undefined && { before }) });
  const usage = () => access.usage.ofKey(systemCaller, { id: key });
  const rows = () => database.db.get<{ n: number }>(`SELECT count(*) AS n FROM request_log`)!.n;

  it('writes nothing while a request runs, and everything in order afterwards', () => {
    for (let n = 0; n < 1000; n += 1) note({ bytes: n });
    assert.equal(rows(), 0);
    access.stop();
    assert.equal(rows(), 1000);
    assert.deepEqual(
      requests({}, undefined, 3).map(({ bytes }) => bytes),
      [999, 998, 997],
    );
  });

  it('leaves what others remember of the database alone', () => {
    let asked = 0;
    const ask = () => database.db.remember('something', () => (asked += 1));
    ask();
    note();
    access.stop();
    ask();
    assert.equal(asked, 1);
  });

  it('sums by day and by endpoint, and remembers the total for good', () => {
    note();
    note({ status: 404, durationMs: 4 });
    note({ method: 'POST', status: 201 });
    note({ keyId: null, status: 401, path: null });
    clock.pass(dayMs);
    note({ status: 500 });
    const { requests, errors, days, endpoints, lastUsedAt } = usage();
    assert.deepEqual([requests, errors, lastUsedAt], [4, 2, clock.now()]);
    assert.equal(days.length, 30);
    assert.deepEqual(days.slice(-3), [
      { day: '2026-03-22', requests: 0, errors: 0 },
      { day: '2026-03-23', requests: 3, errors: 1 },
      { day: '2026-03-24', requests: 1, errors: 1 },
    ]);
    assert.deepEqual(
      endpoints.map(({ method, path, requests, errors, averageMs }) => [
        method,
        path,
        requests,
        errors,
        averageMs,
      ]),
      [
        ['GET', '/v1/api/tickets', 3, 2, 8 / 3],
        ['POST', '/v1/api/tickets', 1, 0, 2],
      ],
    );
    clock.pass(60 * dayMs);
    const later = usage();
    assert.deepEqual([later.requests, later.recentRequests, later.recentErrors], [4, 0, 0]);
    assert.deepEqual(access.usage.summaries(systemCaller, {}), [
      { keyId: key, requests: 4, errors: 2, recentRequests: 0, recentErrors: 0 },
    ]);
  });

  it('agrees with the log whatever happens in between', () => {
    for (let n = 0; n < 900; n += 1) {
      clock.pass(n % 7);
      note({ status: n % 3 === 0 ? 404 : 200, path: `/r${n % 4}` });
      if (n % 250 === 0) access.stop();
    }
    assert.equal(usage().requests, rows());
    assert.equal(usage().errors, requests({ failed: true }, undefined, 1000).length);
    assert.equal(
      usage().endpoints.reduce((sum, each) => sum + each.requests, 0),
      900,
    );
  });

  it('filters by key, endpoint, failure and time, a page at a time', () => {
    const start = clock.now();
    for (let n = 0; n < 60; n += 1) {
      note({ status: n % 2 === 0 ? 200 : 429, keyId: n < 30 ? key : null });
      clock.pass(1000);
    }
    const first = requests({ keyId: key, failed: true }, undefined, 10);
    const second = requests({ keyId: key, failed: true }, first.at(-1)!.id, 10);
    assert.deepEqual([first.length, second.length], [10, 5]);
    assert.ok([...first, ...second].every((row) => row.keyId === key && row.status === 429));
    assert.deepEqual(
      requests({ from: start + 10_000, until: start + 12_000 }).map(({ at }) => at - start),
      [12_000, 11_000, 10_000],
    );
    assert.deepEqual(requests({ from: clock.now() }), []);
    const [endpoint] = access.usage.endpoints(systemCaller, {});
    assert.equal(requests({ endpointId: endpoint!.id }).length, 60);
    assert.equal(requests({ endpointId: endpoint!.id + 1 }).length, 0);
  });

  it('keeps requests for 90 days and the sums beyond', async () => {
    for (let n = 0; n < 1200; n += 1) note();
    access.start();
    assert.equal(usage().requests, 1200);
    clock.pass(90 * dayMs);
    note();
    access.forgetOld();
    assert.equal(rows(), 1200, 'the ninetieth day still counts');
    clock.pass(1);
    access.forgetOld();
    assert.equal(rows() > 0, true, 'not all at once');
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    assert.equal(usage().requests, 1201);
    assert.equal(rows(), 1);
    access.stop();
  });

  it('waits out a full disk with bounded memory, and then has every sum', () => {
    let full = true;
    const failing: WritableDb = {
      ...database.db,
      transactionAside: (work) => {
        if (full) throw new Error('disk full');
        database.db.transactionAside(work);
      },
    };
    access = open(failing);
    for (let n = 0; n < 45_000; n += 1) note();
    assert.equal(usage().requests, 0);
    full = false;
    assert.equal(usage().requests, 45_000);
    assert.ok(rows() <= 20_000 && rows() >= 10_000, `${rows()}`);
  });

  it('shows no key anything of it', () => {
    const found = access.authenticate(access.keys.issue(systemCaller, newApiKey.parse({ name: 'k' })).apiKey);
    assert.ok(found.ok);
    for (const call of [
      () => access.usage.summaries(found.caller, {}),
      () => access.usage.ofKey(found.caller, { id: key }),
      () => access.usage.endpoints(found.caller, {}),
      () => access.usage.requests(found.caller, { filter: {}, limit: 1 }),
    ]) {
      assert.throws(call, { code: 'forbidden' });
    }
  });
});
