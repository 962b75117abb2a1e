import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createKeptAnswers, type Remember } from '../../electron/engine/http/kept-answers.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';

const answer = { status: 200, body: '{}' };

/** Forgets when told to, as the database does on every write. */
function memory(): { remember: Remember; write: () => void } {
  let known = new Map<string, unknown>();
  return {
    remember<T>(name: string, make: () => T): T {
      if (!known.has(name)) known.set(name, make());
      return known.get(name) as T;
    },
    write: () => (known = new Map()),
  };
}

describe('kept answers', () => {
  it('gives an answer again only while nothing was written', () => {
    const { remember, write } = memory();
    const kept = createKeptAnswers(remember);
    let worked = 0;
    const ask = (question: string) =>
      kept(question, () => ({ status: 200, body: `${question} ${(worked += 1)}` })).body;
    assert.deepEqual([ask('a'), ask('a'), ask('b')], ['a 1', 'a 1', 'b 2']);
    write();
    assert.deepEqual([ask('a'), ask('a'), ask('b')], ['a 3', 'a 3', 'b 4']);
  });

  it('keeps nothing that was worked out while something was written, nor what is long, nor a failure', () => {
    const { remember, write } = memory();
    const kept = createKeptAnswers(remember);
    const long = { status: 200, body: 'x'.repeat(70_000) };
    kept('a', () => (write(), answer));
    kept('long', () => long);
    assert.throws(() => kept('bad', () => assert.fail('no such ticket')));
    for (const question of ['a', 'long', 'bad']) {
      const other = { status: 200, body: 'other' };
      assert.equal(
        kept(question, () => other),
        other,
        question,
      );
    }
  });

  it('holds a bounded number', () => {
    const kept = createKeptAnswers(memory().remember);
    for (let n = 0; n < 1000; n += 1) kept(String(n), () => ({ ...answer }));
    let worked = 0;
    for (let n = 999; n >= 0; n -= 1) kept(String(n), () => ((worked += 1), { ...answer }));
    assert.ok(worked >= 800 && worked < 1000, `${worked} of 1000 were forgotten`);
  });
});

describe('lists after a change at the console', () => {
  let engine: TestEngine;
  let key: string;
  before(async () => {
    engine = await startEngine();
    key = (await engine.issueKey()).apiKey;
  });
  after(() => engine.stop());

  const get = async (path: string, caller = key) => {
    await send(engine.url, path, { key: caller });
    return (await send(engine.url, path, { key: caller })).json;
  };

  it('show it at once, whatever was asked before', async () => {
    const { ticket } = await engine.console.tickets.create({ subject: 'One', description: 'D' });
    const ids = [ticket.id];
    const whole = `/v1/api/tickets/tkt_${ticket.id.toString(16).padStart(6, '0')}`;
    assert.equal((await get('/v1/api/tickets')).tickets[0].subject, 'One');
    await engine.console.tickets.update({ ids, patch: { subject: 'Two' } });
    assert.equal((await get('/v1/api/tickets')).tickets[0].subject, 'Two');
    assert.equal((await get(whole)).messages.length, 0);
    await engine.console.tickets.addMessage({ ids, text: 'Hello', visibility: 'public' });
    assert.equal((await get(whole)).messages.length, 1);
    const own = await engine.console.categories.create({ name: 'Printers', base: 'hardware' });
    await engine.console.tickets.update({ ids, patch: { categoryId: own.id } });
    assert.equal((await get('/api/public/v1/tickets')).data[0].categoryConfigId, own.id);
    const { changeId } = await engine.console.tickets.update({ ids, patch: { status: 'closed' } });
    assert.equal((await get(whole)).status, 'closed');
    await engine.console.tickets.undo({ changeId });
    assert.equal((await get(whole)).status, 'open');
  });

  it('are kept for each key by itself', async () => {
    const acme = await engine.console.organizations.create({ name: 'Acme' });
    const theirs = (await engine.issueKey({ organizationId: acme.id })).apiKey;
    assert.equal((await get('/v1/api/tickets')).total, 1);
    assert.equal((await get('/v1/api/tickets', theirs)).total, 0);
  });
});
