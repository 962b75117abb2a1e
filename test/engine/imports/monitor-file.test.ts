import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { MonitorFile } from '../../../shared/monitor-file.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fileAssets, fileClients, monitorFiles } from '../../support/monitor-files.ts';

/** As text, whatever order its fields came in. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** What a file says whatever numbers it uses: who is who follows from the order within the same client and name. */
function meaning({ monitors, windows, incidents }: MonitorFile) {
  const byRef = new Map(monitors.map((each) => [each.ref, each]));
  const words = (ref: number | null): string => {
    const found = ref === null ? undefined : byRef.get(ref);
    // Whole, without what stands before it: two that are the same in all are interchangeable.
    return found ? inOrder({ ...found, ref: null, parent: null }) : '';
  };
  const sorted = (all: readonly unknown[]): string[] => all.map(inOrder).toSorted();
  return {
    monitors: sorted(monitors.map(({ ref: _ref, parent, ...each }) => ({ ...each, parent: words(parent) }))),
    windows: sorted(windows.map((each) => ({ ...each, monitors: each.monitors.map(words).toSorted() }))),
    incidents: sorted(incidents.map((each) => ({ ...each, monitor: words(each.monitor) }))),
  };
}

describe('a file of our own', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A workspace with the clients and assets that files name, under numbers of its own. */
  async function workspace(shift: number): Promise<TestEngine> {
    const test = await startEngine();
    for (let index = 0; index < shift; index += 1)
      await test.console.assets.create({ name: `Other ${index}` });
    for (const client of fileClients) {
      const made = client === '' ? null : await test.console.organizations.create({ name: client });
      const organizationId = made?.id ?? 1;
      for (const asset of fileAssets) await test.console.assets.create({ ...asset, organizationId });
    }
    return test;
  }

  async function take(test: TestEngine, content: unknown) {
    const file = path.join(folder, 'monitors.json');
    writeFileSync(file, JSON.stringify(content));
    const { fileId } = test.engine.openImportFile(file);
    return (await test.console.imports.commit({ fileId })).batch;
  }

  it('takes the address of a monitor that was deleted, which comes back under another', async () => {
    const test = await workspace(0);
    try {
      const { monitors } = test.console;
      const { record } = await monitors.create({ name: 'Backup', type: 'push', paused: true });
      const file = await monitors.toFile({});
      const removal = await monitors.remove({ ids: [record.id] });
      assert.equal((await take(test, file)).new, 1);
      const [taken] = (await monitors.list({})).rows;
      assert.equal(taken!.pushToken, record.pushToken);
      const { records } = await monitors.undo({ changeId: removal.changeId });
      const back = await monitors.get({ id: record.id });
      assert.deepEqual(records, [back]);
      assert.match(back.pushToken!, /^[0-9a-f]{32}$/);
      assert.notEqual(back.pushToken, taken!.pushToken);
      const [restored] = await monitors.history({ id: record.id });
      assert.equal(restored!.action, 'restore');
      assert.equal(
        restored!.fields.find(({ field }) => field === 'pushToken')?.to,
        back.pushToken,
        'the history says under which',
      );
      assert.equal((await test.console.system.verify({})).ok, true);
    } finally {
      await test.stop();
    }
  });

  it('brings everything into an empty workspace and out again, as it was, and goes as one', async () => {
    const one = await workspace(0);
    const other = await workspace(3);
    try {
      await fc.assert(
        fc.asyncProperty(monitorFiles, async (file) => {
          const count = file.monitors.length + file.windows.length + file.incidents.length;
          const first = await take(one, file);
          assert.deepEqual([first.new, first.refused], [count, 0]);
          const exported = await one.console.monitors.toFile({});
          assert.deepEqual(meaning(exported), meaning(file));

          const second = await take(other, exported);
          assert.equal(second.new, count);
          assert.deepEqual(meaning(await other.console.monitors.toFile({})), meaning(exported));
          const again = await take(other, exported);
          assert.deepEqual([again.new, again.changed, again.duplicate], [0, 0, count], 'it is known');

          for (const [test, { id }] of [
            [one, first],
            [other, second],
          ] as const) {
            const { kept } = await test.console.imports.undo({ batchId: id });
            assert.equal(kept, 0);
            const { monitors, windows, incidents } = await test.console.monitors.toFile({});
            assert.deepEqual([monitors, windows, incidents], [[], [], []]);
          }
        }),
        // A workspace that a failure left half full would fail with anything.
        { numRuns: 25, endOnFailure: true },
      );
    } finally {
      await one.stop();
      await other.stop();
    }
  });

  it('that names an asset which is not there says so, and links nothing by a number of elsewhere', async () => {
    const from = await workspace(0);
    const to = await startEngine();
    try {
      await to.console.assets.create({ name: 'Another' });
      const { rows } = await from.console.assets.list({});
      const assetId = rows.find(({ name }) => name === 'Router')!.id;
      await from.console.monitors.create({
        name: 'Site',
        type: 'http',
        url: 'http://127.0.0.1:9/',
        assetId,
        paused: true,
      });
      const file = path.join(folder, 'unlinked.json');
      writeFileSync(file, JSON.stringify(await from.console.monitors.toFile({})));
      const { fileId } = to.engine.openImportFile(file);
      const { notes } = await to.console.imports.preview({ fileId });
      assert.deepEqual(notes, ['Site: there is no asset “Router” here to link it to.']);
      await to.console.imports.commit({ fileId });
      assert.equal((await to.console.monitors.list({})).rows[0]?.assetId, null);
    } finally {
      await from.stop();
      await to.stop();
    }
  });
});
