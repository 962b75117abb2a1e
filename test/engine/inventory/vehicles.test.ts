import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('vehicles', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
  });
  after(() => test.stop());

  it('are kept, found, changed, removed and brought back', async () => {
    const { vehicles } = test.console;
    const { record } = await vehicles.create({
      name: 'Van 7',
      make: 'Ford',
      model: 'Transit',
      year: 2021,
      licensePlate: 'NW-IT 77',
      latitude: 52.52,
      longitude: 13.405,
      locationAt: test.clock.now(),
    });
    assert.deepEqual(await vehicles.get({ id: record.id }), record);
    assert.equal(record.status, 'active');
    assert.deepEqual((await vehicles.list({ search: 'transit nw-it' })).rows, [record]);
    assert.equal((await vehicles.list({ search: 'diesel' })).total, 0);
    assert.equal((await vehicles.list({ filter: { equals: { year: 2021 } } })).total, 1);
    assert.equal((await vehicles.list({ filter: { equals: { vin: null } } })).total, 1);
    const { changeId } = await vehicles.update({
      ids: [record.id],
      patch: { status: 'maintenance', odometer: 120 },
    });
    assert.equal((await vehicles.list({ filter: { status: ['maintenance'] } })).total, 1);
    await vehicles.undo({ changeId });
    assert.equal((await vehicles.get({ id: record.id })).odometer, null);
    const removal = await vehicles.remove({ ids: [record.id] });
    assert.equal((await vehicles.list({})).total, 0);
    const { records } = await vehicles.undo({ changeId: removal.changeId });
    assert.equal(records[0]!.licensePlate, 'NW-IT 77');
    assert.deepEqual(
      (await vehicles.history({ id: record.id })).map(({ action }) => action),
      ['restore', 'remove', 'undo', 'update', 'create'],
    );
  });

  it('refuse what no vehicle can be', async () => {
    for (const wrong of [
      { year: 1700 },
      { latitude: 91 },
      { longitude: -181 },
      { odometer: -1 },
      { name: '' },
    ]) {
      await assert.rejects(test.console.vehicles.create({ name: 'x', ...wrong }), { code: 'validation' });
    }
  });
});
