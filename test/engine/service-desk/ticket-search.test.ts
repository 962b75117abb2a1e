import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { parseSearch, type SearchNames } from '../../../electron/engine/service-desk/search-query.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const names: SearchNames = {
  organization: (name) => (name.toLowerCase() === 'demo corp' ? 3 : undefined),
  technician: (name) => (name === 'me' ? 1 : undefined),
  category: (name) => (name === 'network' ? 3 : undefined),
};

describe('the search language', () => {
  it('reads filters, phrases, prefixes and exclusions', () => {
    const parsed = parseSearch(
      'status:open priority:high org:"Demo Corp" assignee:me print "second floor" -toner',
      names,
    );
    assert.deepEqual(parsed.filter, {
      status: ['open'],
      priority: ['high'],
      organizationId: 3,
      assigneeId: 1,
    });
    assert.equal(parsed.match, '(("print"*) AND ("second floor")) NOT ("toner"*)');
    assert.deepEqual(parsed.warnings, []);
  });

  it('reads ticket numbers in every spelling', () => {
    for (const spelled of ['TCK-12', 'tck-12', '#12', 'tkt_00000c']) {
      assert.equal(parseSearch(spelled, names).ticketId, 12, spelled);
    }
  });

  it('says what a filter does not know and then finds nothing', () => {
    const parsed = parseSearch('org:Nobody status:odd', names);
    assert.equal(parsed.impossible, true);
    assert.equal(parsed.warnings.length, 2);
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (query) => void parseSearch(query, names)),
      { numRuns: 2000 },
    );
  });
});

describe('search over tickets', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
    test.engine.seedBench(6000);
  });
  after(() => test.stop());

  async function findAll(query: string): Promise<number[]> {
    const found: number[] = [];
    let cursor: number | null = null;
    do {
      const part: { rows: { id: number }[]; cursor: number | null } = await test.console.tickets.search({
        query,
        cursor,
        limit: 100,
      });
      found.push(...part.rows.map((row) => row.id));
      ({ cursor } = part);
    } while (cursor !== null);
    return found;
  }

  /** Every ticket whose texts hold a word that starts with this one, by looking at each. */
  async function scan(test2: (text: string, row: { status: string }) => boolean): Promise<number[]> {
    const found: number[] = [];
    for (let id = 6000; id > 0; id -= 1) {
      const ticket = await test.console.tickets.get({ id });
      const text = [
        ticket.subject,
        ticket.description,
        ticket.requester,
        ...ticket.messages.map((m) => m.text),
      ].join('\n');
      if (test2(text, ticket)) found.push(id);
    }
    return found;
  }

  it('finds what a scan finds, newest first, through every continuation', async () => {
    const printers = await scan((text) => /(^|[^\p{L}\p{N}])print/iu.test(text));
    assert.deepEqual(await findAll('print'), printers);
    const waiting = await scan(
      (text, row) => row.status === 'waiting' && /(^|[^\p{L}\p{N}])laptop/iu.test(text),
    );
    assert.deepEqual(await findAll('laptop status:waiting'), waiting);
    const phrase = await scan((text) => /is offline/i.test(text));
    assert.deepEqual(await findAll('"is offline"'), phrase);
  });

  it('follows changes at once, and folds accents and case', async () => {
    const { ticket } = await test.console.tickets.create({
      subject: 'Façade CAMERA',
      description: 'Zürich roof',
    });
    assert.deepEqual(await findAll('facade zurich'), [ticket.id]);
    await test.console.tickets.update({ ids: [ticket.id], patch: { subject: 'Elevator' } });
    assert.deepEqual(await findAll('facade'), []);
    await test.console.tickets.addMessage({ ids: [ticket.id], text: 'xylophone', visibility: 'internal' });
    assert.deepEqual(await findAll('xylo'), [ticket.id]);
  });

  it('takes every text a technician may type without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), async (query) => {
        const { rows } = await test.console.tickets.search({ query });
        assert.ok(rows.length <= 51);
      }),
      { numRuns: 500 },
    );
    for (const query of [
      '"',
      '""',
      '*',
      'AND OR NOT',
      'NEAR(a b)',
      'subject:x*',
      '-only',
      "'; DROP TABLE ticket; --",
      '^a',
      '{a b}',
    ]) {
      await test.console.tickets.search({ query });
    }
  });
});
