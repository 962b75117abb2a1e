import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('the directory', () => {
  let test: TestEngine;
  before(async () => {
    test = await startEngine();
  });
  after(() => test.stop());

  it('sets a workspace up once', async () => {
    const workspace = await test.console.workspace.get({});
    assert.equal(workspace?.name, 'Bench MSP');
    assert.equal(workspace.me.role, 'administrator');
    assert.equal(workspace.empty, true);
    await assert.rejects(
      test.console.workspace.setUp({
        organizationName: 'x',
        technicianName: 'x',
        technicianEmail: 'x@y.example',
      }),
      { code: 'conflict' },
    );
  });

  it('loads the sample only where no ticket exists yet', async () => {
    const { empty } = await test.console.workspace.loadSample({});
    assert.equal(empty, false);
    await assert.rejects(test.console.workspace.loadSample({}), { code: 'conflict' });
    const { organizations, total } = await test.console.organizations.list({});
    assert.ok(total >= 5);
    assert.equal((await test.console.technicians.list({})).length, 6);
    const { views } = await test.console.tickets.counts({});
    assert.ok(views.all.value >= 60);
    for (const view of ['inbox', 'mine', 'unassigned', 'waiting', 'snoozed', 'resolved'] as const) {
      assert.ok(views[view].value > 0, view);
    }
    assert.equal(
      organizations.reduce((sum, each) => sum + each.totalTickets, 0),
      views.all.value,
    );
    assert.equal(
      organizations.reduce((sum, each) => sum + each.openTickets, 0),
      views.all.value - views.resolved.value,
    );
  });

  it('finds organizations by the start of any of their words', async () => {
    await test.console.organizations.create({ name: '100 %_sure Ltd' });
    const found = async (search: string) =>
      (await test.console.organizations.list({ search })).organizations.map((each) => each.name);
    assert.deepEqual(await found('dent'), ['Contoso Dental']);
    assert.deepEqual(await found('100 %_s'), ['100 %_sure Ltd']);
    assert.deepEqual(await found('harbor street'), ['Demo Corp']);
    assert.deepEqual(await found('%'), [], 'a mark is no word');
    assert.deepEqual(await found('nothing'), []);
  });

  it('keeps names and addresses unique, and text as it was sent', async () => {
    const { id } = await test.console.organizations.create({ name: '  Spaced  ' });
    assert.equal((await test.console.organizations.get({ id })).name, '  Spaced  ');
    await assert.rejects(test.console.organizations.create({ name: 'ACME corp' }), { code: 'validation' });
    await assert.rejects(test.console.organizations.create({ name: '   ' }), { code: 'validation' });
    await assert.rejects(test.console.technicians.create({ name: 'Twin', email: 'ADA@msp.example' }), {
      code: 'validation',
    });
  });

  it('writes who changed what of an organization', async () => {
    const [acme] = (await test.console.organizations.list({ search: 'acme' })).organizations;
    await test.console.organizations.update({ id: acme!.id, patch: { phone: '1', notes: 'VIP' } });
    const [entry] = await test.console.audit.list({ entity: 'organization', entityId: acme!.id });
    assert.deepEqual(entry?.changes, [
      { field: 'phone', from: '+1 555 0100', to: '1' },
      { field: 'notes', from: '', to: 'VIP' },
    ]);
    assert.equal(entry.actorName, 'Ada Byron');
  });

  it('never loses its last administrator', async () => {
    const staff = await test.console.technicians.list({});
    const [me, other] = staff.filter((each) => each.role === 'administrator').toSorted((a, b) => a.id - b.id);
    await test.console.technicians.update({ id: other!.id, patch: { role: 'technician' } });
    await assert.rejects(test.console.technicians.update({ id: me!.id, patch: { role: 'technician' } }), {
      code: 'conflict',
    });
    await assert.rejects(test.console.technicians.update({ id: me!.id, patch: { active: false } }), {
      code: 'conflict',
    });
  });

  it('keeps the keeping of house to administrators', async () => {
    const technician = (await test.console.technicians.list({})).find((each) => each.role === 'technician')!;
    await test.console.workspace.switchTechnician({ id: technician.id });
    await assert.rejects(test.console.technicians.create({ name: 'x', email: 'x@y.example' }), {
      code: 'forbidden',
    });
    await assert.rejects(test.console.workspace.rename({ name: 'x' }), { code: 'forbidden' });
    await assert.rejects(test.console.system.backUpNow({}), { code: 'forbidden' });
    await test.console.workspace.switchTechnician({ id: 1 });
  });

  it('keeps drafts as they are typed, and forgets them when they are empty', async () => {
    await test.console.drafts.save({ key: 'reply:1', text: 'half a sen' });
    await test.console.drafts.save({ key: 'reply:2', text: 'other' });
    assert.equal((await test.console.drafts.get({ key: 'reply:1' }))?.text, 'half a sen');
    assert.equal((await test.console.drafts.list({ prefix: 'reply:' })).length, 2);
    await test.console.drafts.save({ key: 'reply:1', text: '' });
    assert.equal(await test.console.drafts.get({ key: 'reply:1' }), null);
  });
});

describe('backups', () => {
  it('are made by the day, checked, and kept seven at a time', async () => {
    const test = await startEngine();
    try {
      for (let day = 0; day < 9; day += 1) {
        test.clock.pass(86_400_001);
        await test.engine.backUpDaily();
        await test.engine.backUpDaily();
      }
      const backups = await test.console.system.backups({});
      assert.equal(backups.length, 7);
      assert.ok(
        backups.every((backup, index) => index === 0 || backup.createdAt < backups[index - 1]!.createdAt),
      );
      assert.equal((await test.console.system.status({})).lastBackupAt, backups[0]!.createdAt);
    } finally {
      await test.stop();
    }
  });
});
