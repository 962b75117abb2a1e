import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { theonestack } from '../../../../electron/engine/exchange/connections/kinds/theonestack.ts';

const call = theonestack.tickets!.list.page(1);
const read = (json: unknown) => call.read(json);

const row = {
  id: 'tkt_98f2e1',
  subject: 'Printer not responding',
  status: 'open',
  priority: 'high',
  createdAt: '2026-03-23T10: 30: 00Z',
  board: 'Service',
};

describe('tickets of The One Stack', () => {
  it('are asked for as its page shows it, whichever way its address was written', () => {
    for (const address of [
      'https://api.theonepsa.com',
      'https://api.theonepsa.com/',
      'https://api.theonepsa.com/api',
      'https://api.theonepsa.com/api/',
    ]) {
      assert.equal(`${theonestack.base(address)}/${call.path}`, 'https://api.theonepsa.com/api/tickets');
    }
    assert.equal(call.method, 'GET');
  });

  it('are read out of each envelope that a service usually has, by either of the usual names', () => {
    const wanted = [
      {
        remoteId: 'tkt_98f2e1',
        values: { subject: 'Printer not responding', status: 'open', priority: 'high' },
        createdAt: Date.parse('2026-03-23T10:30:00Z'),
        updatedAt: null,
        messages: null,
        marker: null,
      },
    ];
    const other = {
      ...row,
      subject: undefined,
      title: row.subject,
      createdAt: undefined,
      created_at: row.createdAt,
    };
    for (const json of [
      [row],
      { data: [row] },
      { tickets: [row], total: 1 },
      { results: [row], count: 1 },
      [other],
    ]) {
      assert.deepEqual(read(json)?.rows, wanted, JSON.stringify(json));
      assert.equal(read(json)?.more, false, 'it documents no pages');
    }
    assert.equal(read({ tickets: [row], total: 42 })?.total, 42, 'an answer that says there are more');
  });

  it('say nothing by words that are none of ours, and keep ids that are numbers', () => {
    const [strange] = read([{ id: 7, subject: 'VPN', status: 'Waiting Customer', priority: 'P1' }])!.rows;
    assert.deepEqual([strange!.remoteId, strange!.values], ['7', { subject: 'VPN' }]);
    const [spaced] = read([{ id: 8, status: 'In Progress', priority: 'CRITICAL' }])!.rows;
    assert.deepEqual(spaced!.values, { status: 'in_progress', priority: 'critical' });
  });

  it('are not guessed from an answer of another form', () => {
    for (const json of [
      null,
      'Sign in to continue',
      {},
      { error: { message: 'No' } },
      { data: row },
      [{ subject: 'without an id' }],
      { results: 'many' },
    ]) {
      assert.equal(read(json), undefined, JSON.stringify(json));
    }
  });
});
