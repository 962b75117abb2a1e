import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createKeptAnswers } from '../../electron/engine/http/kept-answers.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { send } from '../support/http.ts';

const answer = { status: 200, body: '{}' };

describe('kept answers', () => {
  it('gives an answer again only while nothing was written', () => {
    let version = 1;
    const kept = createKeptAnswers(() => version);
    kept.keep('a', answer);
    assert.equal(kept.find('a'), answer);
    assert.equal(kept.find('b'), undefined);
    version = 2;
    assert.equal(kept.find('a'), undefined);
    version = 1;
    assert.equal(kept.find('a'), undefined, 'what was forgotten stays so');
  });

  it('keeps nothing that was worked out while something was written, nor what is long', () => {
    let version = 1;
    const kept = createKeptAnswers(() => version);
    kept.find('a');
    version = 2;
    kept.keep('a', answer);
    assert.equal(kept.find('a'), undefined);
    kept.keep('long', { status: 200, body: 'x'.repeat(70_000) });
    assert.equal(kept.find('long'), undefined);
  });

  it('holds a bounded number', () => {
    const kept = createKeptAnswers(() => 1);
    for (let n = 0; n < 1000; n += 1) kept.keep(String(n), answer);
    const held = Array.from({ length: 1000 }, (_, n) => kept.find(String(n))).filter(Boolean).length;
    assert.ok(held > 0 && held <= 200, `${held}`);
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
