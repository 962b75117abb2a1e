import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { parseDate } from '../../../electron/engine/platform/csv-dates.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';

const itflow =
  'Ticket Number,Priority,Status,Subject,Date Opened,Date Resolved,Date Closed,Client,Contact,Assigned To,Category,Billable';

describe('importing tickets from CSV', () => {
  const folder = mkdtempSync(join(tmpdir(), 'techbench-test-'));
  let test: TestEngine;
  let files = 0;
  before(async () => {
    test = await startEngine();
    test.engine.seedDemo();
  });
  after(async () => {
    await test.stop();
    rmSync(folder, { recursive: true });
  });

  function chosen(content: string | Buffer): { fileId: string } {
    files += 1;
    const path = join(folder, `${files}.csv`);
    writeFileSync(path, content);
    return { fileId: test.engine.openImportFile(path).fileId };
  }
  const preview = (content: string | Buffer) => test.console.imports.preview(chosen(content));
  const commit = (content: string | Buffer, name?: string) =>
    test.console.imports.commit({ ...chosen(content), ...(name === undefined ? {} : { name }) });

  it('shows what would be new, changed, doubled and refused, with a reason a row, before anything is written', async () => {
    const before = await test.console.tickets.counts({});
    const seen = await preview(
      [
        itflow,
        'T-1,High,Open,"A ""quoted"" thing",2026-01-02 10:00:00,,,Acme Corp,Bob,Jia Wu,Network,Yes',
        "T-2,Low,Closed,'=SUM(A1),2026-01-02,2026-01-03,2026-01-04,New Client,,Nobody Known,,",
        'T-3,Odd,Open,x,,,,,,,,',
        'T-4,Low,Strange,x,,,,,,,,',
        'T-5,Low,Open,,,,,,,,,',
        'T-6,Low,Open,x,31/12/2025,,,,,,,',
        'T-7,Low,Open,x,2026-06-31,,,,,,,',
        'T-1,High,Open,again,2026-01-02,,,Acme Corp,,,,',
      ].join('\n'),
    );
    assert.equal(seen.format, 'itflow-tickets');
    assert.deepEqual([seen.new, seen.changed, seen.duplicate], [2, 0, 1]);
    assert.deepEqual(
      seen.refused.map((refusal) => refusal.row),
      [3, 4, 5, 6, 7],
    );
    assert.match(seen.refused[0]!.reason, /priority “Odd”/);
    assert.deepEqual(seen.newOrganizations, ['New Client']);
    assert.deepEqual(seen.unknownColumns, ['Billable']);
    assert.equal(seen.rows[1]!.title, '=SUM(A1)', 'the guard against formulas is not part of the text');
    assert.deepEqual(await test.console.tickets.counts({}), before);
  });

  it('takes them in as a named batch with all they say, and takes them back whole', async () => {
    const counts = await test.console.tickets.counts({});
    const organizations = await test.console.organizations.names({});
    const content = [
      itflow,
      'A-1,High,On Hold,Late,2025-11-02 10:00:00,,,Acme Corp,Bob,Jia Wu,Network,Yes',
      'A-2,Low,Closed,Done,2025-01-02,2025-01-03,2025-01-04,Other Client,,Nobody Known,,No',
    ].join('\r\n');
    const { batch } = await commit(content, 'From ITFlow');
    assert.deepEqual([batch.name, batch.new, batch.changed, batch.refused], ['From ITFlow', 2, 0, 0]);
    const [late] = (await test.console.tickets.search({ query: 'A-1 late' })).rows;
    const ticket = await test.console.tickets.get({ id: late!.id });
    assert.equal(ticket.status, 'waiting');
    assert.equal(ticket.requester, 'Bob');
    assert.equal(ticket.externalRef, 'A-1');
    assert.equal(ticket.createdAt, Date.UTC(2025, 10, 2, 10));
    assert.deepEqual(ticket.customFields, { Billable: 'Yes' });
    assert.ok(ticket.assigneeId);
    const again = await preview(content);
    assert.deepEqual([again.new, again.changed, again.duplicate], [0, 0, 2]);
    const undone = await test.console.imports.undo({ batchId: batch.id });
    assert.equal(undone.kept, 0);
    assert.ok(undone.batch.undoneAt);
    assert.deepEqual(await test.console.tickets.counts({}), counts);
    assert.deepEqual(await test.console.organizations.names({}), organizations);
    await assert.rejects(test.console.imports.undo({ batchId: batch.id }), { code: 'conflict' });
  });

  it('changes only what the file says otherwise, and undoing restores it unless somebody changed it since', async () => {
    const base = await commit(
      'Ticket Number,Subject,Priority,Status,Client\nC-1,One,High,Open,Fabrikam\nC-2,Two,Low,Open,Fabrikam\n',
    );
    const { batch } = await commit(
      'Ticket Number,Subject,Status,Client\nC-1,One!,Resolved,Fabrikam\nC-2,Two!,Open,Fabrikam\n',
    );
    assert.deepEqual([batch.new, batch.changed], [0, 2]);
    const [one] = (await test.console.tickets.search({ query: 'C-1 One' })).rows;
    const [two] = (await test.console.tickets.search({ query: 'C-2 Two' })).rows;
    assert.ok(one && two);
    assert.equal(one.priority, 'high', 'a column that is not there changes nothing');
    await test.console.tickets.update({ ids: [two.id], patch: { subject: 'Mine' } });
    const undone = await test.console.imports.undo({ batchId: batch.id });
    assert.equal(undone.kept, 1);
    assert.equal((await test.console.tickets.get({ id: one.id })).subject, 'One');
    assert.equal((await test.console.tickets.get({ id: one.id })).status, 'open');
    assert.equal((await test.console.tickets.get({ id: two.id })).subject, 'Mine');
    assert.equal(
      (await test.console.imports.undo({ batchId: base.batch.id })).kept,
      1,
      'the one with later work stays',
    );
  });

  it('calls a row changed for any column that it reads, and undoing gives every value back', async () => {
    const row = (...cells: string[]) => `${itflow}\nE-1,High,${cells.join(',')}\n`;
    const first = row(
      'Closed',
      'E',
      '2025-01-02',
      '2025-01-05',
      '',
      'Fabrikam',
      'Bob',
      'Jia Wu',
      'Network',
      'Yes',
    );
    await commit(first);
    const [found] = (await test.console.tickets.search({ query: 'E-1' })).rows;
    const ticket = async () => {
      const { updatedAt: _updatedAt, ...rest } = await test.console.tickets.get({ id: found!.id });
      return rest;
    };
    const before = await ticket();
    for (const [second, field] of [
      [first.replace('2025-01-02', '2025-01-01'), 'createdAt'],
      [first.replace('2025-01-05', '2025-01-06'), 'resolvedAt'],
      [first.replace('Closed,E', 'Resolved,E'), 'status'],
      [first.replace('Bob', 'Eve'), 'requester'],
      [first.replace('Jia Wu', 'Nobody Known'), 'customFields'],
      [first.replace('Network', 'Software'), 'categoryId'],
      [first.replace('Network', 'Coffee'), 'customFields'],
      [first.replace('Yes', 'No'), 'customFields'],
      [first.replace('Closed,E', 'Open,E'), 'resolvedAt'],
    ] as const) {
      const { batch } = await commit(second);
      assert.deepEqual([batch.changed, batch.duplicate], [1, 0], second);
      assert.notDeepEqual((await ticket())[field], before[field], second);
      const again = await preview(second);
      assert.deepEqual([again.changed, again.duplicate], [0, 1], 'taken in once, it is known');
      await test.console.imports.undo({ batchId: batch.id });
      assert.deepEqual({ ...(await ticket()), resolvedBy: null }, before, second);
    }
  });

  it('refuses an organization that is not there, whether or not the file names clients, and leaves no batch', async () => {
    const before = await test.console.imports.list({});
    for (const content of ['Subject\nX\n', 'Subject,Client\nX,Fabrikam\n']) {
      const input = { ...chosen(content), organizationId: 999 };
      for (const call of [test.console.imports.preview, test.console.imports.commit]) {
        await assert.rejects(call(input), { code: 'validation', message: /999 names no organization/ });
      }
    }
    assert.deepEqual(await test.console.imports.list({}), before);
  });

  it('leaves no batch where the first rows cannot be written', async () => {
    const before = await test.console.imports.list({});
    const other = new Database(join(test.dataDir, 'techbench.db'));
    other.exec("CREATE TRIGGER no_more BEFORE INSERT ON ticket BEGIN SELECT RAISE(ABORT, 'no more'); END");
    await assert.rejects(commit('Subject\nX\n'), /no more/);
    other.exec('DROP TRIGGER no_more');
    other.close();
    assert.deepEqual(await test.console.imports.list({}), before);
  });

  it('counts what undoing took back and kept in records of the file, not in organizations', async () => {
    const { batch } = await commit('Ticket Number,Subject,Client\nK-1,Kept,Brand New\nK-2,Gone,Brand New\n');
    const [row] = (await test.console.tickets.search({ query: 'K-1 Kept' })).rows;
    await test.console.tickets.update({ ids: [row!.id], patch: { subject: 'Mine' } });
    const { undone, kept } = await test.console.imports.undo({ batchId: batch.id });
    assert.deepEqual([undone, kept], [1, 1]);
  });

  it('reads UTF-8 with and without mark, UTF-16, old Windows text, semicolons and tabs', async () => {
    const text = 'Subject;Priority\nDrucker für Zoë;High\n';
    for (const content of [
      text,
      `\uFEFF${text}`,
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text, 'latin1'),
      text.replaceAll(';', '\t'),
    ]) {
      const seen = await preview(content);
      assert.equal(seen.rows[0]?.title, 'Drucker für Zoë');
    }
  });

  it('refuses in words what it cannot take', async () => {
    for (const [content, words] of [
      ['', /empty/],
      ['a,b,c\n1,2,3\n', /Subject/],
      ['Subject,Description\n"never closed,x\n', /quote/],
      [`Subject\n${'x,'.repeat(2000)}\n`, /columns/],
      [Buffer.alloc(41 * 1024 * 1024, 'a'), /40 MiB/],
    ] as const) {
      await assert.rejects(preview(content), (error: Error) => words.test(error.message), String(words));
    }
    await assert.rejects(test.console.imports.preview({ fileId: 'made-up' }), { code: 'not_found' });
  });

  it('never lets a column name reach a prototype', async () => {
    await commit('Subject,__proto__,constructor\nP,polluted,polluted\n');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    const [row] = (await test.console.tickets.search({ query: '"P"' })).rows;
    assert.deepEqual((await test.console.tickets.get({ id: row!.id })).customFields, {});
  });

  it('takes twenty thousand rows while other calls are answered in between', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `B-${index},Row ${index},Low,Open,Fabrikam`);
    const importing = commit(`Ticket Number,Subject,Priority,Status,Client\n${rows.join('\n')}\n`);
    let answered = 0;
    const poll = setInterval(() => void test.console.tickets.counts({}).then(() => (answered += 1)), 1);
    const { batch } = await importing;
    clearInterval(poll);
    assert.equal(batch.new, 20_000);
    assert.ok(answered > 20, `${answered} calls were answered meanwhile`);
    assert.equal((await test.console.system.verify({})).ok, true);
  });
});

describe('dates in a file', () => {
  it('are read as ISO dates, in UTC where no zone stands there', () => {
    assert.equal(parseDate('2026-03-23'), Date.UTC(2026, 2, 23));
    assert.equal(parseDate('2026-03-23 10:30:00'), Date.UTC(2026, 2, 23, 10, 30));
    assert.equal(
      parseDate('2026-03-23T10: 30: 00Z'),
      Date.UTC(2026, 2, 23, 10, 30),
      'the seeds’ stray blanks',
    );
    assert.equal(parseDate('2026-03-23T10:30:00+0200'), Date.UTC(2026, 2, 23, 8, 30));
    assert.equal(parseDate(''), null);
    for (const wrong of ['2026-02-30', '23.03.2026', '3/23/26', '2026-13-01', 'yesterday']) {
      assert.equal(parseDate(wrong), undefined, wrong);
    }
  });
});
