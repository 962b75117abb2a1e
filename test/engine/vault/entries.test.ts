import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngine, type TestEngine } from '../../support/engine.ts';

describe('entries of the vault', () => {
  let engine: TestEngine;
  before(async () => {
    engine = await startEngine();
  });
  after(() => engine.stop());

  const add = async (given: object) =>
    (await engine.console.entries.create({ title: 'Router', ...given })).record;

  it('give back all that was put in, secrets only when they are asked for', async () => {
    const made = await add({
      username: 'admin',
      password: 'correct horse battery staple',
      urls: ['https://router.example', 'ssh://10.0.0.1'],
      folder: 'Network',
      tags: ['core', 'cisco'],
      notes: 'Console cable in the drawer',
      fields: [
        { name: 'enable', kind: 'hidden', value: 's3cret-enable' },
        { name: 'rack', kind: 'text', value: 'B4' },
      ],
      oneTimeCode: 'otpauth://totp/Cisco:admin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cisco',
      expiresAt: Date.UTC(2027, 0, 1),
      pinned: true,
    });
    const entry = await engine.console.entries.get({ id: made.id });
    assert.deepEqual(entry, made);
    assert.equal(entry.title, 'Router');
    assert.equal(entry.notes, 'Console cable in the drawer');
    assert.deepEqual(entry.fields, [
      { name: 'enable', kind: 'hidden', value: null },
      { name: 'rack', kind: 'text', value: 'B4' },
    ]);
    assert.doesNotMatch(JSON.stringify(entry), /correct horse|s3cret|GEZDGNBV/);
    const revealed = await engine.console.entries.reveal({
      id: made.id,
      parts: ['password', 'fields', 'oneTimeCode', 'history', 'leftovers'],
    });
    assert.equal(revealed.password, 'correct horse battery staple');
    assert.deepEqual(revealed.fields?.[0], { name: 'enable', kind: 'hidden', value: 's3cret-enable' });
    assert.equal(revealed.oneTimeCode?.secret, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    assert.deepEqual([revealed.history, revealed.leftovers], [[], {}]);
  });

  it('keep earlier passwords, the newest first, and a hidden field that comes without its value', async () => {
    const { id } = await add({
      password: 'one',
      fields: [{ name: 'pin', kind: 'hidden', value: '1234' }],
    });
    engine.clock.pass(1000);
    await engine.console.entries.update({ ids: [id], patch: { password: 'two' } });
    engine.clock.pass(1000);
    const at = engine.clock.now();
    await engine.console.entries.update({
      ids: [id],
      patch: { password: 'three', fields: [{ name: 'pin', kind: 'hidden', value: null }] },
    });
    const { history, fields, password } = await engine.console.entries.reveal({
      id,
      parts: ['history', 'fields', 'password'],
    });
    assert.deepEqual(
      history?.map((each) => each.password),
      ['two', 'one'],
    );
    assert.equal(history?.[0]?.replacedAt, at);
    assert.deepEqual([fields?.[0]?.value, password], ['1234', 'three']);
  });

  it('are found by the start of words, by phrases, and not by what is excluded', async () => {
    const { id } = await add({
      title: 'Größe Firewall',
      username: 'root',
      urls: ['https://fw.acme.example/x'],
    });
    const found = async (search: string) =>
      (await engine.console.entries.list({ search })).rows.map((row) => row.id).includes(id);
    assert.ok(await found('größe FIRE'));
    assert.ok(await found('acme'));
    assert.ok(await found('"fw acme"'));
    assert.ok(!(await found('firewall -root')));
    assert.ok(!(await found('ewall')));
  });

  it('are listed in any order, page by page, each once', async () => {
    for (let n = 0; n < 30; n += 1) await add({ title: `Bulk ${n % 7}`, username: `u${n}`, folder: 'bulk' });
    const seen: number[] = [];
    for (let offset = 0; offset < 30; offset += 7) {
      const { rows, total } = await engine.console.entries.list({
        filter: { folder: 'bulk' },
        sort: [{ field: 'title', descending: true }, { field: 'username' }],
        offset,
        limit: 7,
      });
      assert.equal(total, 30);
      seen.push(...rows.map((row) => row.id));
    }
    assert.equal(new Set(seen).size, 30);
  });

  it('take a change back field by field, and a removal whole', async () => {
    const { id } = await add({ title: 'Undo me', username: 'a', password: 'first', folder: 'x' });
    const change = await engine.console.entries.update({ ids: [id], patch: { username: 'b', folder: 'y' } });
    await engine.console.entries.update({ ids: [id], patch: { folder: 'z' } });
    const undone = await engine.console.entries.undo({ changeId: change.changeId });
    assert.deepEqual(undone.kept, [{ id, field: 'folder' }]);
    assert.deepEqual([undone.records[0]?.username, undone.records[0]?.folder], ['a', 'z']);
    const removed = await engine.console.entries.remove({ ids: [id] });
    await assert.rejects(engine.console.entries.get({ id }), { code: 'not_found' });
    await engine.console.entries.undo({ changeId: removed.changeId });
    const back = await engine.console.entries.reveal({ id, parts: ['password'] });
    assert.equal(back.password, 'first');
    assert.equal((await engine.console.entries.get({ id })).username, 'a');
  });

  it('record who saw which secret and for which ticket, and no secret with it', async () => {
    const { ticket } = await engine.console.tickets.create({ subject: 'VPN', description: 'x' });
    const { id } = await add({ title: 'Audited thing', password: 'never in the log' });
    await engine.console.entries.reveal({ id, parts: ['password'], ticketId: ticket.id, copied: true });
    const log = await engine.console.audit.list({ entity: 'entry', entityId: id });
    assert.deepEqual(
      log.map(({ action, actorName }) => [action, actorName]),
      [
        ['copy', 'Ada Byron'],
        ['create', 'Ada Byron'],
      ],
    );
    assert.deepEqual(log[0]?.changes, [
      { field: 'password', from: null, to: null },
      { field: 'ticket', from: null, to: ticket.id },
    ]);
    assert.doesNotMatch(JSON.stringify(log), /never in the log|Audited thing/);
  });

  it('tell how strong a password is and which are shared', async () => {
    const [a, b] = [await add({ password: 'Summer2024' }), await add({ password: 'Summer2024' })];
    await engine.console.entries.estimate({ password: 'x' });
    const strong = await add({ password: 'vK9#xq7Lw!2mZr8p' });
    assert.equal(strong.strength, 4);
    assert.deepEqual([a.reused, b.reused], [0, 1]);
    const health = await engine.console.entries.health({});
    assert.ok(health.reuseGroups.some((ids) => ids.includes(a.id) && ids.includes(b.id)));
  });

  it('show codes, use one by count up, and record it', async () => {
    const { id } = await add({
      title: 'Counted',
      oneTimeCode: 'otpauth://hotp/X:y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0',
    });
    const shown = async () => (await engine.console.codes.list({ ids: [id] })).codes[0];
    assert.equal((await shown())?.code, null);
    // RFC 4226, appendix D
    assert.equal((await engine.console.codes.use({ entryId: id })).code, '755224');
    assert.equal((await engine.console.codes.use({ entryId: id })).code, '287082');
    assert.equal((await shown())?.counter, 2);
  });
});
