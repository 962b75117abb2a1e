import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConnectionKind } from '../../../../shared/connection.ts';
import { publicId } from '../../../../shared/public-id.ts';
import { startEngine, type TestEngine } from '../../../support/engine.ts';

/** Where each dialect of an engine begins, as its service's page writes its base address. */
const bases: Readonly<Record<Exclude<ConnectionKind, 'theonestack'>, string>> = {
  orqit: '/api/public/v1',
  oneclickit: '/v1',
  clientstor: '/api/',
};

const everything = {
  view: 'all',
  filter: {},
  sort: 'created',
  descending: true,
  offset: 0,
  limit: 100,
} as const;

/** Two engines with real HTTP between them: one speaks for the remote service, in the dialect that is asked. */
describe('a connection to another engine', () => {
  let far: TestEngine;
  let near: TestEngine;
  before(async () => {
    far = await startEngine();
    near = await startEngine();
  });
  after(async () => {
    await near.stop();
    await far.stop();
  });

  async function connect(kind: keyof typeof bases, name: string) {
    const { apiKey } = await far.issueKey({
      scopes: ['tickets:read', 'tickets:write', 'assets:read', 'organizations:read', 'users:read'],
    });
    const client = await near.console.organizations.create({ name });
    const { connection } = await near.console.connections.create({
      kind,
      name,
      organizationId: client.id,
      baseUrl: far.url + bases[kind],
      apiKey,
      intervalMinutes: null,
    });
    const report = await near.console.connections.sync({ id: connection.id });
    assert.deepEqual([report.complete, report.detail], [true, null]);
    const tickets = async () =>
      (await near.console.tickets.list({ ...everything, filter: { organizationId: client.id } })).rows;
    return { id: connection.id, organizationId: client.id, tickets };
  }

  async function farTicket(subject: string) {
    const { ticket } = await far.console.tickets.create({
      subject,
      description: `About ${subject}`,
      priority: 'high',
    });
    return ticket.id;
  }

  it('reads the tickets of Orqit into triage, and takes what changed there the next time', async () => {
    const id = await farTicket('VPN');
    const remote = await connect('orqit', 'Orqit reading');
    const [ticket] = await remote.tickets();
    assert.deepEqual(
      [ticket!.subject, ticket!.priority, ticket!.status, ticket!.source],
      ['VPN', 'high', 'open', 'remote'],
    );
    await far.console.tickets.update({ ids: [id], patch: { status: 'waiting', priority: 'low' } });
    const report = await near.console.connections.sync({ id: remote.id });
    assert.deepEqual([report.complete, report.ticketsChanged, report.ticketsNew], [true, 1, 0]);
    const [changed] = await remote.tickets();
    assert.deepEqual([changed!.status, changed!.priority], ['waiting', 'low']);
    assert.equal((await near.console.connections.sync({ id: remote.id })).ticketsChanged, 0);
    assert.deepEqual(
      await near.console.outbox.list({ connectionId: remote.id }),
      [],
      'news are not sent back',
    );
  });

  it('sends triage and new tickets to Orqit, in order and once', async () => {
    const id = await farTicket('Printer');
    const remote = await connect('orqit', 'Orqit sending');
    const known = (await remote.tickets()).find(({ subject }) => subject === 'Printer')!;
    await near.console.tickets.update({ ids: [known.id], patch: { status: 'in_progress' } });
    await near.console.tickets.update({
      ids: [known.id],
      patch: { status: 'resolved', priority: 'critical' },
    });
    const { ticket } = await near.console.tickets.create({
      organizationId: remote.organizationId,
      subject: 'New switch',
      description: 'For the 2nd floor',
      type: 'service_request',
    });
    assert.equal((await near.console.system.status({})).queueLength, 3);
    const report = await near.console.connections.sync({ id: remote.id });
    assert.equal(report.sent, 3);
    const there = await far.console.tickets.get({ id });
    assert.deepEqual([there.status, there.priority], ['resolved', 'critical']);
    const opened = (await far.console.tickets.list(everything)).rows.filter(
      ({ subject }) => subject === 'New switch',
    );
    assert.equal(opened.length, 1);
    assert.equal(opened[0]!.type, 'service_request');
    assert.equal((await near.console.tickets.get({ id: ticket.id })).description, 'For the 2nd floor');
    assert.deepEqual(await near.console.outbox.list({ connectionId: remote.id }), []);
    assert.equal(
      (await near.console.connections.sync({ id: remote.id })).ticketsNew,
      0,
      'it is not read as another one',
    );
  });

  it('keeps both versions where both changed the same, merges the rest, and does what somebody chooses', async () => {
    const id = await farTicket('Backup');
    const remote = await connect('orqit', 'Orqit conflicts');
    const known = (await remote.tickets()).find(({ subject }) => subject === 'Backup')!;
    await near.console.tickets.update({
      ids: [known.id],
      patch: { status: 'waiting', subject: 'Backup fails' },
    });
    await far.console.tickets.update({ ids: [id], patch: { status: 'closed', priority: 'low' } });
    await near.console.connections.sync({ id: remote.id });
    const [conflict] = await near.console.outbox.conflicts({ connectionId: remote.id });
    assert.deepEqual(
      [conflict!.field, conflict!.base, conflict!.mine, conflict!.theirs, conflict!.mineBy],
      ['status', 'open', 'waiting', 'closed', 'Ada Byron'],
    );
    const merged = await near.console.tickets.get({ id: known.id });
    assert.deepEqual([merged.status, merged.priority], ['waiting', 'low']);
    assert.equal((await far.console.tickets.get({ id })).subject, 'Backup fails');
    assert.equal((await far.console.tickets.get({ id })).status, 'closed', 'nothing was written over');
    await near.console.outbox.settle({ choices: [{ id: conflict!.id, choice: 'mine' }] });
    await near.console.connections.sync({ id: remote.id });
    assert.equal((await far.console.tickets.get({ id })).status, 'waiting');
    assert.deepEqual(await near.console.outbox.conflicts({}), []);
  });

  it('opens tickets at OneClickIT with their threads read, and says what stays here', async () => {
    const id = await farTicket('Mail');
    await far.console.tickets.addMessage({ ids: [id], text: 'I look at it.', visibility: 'public' });
    const remote = await connect('oneclickit', 'OneClickIT');
    const known = (await remote.tickets()).find(({ subject }) => subject === 'Mail')!;
    const whole = await near.console.tickets.get({ id: known.id });
    assert.deepEqual(
      whole.messages.map(({ text, sender, authorName }) => [text, sender, authorName]),
      [['I look at it.', 'technician', 'Technician at OneClickIT']],
    );
    await near.console.tickets.update({ ids: [known.id], patch: { status: 'resolved' } });
    await near.console.tickets.addMessage({ ids: [known.id], text: 'Done.', visibility: 'public' });
    await near.console.tickets.create({
      organizationId: remote.organizationId,
      subject: 'Toner',
      description: 'Empty',
    });
    await near.console.connections.sync({ id: remote.id });
    const [held] = await near.console.outbox.ofTicket({ ticketId: known.id });
    assert.equal(held!.remoteId, publicId('ticket', id));
    assert.deepEqual(
      held!.changes.map(({ kind, state, detail }) => [kind, state, /documents no/.test(detail ?? '')]),
      [
        ['update', 'local', true],
        ['reply', 'local', true],
      ],
    );
    assert.equal((await far.console.tickets.get({ id })).status, 'open');
    const opened = (await far.console.tickets.list(everything)).rows.filter(
      ({ subject }) => subject === 'Toner',
    );
    assert.equal(opened.length, 1);
  });

  it('reads organizations and assets of ClientSt0r into the clients of the same name', async () => {
    const acme = await far.console.organizations.create({ name: 'Acme Corp' });
    await far.console.assets.create({
      organizationId: acme.id,
      name: 'FS01',
      type: 'server',
      serialNumber: 'SN-1',
    });
    const remote = await connect('clientstor', 'ClientSt0r');
    const mapped = await near.console.connections.organizations({ id: remote.id });
    const ours = mapped.find(({ name }) => name === 'Acme Corp')!.organizationId!;
    const page = { search: '', sort: [], offset: 0, limit: 10 };
    const { rows } = await near.console.assets.list({ ...page, filter: { organizationId: ours } });
    assert.deepEqual(
      rows.map(({ name, type, serialNumber, source }) => [name, type, serialNumber, source]),
      [['FS01', 'server', 'SN-1', 'remote']],
    );
    const report = await near.console.connections.sync({ id: remote.id });
    assert.deepEqual([report.complete, report.assetsNew, report.assetsChanged], [true, 0, 0]);
  });

  it('stops at a refused key, says so once, and goes on with another one', async () => {
    const remote = await connect('orqit', 'Orqit keys');
    await near.console.connections.update({ id: remote.id, patch: { apiKey: 'tb_live_wrong' } });
    const failed = await near.console.connections.sync({ id: remote.id });
    assert.equal(failed.complete, false);
    const state = async () => (await near.console.connections.get({ id: remote.id })).syncing.sync.state;
    assert.equal(await state(), 'key_refused');
    const raised = async () =>
      (await near.console.alerts.list({ filter: { state: ['open'] } })).rows.filter(
        ({ kind }) => kind === 'connection',
      );
    assert.equal((await raised()).length, 1);
    const { apiKey } = await far.issueKey();
    await near.console.connections.update({ id: remote.id, patch: { apiKey } });
    assert.equal((await near.console.connections.sync({ id: remote.id })).complete, true);
    assert.equal(await state(), 'idle');
    assert.equal((await raised()).length, 0);
  });
});
