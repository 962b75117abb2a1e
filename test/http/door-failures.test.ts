import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ServedHandlers } from '../../electron/engine/http/route.ts';
import { createHttp, type HttpDoor } from '../../electron/engine/http/server.ts';
import { AppError } from '../../shared/errors.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';

const policy = { perMinute: 60, burst: 100 };
const limit = {
  allowed: true,
  retryAfterMs: 0,
  policy,
  first: { remaining: 99, resetMs: 1000 },
  groupPolicy: null,
  second: null,
};

/** Handlers of every domain, each of them this one. */
function everyHandler(handler: () => never): ServedHandlers {
  const domain = new Proxy({}, { get: () => handler });
  return new Proxy({}, { get: () => domain }) as ServedHandlers;
}

/** The door alone, in front of handlers that fail as a broken disk, a newer file or a bug make them fail. */
describe('REST door before failing handlers', () => {
  let door: HttpDoor;
  let url: string;
  let failure: unknown;
  const logged: string[] = [];
  const failing = (): never => {
    throw failure;
  };

  before(async () => {
    door = createHttp({
      handlers: everyHandler(failing),
      access: {
        authenticate: () => ({
          ok: true,
          limit: { perMinute: 60, burst: 100 },
          caller: {
            kind: 'key',
            keyId: 1,
            name: 'k',
            role: 'administrator',
            technicianId: 1,
            organizationId: null,
            projectId: null,
            scopes: new Set(['tickets:read', 'tickets:write'] as const),
          },
        }),
        takeForKey: () => limit,
        takeForAddress: () => limit,
        takeForDocument: () => limit,
        note: () => {},
        answerOnce: (_request, work) => ({ answer: work(), replayed: false }),
        answerOnceLater: async (_request, work) => ({ answer: (await work())(), replayed: false }),
      },
      version: '0.0.0',
      now: () => Date.UTC(2026, 0, 1),
      remember: (_name, make) => make(),
      log: (level, message, fields) => logged.push(JSON.stringify({ level, message, ...fields })),
      admits: { hostNames: [], origins: [] },
      hooks: { receive: failing, refuse: failing, roundTrip: () => false },
      hookHosts: () => [],
      settings: { host: '127.0.0.1', port: 0, strictPort: false },
    });
    url = (await door.start()).address;
  });
  after(() => door.stop());

  async function fail(error: unknown, path: string, body?: object): Promise<Received> {
    failure = error;
    const received = await send(url, path, { key: 'k', ...(body && { body }) });
    assertHygiene(received);
    return received;
  }
  const ticket = { subject: 'S', description: 'D' };

  it('says of a bug nothing but the number by which the log knows it', async () => {
    for (const error of [new TypeError("Cannot read 'secret' of undefined"), 'a text', null, undefined]) {
      logged.length = 0;
      const received = await fail(error, '/v1/api/tickets');
      const id = String(received.headers['x-request-id']);
      assert.equal(received.status, 500);
      assert.deepEqual(received.json, {
        error: { code: 'internal', message: `Something went wrong inside Techbench. (request ${id})` },
      });
      assert.equal(logged.length, 1);
      assert.ok(logged[0]?.includes(id) && logged[0].includes('"level":"error"'));
    }
    assert.equal((await fail(new Error('x'), '/api/public/v1/tickets')).json.error.code, 'INTERNAL_ERROR');
  });

  it('answers 507 while the disk is full, in the words of each dialect', async () => {
    const full = new AppError('disk_full', 'The disk is full.');
    const one = await fail(full, '/v1/api/tickets', ticket);
    assert.equal(one.status, 507);
    assert.equal(one.json.error.code, 'disk_full');
    assert.match(one.json.error.message, /^The disk is full\. \(request [0-9a-f-]{36}\)$/);
    const other = await fail(full, '/api/public/v1/tickets');
    assert.deepEqual([other.status, other.json.error.code], [507, 'INSUFFICIENT_STORAGE']);
  });

  it('answers 503 to writes on data that may only be read', async () => {
    const { status, json } = await fail(new AppError('read_only', 'Read only.'), '/v1/api/tickets', ticket);
    assert.deepEqual([status, json.error.code], [503, 'read_only']);
  });

  it('names fields as the sender does when a handler refuses them, and only then', async () => {
    const details = { issues: [{ path: 'subject', message: 'is odd' }] };
    const body = { title: 'T', description: 'D', type: 'INCIDENT', categoryConfigId: 1 };
    const { json } = await fail(
      new AppError('validation', 'subject is odd', { details }),
      '/api/public/v1/tickets',
      body,
    );
    assert.deepEqual([json.error.message, json.error.details.fields[0].field], ['title is odd', 'title']);
  });

  it('goes on serving after every failure', async () => {
    assert.equal((await send(url, '/api/public/v1/ping', { key: 'k' })).status, 200);
  });
});
