import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { z } from 'zod';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send, type Received } from '../support/http.ts';

const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const status = z.enum(['open', 'in_progress', 'waiting', 'resolved', 'closed']);
const priority = z.enum(['low', 'medium', 'high', 'critical']);
const ticketId = z.string().regex(/^tkt_[0-9a-f]{6,}$/);
const message = z.strictObject({
  id: z.string().regex(/^msg_[0-9a-f]{6,}$/),
  sender: z.enum(['technician', 'customer', 'system']),
  text: z.string(),
  createdAt: moment,
});
const oneClickIt = {
  created: z.strictObject({ id: ticketId, subject: z.string(), status, createdAt: moment }),
  list: z.strictObject({
    tickets: z.array(
      z.strictObject({ id: ticketId, subject: z.string(), status, priority, createdAt: moment }),
    ),
    total: z.int().min(0),
    page: z.int().min(1),
  }),
  whole: z.strictObject({
    id: ticketId,
    subject: z.string(),
    description: z.string(),
    status,
    priority,
    deviceId: z.string().nullable(),
    resolution: z.string().optional(),
    createdAt: moment,
    updatedAt: moment,
    messages: z.array(message),
  }),
  message,
  failure: z.strictObject({
    error: z.strictObject({
      code: z.string(),
      message: z.string().min(1),
      details: z.looseObject({}).optional(),
    }),
  }),
};
const whole = z.strictObject({
  id: z.int().positive(),
  ticketNumber: z.string().regex(/^TCK-\d+$/),
  title: z.string(),
  type: z.enum(['INCIDENT', 'PROBLEM', 'CHANGE', 'SERVICE_REQUEST']),
  status: z.enum(['OPEN', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED']),
  priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
  category: z.enum(['SOFTWARE', 'HARDWARE', 'NETWORK', 'ACCESS', 'EMAIL', 'OTHER']).nullable(),
  categoryConfigId: z.int().nullable(),
  assigneeId: z.int().nullable(),
  createdAt: moment,
  updatedAt: moment,
  description: z.string(),
  watcherUserIds: z.array(z.int()),
  parentId: z.int().nullable(),
  customFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const orqit = {
  list: z.strictObject({
    success: z.literal(true),
    data: z.array(whole),
    meta: z.strictObject({ page: z.int(), perPage: z.int(), totalCount: z.int() }),
  }),
  whole: z.strictObject({ success: z.literal(true), data: whole }),
  failure: z.strictObject({
    success: z.literal(false),
    error: z.strictObject({
      code: z.string().regex(/^[A-Z_]+$/),
      message: z.string().min(1),
      retryAfterSeconds: z.int().optional(),
      details: z.looseObject({}).optional(),
    }),
  }),
};

interface Case {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly success: z.ZodType;
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '\u202e', -0, 1e308, 2 ** 53, -1, 1.5, true, null, [], {}),
);
/** Usually what is asked for, sometimes anything at all, sometimes left out. */
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
  fc.constant('Printer offline'),
);
const stray = fc.oneof(
  { weight: 9, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 12 }), anything, { maxKeys: 2 }) },
);
const object = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.tuple(fc.record(shape), stray).map(([fields, more]): unknown => ({ ...fields, ...more }));
const number = fc.integer({ min: 1, max: 60 });
const publicId = number.map((id) => `tkt_${id.toString(16).padStart(6, '0')}`);
const query = (names: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .array(
      fc.oneof(
        ...Object.entries(names).map(([name, value]) => value.map((given) => `${name}=${inQuery(given)}`)),
        fc.webQueryParameters(),
      ),
      { maxLength: 3 },
    )
    .map((pairs) => `?${pairs.join('&')}`);

/** Half a surrogate pair has no place in an address. */
function inQuery(value: unknown): string {
  // Some of the objects that come here have no text form of their own.
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '?'));
}

const ours = '/v1/api/tickets';
const theirs = '/api/public/v1/tickets';
const words = (schema: z.ZodEnum) => fc.constantFrom(...Object.values(schema.enum));
const orqitFields = {
  title: mostly(text),
  description: mostly(text),
  type: mostly(words(whole.shape.type)),
  category: mostly(fc.constantFrom('SOFTWARE', 'OTHER')),
  priority: mostly(words(whole.shape.priority)),
  assigneeId: mostly(fc.constantFrom(undefined, null, 1)),
  watcherUserIds: mostly(fc.constantFrom(undefined, [], [1])),
  parentId: mostly(fc.oneof(fc.constantFrom(undefined, null), number)),
  customFields: mostly(
    fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(text, fc.double(), fc.boolean()), { maxKeys: 3 }),
  ),
};
const oneFields = {
  subject: mostly(text),
  description: mostly(text),
  priority: mostly(words(priority)),
  deviceId: mostly(fc.constantFrom(undefined, null, 'dev_1')),
};

const requests: fc.Arbitrary<Case> = fc.oneof(
  object(oneFields).map((body) => ({ method: 'POST', path: ours, body, success: oneClickIt.created })),
  query({ status: words(status), priority: words(priority), page: number, limit: number, x: anything }).map(
    (search) => ({
      method: 'GET',
      path: ours + search,
      success: oneClickIt.list,
    }),
  ),
  publicId.map((id) => ({ method: 'GET', path: `${ours}/${id}`, success: oneClickIt.whole })),
  fc
    .tuple(publicId, object({ ...oneFields, status: mostly(words(status)), resolution: mostly(text) }))
    .map(([id, body]) => ({ method: 'PATCH', path: `${ours}/${id}`, body, success: oneClickIt.whole })),
  fc.tuple(publicId, object({ text: mostly(text) })).map(([id, body]) => ({
    method: 'POST',
    path: `${ours}/${id}/messages`,
    body,
    success: oneClickIt.message,
  })),
  object(orqitFields).map((body) => ({ method: 'POST', path: theirs, body, success: orqit.whole })),
  query({
    status: words(whole.shape.status),
    page: number,
    perPage: number,
    assigneeId: number,
    x: anything,
  }).map((search) => ({
    method: 'GET',
    path: theirs + search,
    success: orqit.list,
  })),
  number.map((id) => ({ method: 'GET', path: `${theirs}/${id}`, success: orqit.whole })),
  fc
    .tuple(
      number,
      fc.constantFrom('PATCH', 'PUT'),
      object({ ...orqitFields, status: mostly(words(whole.shape.status)) }),
    )
    .map(([id, method, body]) => ({ method, path: `${theirs}/${id}`, body, success: orqit.whole })),
  fc.webPath().map((path) => ({
    method: 'GET',
    path: encodeURI(`${theirs}/${path}`),
    success: z.union([orqit.list, orqit.whole]),
  })),
);

describe('REST under random requests', () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  after(() => engine.stop());

  it('answers each in its documented shape, never with a failure of its own', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        engine.clock.pass(1000);
        const { method, path, body } = request;
        const received: Received = await send(engine.url, path, {
          key,
          method,
          ...(body !== undefined && { body }),
        });
        assertHygiene(received);
        seen.set(received.status, (seen.get(received.status) ?? 0) + 1);
        const failure = path.startsWith(ours) ? oneClickIt.failure : orqit.failure;
        const schema = received.status < 300 ? request.success : failure;
        assert.ok([200, 201, 400, 404].includes(received.status), `${received.status} ${received.text}`);
        schema.parse(received.json);
      }),
      { numRuns: 2500 },
    );
    // A fuzz that only ever fails, or never does, tests one half.
    for (const code of [200, 201, 400, 404])
      assert.ok((seen.get(code) ?? 0) > 50, `${code}: ${seen.get(code)}`);
    const report = await engine.console.system.verify({});
    assert.deepEqual([report.ok, report.damagedTickets, report.damagedMessages], [true, [], []]);
  });
});
