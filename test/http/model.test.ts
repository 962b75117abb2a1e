import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { publicId } from '../../shared/public-id.ts';
import { startEngine } from '../support/engine.ts';
import { runHeadless, serveHeadless, type ServingEngine } from '../support/headless.ts';
import { send, type Sent } from '../support/http.ts';

// T6, the stateful half: whatever is done in whichever dialect, over restarts and kills, every dialect then tells
// what a model of two maps would tell.

const runs = 300;
/** A restart takes the better part of a second, so only every so many runs may have one. */
const restartEvery = 30;

interface Ticket {
  readonly subject: string;
  readonly priority: string;
  readonly status: string;
}

interface Model {
  readonly tickets: Map<number, Ticket>;
  readonly assets: Map<number, { readonly name: string; readonly location: string | null }>;
  readonly removed: Set<number>;
  readonly mayRestart: boolean;
}

interface Real {
  readonly key: string;
  call(path: string, sent?: Sent): Promise<{ status: number; json: never; text: string }>;
  restart(signal: NodeJS.Signals): Promise<void>;
}

type Command = fc.AsyncCommand<Model, Real>;

/** One of the ids that there are, or undefined. */
const pick = <T>(ids: Iterable<T>, index: number): T | undefined => {
  const all = [...ids];
  return all.length === 0 ? undefined : all[index % all.length];
};

const orqitStatus = (status: string) => status.toUpperCase();
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => /\S/.test(text));
const index = fc.nat(50);
const priority = fc.constantFrom('low', 'medium', 'high', 'critical');
const status = fc.constantFrom('open', 'in_progress', 'waiting', 'resolved', 'closed');

function command(
  label: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => Promise<void>,
): Command {
  return { check, run, toString: () => label };
}

const always = () => true;
const hasTickets = ({ tickets }: Model) => tickets.size > 0;
const hasAssets = ({ assets }: Model) => assets.size > 0;

const createTicket = fc.tuple(name, priority, fc.boolean()).map(([subject, level, inOrqit]) =>
  command(`create ticket ${JSON.stringify(subject)}`, always, async ({ tickets }, { call }) => {
    if (inOrqit) {
      const body = {
        title: subject,
        description: 'x',
        type: 'INCIDENT',
        category: 'OTHER',
        priority: level.toUpperCase(),
      };
      const { status: code, json } = await call('/api/public/v1/tickets', { body });
      assert.equal(code, 201);
      tickets.set((json as { data: { id: number } }).data.id, { subject, priority: level, status: 'open' });
      return;
    }
    const { status: code, json } = await call('/v1/api/tickets', {
      body: { subject, description: 'x', priority: level },
    });
    assert.equal(code, 201);
    const id = Number.parseInt((json as { id: string }).id.slice(4), 16);
    tickets.set(id, { subject, priority: level, status: 'open' });
  }),
);

const changeTicket = fc.tuple(index, priority, status, fc.boolean()).map(([at, level, next, inOrqit]) =>
  command(`change ticket ${at} to ${level}, ${next}`, hasTickets, async ({ tickets }, { call }) => {
    const id = pick(tickets.keys(), at)!;
    const { status: code } = inOrqit
      ? await call(`/api/public/v1/tickets/${id}`, {
          method: 'PATCH',
          body: { priority: level.toUpperCase(), status: orqitStatus(next) },
        })
      : await call(`/v1/api/tickets/${publicId('ticket', id)}`, {
          method: 'PATCH',
          body: { priority: level, status: next },
        });
    assert.equal(code, 200);
    tickets.set(id, { ...tickets.get(id)!, priority: level, status: next });
  }),
);

const readTicket = index.map((at) =>
  command(`read ticket ${at}`, hasTickets, async ({ tickets }, { call }) => {
    const id = pick(tickets.keys(), at)!;
    const { subject, priority: level, status: now } = tickets.get(id)!;
    const one = (await call(`/v1/api/tickets/${publicId('ticket', id)}`)).json as Ticket;
    assert.deepEqual([one.subject, one.priority, one.status], [subject, level, now]);
    const other = (await call(`/api/public/v1/tickets/${id}`)).json as { data: Record<string, unknown> };
    const { title, priority: theirs, status: said } = other.data;
    assert.deepEqual([title, theirs, said], [subject, level.toUpperCase(), orqitStatus(now)]);
  }),
);

const listTickets = fc.tuple(fc.option(priority), fc.option(status)).map(([level, state]) =>
  command(`list tickets ${level ?? ''} ${state ?? ''}`, always, async ({ tickets }, { call }) => {
    const wanted = [...tickets].filter(
      ([, ticket]) =>
        (level === null || ticket.priority === level) && (state === null || ticket.status === state),
    );
    const query = [level && `priority=${level}`, state && `status=${state}`, 'limit=100']
      .filter(Boolean)
      .join('&');
    const { total, tickets: rows } = (await call(`/v1/api/tickets?${query}`)).json as {
      total: number;
      tickets: { id: string }[];
    };
    assert.equal(total, wanted.length);
    const ids = rows.map((row) => row.id).toSorted();
    assert.deepEqual(ids, wanted.map(([id]) => publicId('ticket', id)).toSorted());
  }),
);

const createAsset = fc.tuple(name, fc.boolean()).map(([called, asDevice]) =>
  command(`create asset ${JSON.stringify(called)}`, always, async ({ assets }, { call }) => {
    const { status: code, json } = await call(asDevice ? '/v1/api/devices' : '/api/assets/', {
      body: { name: called },
    });
    assert.equal(code, 201);
    const { id } = json as { id: string | number };
    assets.set(typeof id === 'number' ? id : Number.parseInt(id.slice(4), 16), {
      name: called,
      location: null,
    });
  }),
);

const changeAsset = fc
  .tuple(index, name, fc.constantFrom('clientstor', 'oneclickit', 'orqit'))
  .map(([at, place, dialect]) =>
    command(`move asset ${at}`, hasAssets, async ({ assets }, { call }) => {
      const id = pick(assets.keys(), at)!;
      const path = {
        clientstor: `/api/assets/${id}/`,
        oneclickit: `/v1/api/devices/${publicId('device', id)}`,
        orqit: `/api/public/v1/assets/${id}`,
      }[dialect];
      const { status: code, text } = await call(path, { method: 'PATCH', body: { location: place } });
      assert.equal(code, 200, text);
      assets.set(id, { ...assets.get(id)!, location: place });
    }),
  );

const removeAsset = fc.tuple(index, fc.boolean()).map(([at, asDevice]) =>
  command(`remove asset ${at}`, hasAssets, async ({ assets, removed }, { call }) => {
    const id = pick(assets.keys(), at)!;
    const path = asDevice ? `/v1/api/devices/${publicId('device', id)}` : `/api/assets/${id}/`;
    assert.equal((await call(path, { method: 'DELETE' })).status, 204);
    assets.delete(id);
    removed.add(id);
  }),
);

const readAsset = index.map((at) =>
  command(`read asset ${at}`, hasAssets, async ({ assets }, { call }) => {
    const id = pick(assets.keys(), at)!;
    const expected = assets.get(id)!;
    for (const path of [`/api/assets/${id}/`, `/v1/api/devices/${publicId('device', id)}`]) {
      const { name: called, location } = (await call(path)).json as { name: string; location: string | null };
      assert.deepEqual({ name: called, location }, expected);
    }
  }),
);

const useRemoved = index.map((at) =>
  command(
    `use removed asset ${at}`,
    ({ removed }) => removed.size > 0,
    async ({ removed }, { call }) => {
      const id = pick(removed, at)!;
      const device = `/v1/api/devices/${publicId('device', id)}`;
      for (const [path, sent] of [
        [`/api/assets/${id}/`, {}],
        [`/api/assets/${id}/`, { method: 'PATCH', body: { location: 'x' } }],
        [`/api/assets/${id}/`, { method: 'DELETE' }],
        [device, {}],
        [device, { method: 'DELETE' }],
        [`/api/public/v1/assets/${id}`, { method: 'PATCH', body: { location: 'x' } }],
      ] as const) {
        assert.equal((await call(path, sent)).status, 404, `${JSON.stringify(sent)} ${path}`);
      }
    },
  ),
);

const countAssets = fc.constant(
  command('count assets', always, async ({ assets }, { call }) => {
    const { count } = (await call('/api/assets/')).json as { count: number };
    assert.equal(count, assets.size);
    const { data } = (await call('/api/public/v1/assets?perPage=100')).json as { data: { id: number }[] };
    assert.deepEqual(
      data.map(({ id }) => id).toSorted((a, b) => a - b),
      [...assets.keys()].toSorted((a, b) => a - b),
    );
  }),
);

const withoutKey = fc.constant(
  command('write without a key', always, async (_model, { call }) => {
    const sent = { body: { name: 'nobody' }, headers: { authorization: 'none' } };
    // Many of these in a row meet the limit of the address first.
    assert.ok([401, 429].includes((await call('/api/assets/', sent)).status));
  }),
);

const restart = fc.constantFrom('SIGTERM' as const, 'SIGKILL' as const).map((signal) =>
  command(
    `restart by ${signal}`,
    ({ mayRestart }) => mayRestart,
    (_model, real) => real.restart(signal),
  ),
);

describe('REST against a model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-model-'));
  const dataDir = join(folder, 'workspace');
  const keys: string[] = [];
  let serving: ServingEngine;

  before(async () => {
    // A client of its own for each run: what a list or a count tells is then the run's own doing.
    const engine = await startEngine({ dataDir });
    for (let run = 0; run < runs; run += 1) {
      const { id } = await engine.console.organizations.create({ name: `Client ${run}` });
      const scopes = ['tickets:read', 'tickets:write', 'assets:read', 'assets:write'] as const;
      keys.push((await engine.issueKey({ organizationId: id, scopes: [...scopes] })).apiKey);
    }
    await engine.stop();
    serving = await serveHeadless(dataDir);
  });
  after(async () => {
    await serving.stop();
    rmSync(folder, { recursive: true });
  });

  it(`tells the same, ${runs} histories long`, async (t) => {
    let restarts = 0;
    let done = 0;
    const commands = fc.commands(
      [
        createTicket,
        changeTicket,
        readTicket,
        listTickets,
        createAsset,
        changeAsset,
        removeAsset,
        readAsset,
        useRemoved,
        countAssets,
        withoutKey,
        restart,
      ],
      { maxCommands: 60, size: 'max' },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const number = run;
        run += 1;
        const key = keys[number]!;
        const setup = () => ({
          model: {
            tickets: new Map(),
            assets: new Map(),
            removed: new Set<number>(),
            mayRestart: number % restartEvery === 0,
          },
          real: {
            key,
            async call(path: string, sent: Sent = {}) {
              done += 1;
              const answer = await send(serving.ready.url, path, {
                ...sent,
                ...(sent.headers ? {} : { key }),
              });
              assert.ok(answer.status < 500, `${path}: ${answer.status} ${answer.text}`);
              return answer as never;
            },
            async restart(signal: NodeJS.Signals) {
              restarts += 1;
              await serving.stop(signal);
              serving = await serveHeadless(dataDir);
            },
          },
        });
        await fc.asyncModelRun(setup, steps);
      }),
      // Each run has its client; a smaller one for a counterexample would meet what the first left behind.
      { numRuns: runs, endOnFailure: true },
    );
    t.diagnostic(`${done} requests, ${restarts} restarts`);
    assert.ok(restarts > 5 && done > runs * 5);
  });

  it('would notice one write that nobody was told of (control)', async () => {
    await serving.stop();
    const { code } = await runHeadless(['verify', '--data', dataDir]);
    assert.equal(code, 0);
    const engine = await startEngine({ dataDir });
    const [client] = (await engine.console.organizations.list({})).organizations.filter(
      ({ name: called }) => called === 'Client 0',
    );
    await engine.console.assets.create({ name: 'unseen', organizationId: client!.id });
    await engine.stop();
    serving = await serveHeadless(dataDir);
    const before = { tickets: new Map(), assets: new Map(), removed: new Set<number>(), mayRestart: false };
    const real = {
      key: keys[0]!,
      call: (path: string, sent: Sent = {}) =>
        send(serving.ready.url, path, { ...sent, key: keys[0]! }) as never,
      restart: () => Promise.resolve(),
    };
    const [count] = fc.sample(countAssets, 1);
    await assert.rejects(count!.run(before, real), assert.AssertionError);
  });
});
