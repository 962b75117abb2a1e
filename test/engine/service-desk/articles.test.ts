import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('the knowledge base', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
  });
  after(() => test.stop());

  it('keeps every text that was ever saved, whoever changed it in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ title: fc.constantFrom('A', 'B'), body: fc.string({ maxLength: 40 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (saves) => {
          const { articles } = test.console;
          const { record } = await articles.create({ title: 'First', body: 'one' });
          const told = [{ title: 'First', body: 'one' }];
          for (const save of saves) {
            await articles.update({ ids: [record.id], patch: save });
            const last = told.at(-1)!;
            if (save.title !== last.title || save.body !== last.body) told.push(save);
          }
          const versions = await articles.versions({ id: record.id });
          assert.deepEqual(
            versions.map(({ version, current }) => [version, current]),
            told.map((_, index) => [told.length - index, index === 0]),
          );
          for (const [index, { title, body }] of told.entries()) {
            const kept = await articles.version({ id: record.id, version: index + 1 });
            assert.deepEqual({ title: kept.title, body: kept.body }, { title, body });
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('brings an old state back as a new version', async () => {
    const { articles } = test.console;
    const { record } = await articles.create({ title: 'VPN', body: 'old', tags: ['vpn'] });
    await articles.update({ ids: [record.id], patch: { body: 'new', tags: [] } });
    const restored = (await articles.restore({ id: record.id, version: 1 })).record;
    assert.deepEqual([restored.body, restored.tags, restored.version], ['old', ['vpn'], 3]);
    assert.equal((await articles.version({ id: record.id, version: 2 })).body, 'new');
    await assert.rejects(articles.version({ id: record.id, version: 4 }), { code: 'not_found' });
    const { changeId } = await articles.remove({ ids: [record.id] });
    await assert.rejects(articles.versions({ id: record.id }), { code: 'not_found' });
    await articles.undo({ changeId });
    assert.equal(
      (await articles.version({ id: record.id, version: 2 })).body,
      'new',
      'its past came back too',
    );
  });

  it('makes no version of what is not text', async () => {
    const { articles } = test.console;
    const { record } = await articles.create({ title: 'Draft', status: 'draft' });
    const { records } = await articles.update({ ids: [record.id], patch: { status: 'published' } });
    assert.equal(records[0]!.version, 1);
  });

  it('is searched by all its words and listed without its texts', async () => {
    const { articles } = test.console;
    await articles.create({
      title: 'Toner',
      body: '# How\nThe **drum** too',
      category: 'Printing',
      tags: ['hp'],
    });
    for (const search of ['drum', 'printing', 'hp', 'toner how']) {
      const { rows, total } = await articles.list({ search });
      assert.equal(total, 1, search);
      assert.ok(!('body' in rows[0]!));
    }
    assert.deepEqual(await articles.categories({}), [{ value: 'Printing', count: 1 }]);
    assert.equal((await articles.list({ filter: { category: ['Printing'] } })).total, 1);
  });
});
