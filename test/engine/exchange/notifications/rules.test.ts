import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newRule } from '../../../../shared/notification-rule.ts';
import type { Caller } from '../../../../shared/caller.ts';
import type { GivenChannel } from '../../../../shared/channel.ts';
import { ada, openExchange, type TestExchange } from '../../../support/exchange.ts';
import { receiveMail, replyWith, type MailReceiver } from '../../../support/mail-server.ts';
import { receiveWebhooks } from '../../../support/webhook-receiver.ts';

const minute = 60_000;

describe('rules for notifications', () => {
  let exchange: TestExchange;
  let receiver: Awaited<ReturnType<typeof receiveWebhooks>>;
  let mail: MailReceiver;
  let refusal: Error | null;
  before(async () => {
    receiver = await receiveWebhooks();
    mail = await receiveMail({ hideSTARTTLS: true, onRcptTo: (_to, _session, done) => done(refusal) });
  });
  after(async () => {
    receiver.close();
    await mail.close();
  });
  beforeEach(() => {
    refusal = null;
    receiver.received.length = 0;
    mail.received.length = 0;
    receiver.answerBy((response) => void response.writeHead(200).end('ok'));
    exchange = openExchange();
    exchange.room.notifications.start();
    return () => exchange.close();
  });

  const handlers = () => exchange.room.handlers;
  const channel = (name: string, settings: GivenChannel) =>
    handlers().channels.create(ada, { name, organizationId: null, enabled: true, settings }).channel.id;
  const slack = (name: string) => channel(name, { kind: 'slack', url: `${receiver.url}/${name}` });
  const rule = (given: object) =>
    handlers().notificationRules.create(ada, newRule.parse({ name: 'R', ...given }));
  const to = (channelId: number, afterMinutes = 0, recipients: string[] = []) => ({
    channelId,
    afterMinutes,
    recipients,
  });
  const log = () =>
    handlers().notifications.list(ada, { filter: {}, search: '', sort: [], offset: 0, limit: 100 }).rows;
  const down = (id: number, organizationId = 2) =>
    exchange.happen(
      'monitor.down',
      { monitor_id: id, name: `Site ${id}`, url: '', error: 'Timed out' },
      organizationId,
    );
  const posted = () =>
    receiver.received.map(({ path, body }) => [path, JSON.parse(body.toString()).text as string]);

  it('make one message of what happens within half a minute, and another of what comes later', async () => {
    rule({ alerts: ['monitor'], steps: [to(slack('ops'))] });
    down(1);
    down(2);
    await exchange.passForPeople(20_000, 10_000);
    down(3, 3);
    assert.deepEqual(posted(), []);
    await exchange.passForPeople(10_000, 10_000);
    assert.deepEqual(posted(), [['/ops', 'Site 1 is down and 2 more']]);
    down(4);
    await exchange.passForPeople(minute, 10_000);
    assert.deepEqual(posted()[1], ['/ops', 'Site 4 is down (Acme)']);
    const [second, first] = log();
    assert.deepEqual([first!.organizationId, second!.organizationId], [1, 2]);
    assert.equal(handlers().notifications.get(ada, { id: first!.id }).items.length, 3);
  });

  it('go on to the next channel while nobody has acknowledged, and no further', async () => {
    rule({
      alerts: ['monitor'],
      steps: [to(slack('first')), to(slack('second'), 15), to(slack('third'), 60)],
    });
    down(1);
    await exchange.passForPeople(20 * minute, minute / 2);
    assert.deepEqual(posted(), [
      ['/first', 'Site 1 is down (Acme)'],
      ['/second', 'Unanswered for 15 min: Site 1 is down (Acme)'],
    ]);
    handlers().alerts.acknowledge(ada, { ids: [1] });
    await exchange.passForPeople(60 * minute);
    assert.equal(posted().length, 2);
    assert.equal(handlers().notifications.outbox(ada, {}).held, 0);
  });

  it('wait for the end of quiet hours, unless it is critical', async () => {
    const hour = new Date(exchange.clock.now()).getHours();
    const quietHours = { fromMinute: hour * 60, toMinute: ((hour + 2) % 24) * 60 };
    const mine = slack('mine');
    rule({ alerts: ['monitor'], events: ['ticket.created'], quietHours, steps: [to(mine)] });
    exchange.happen('ticket.created', { subject: 'Printer', priority: 'low', status: 'open' });
    down(1);
    await exchange.passForPeople(5 * minute);
    assert.deepEqual(posted(), [['/mine', 'Site 1 is down (Acme)']]);
    await exchange.passForPeople(120 * minute, 5 * minute);
    assert.deepEqual(posted()[1], ['/mine', 'New ticket: Printer (Acme)']);
  });

  it('hear only of their organization, their kinds and what is bad enough', async () => {
    rule({ organizationId: 3, alerts: ['monitor'], steps: [to(slack('globex'))] });
    rule({ alerts: ['breach'], steps: [to(slack('breaches'))] });
    rule({ alerts: ['monitor'], enabled: false, steps: [to(slack('off'))] });
    down(1, 2);
    await exchange.passForPeople(2 * minute);
    assert.deepEqual(posted(), []);
  });

  it('are asked again after a crash without losing or repeating anything', async () => {
    rule({ alerts: ['monitor'], events: ['monitor.up'], steps: [to(slack('ops'))] });
    down(1);
    exchange.happen('monitor.up', { monitor_id: 1, name: 'Site 1', url: '' });
    await exchange.restart();
    down(2);
    await exchange.restart();
    await exchange.passForPeople(2 * minute);
    await exchange.restart();
    exchange.room.events.drain();
    await exchange.passForPeople(2 * minute);
    assert.equal(receiver.received.length, 1);
    const { items } = handlers().notifications.get(ada, { id: log()[0]!.id });
    assert.deepEqual(items.map(({ title }) => title).toSorted(), [
      'Site 1 is down',
      'Site 1 is up again',
      'Site 2 is down',
    ]);
  });

  it('hold mail in the outbox until its server takes it, under one id, and say what it said', async () => {
    const settings: GivenChannel = {
      kind: 'email',
      host: '127.0.0.1',
      port: mail.port,
      security: 'none',
      user: '',
      fromAddress: 'noc@msp.example',
      fromName: '',
      recipients: ['ada@msp.example'],
      ownNetwork: false,
      authorities: null,
    };
    rule({ alerts: ['monitor'], steps: [to(channel('Mail', settings), 0, ['bo@msp.example'])] });
    refusal = replyWith(451, '4.7.1 Greylisted');
    down(1);
    await exchange.passForPeople(minute, minute / 2);
    const [waiting] = log();
    assert.deepEqual([waiting!.state, waiting!.words], ['waiting', '451 4.7.1 Greylisted']);
    assert.ok(waiting!.nextAttemptAt! > exchange.clock.now() - minute);
    await exchange.restart();
    refusal = null;
    await exchange.passForPeople(10 * minute);
    const [sent] = log();
    assert.deepEqual([sent!.state, sent!.recipients, mail.received.length], ['sent', ['bo@msp.example'], 1]);
    const { messageId } = handlers().notifications.get(ada, { id: sent!.id });
    assert.match(mail.received[0]!.source, new RegExp(`^Message-ID: <${messageId}@msp\\.example>`, 'm'));
  });

  it('hold mail while its server is away, over restarts, and send each once when it is back', async () => {
    const away = await receiveMail({ hideSTARTTLS: true });
    const { port } = away;
    await away.close();
    const settings: GivenChannel = {
      kind: 'email',
      host: '127.0.0.1',
      port,
      security: 'none',
      user: '',
      fromAddress: 'noc@msp.example',
      fromName: '',
      recipients: ['ada@msp.example'],
      ownNetwork: false,
      authorities: null,
    };
    rule({ alerts: ['monitor'], steps: [to(channel('Mail', settings))] });
    down(1);
    await exchange.passForPeople(2 * minute);
    await exchange.restart();
    down(2);
    await exchange.passForPeople(120 * minute, 5 * minute);
    assert.deepEqual(
      log().map(({ state }) => state),
      ['waiting', 'waiting'],
    );
    assert.match(log()[0]!.words ?? '', /refused|reach/i);
    await exchange.restart();
    const back = await receiveMail({ hideSTARTTLS: true, port });
    try {
      await exchange.passForPeople(24 * 60 * minute, 30 * minute);
      const subjects = back.received.map(({ source }) => /^Subject: (.*)$/m.exec(source)![1]);
      assert.equal(subjects.length, 2);
      assert.deepEqual(new Set(subjects), new Set(['Site 1 is down (Acme)', 'Site 2 is down (Acme)']));
      assert.ok(log().every(({ state }) => state === 'sent'));
    } finally {
      await back.close();
    }
  });

  it('give up what is refused for good, raise an alert for it once, and send it again by hand', async () => {
    receiver.answerBy((response) => void response.writeHead(404).end('no_service'));
    rule({ alerts: ['monitor'], steps: [to(slack('ops'))] });
    down(1);
    await exchange.passForPeople(2 * minute);
    down(2);
    await exchange.passForPeople(2 * minute);
    const failed = log();
    assert.deepEqual(
      failed.map(({ state, words }) => [state, words]),
      [
        ['failed', 'It answered 404: no_service'],
        ['failed', 'It answered 404: no_service'],
      ],
    );
    const alerts = () =>
      handlers()
        .alerts.list(ada, { filter: { kind: ['notification'] }, search: '', sort: [], offset: 0, limit: 10 })
        .rows.map(({ state, occurrences }) => [state, occurrences]);
    assert.deepEqual(alerts(), [['open', 2]]);
    receiver.answerBy((response) => void response.writeHead(200).end('ok'));
    handlers().notifications.retry(ada, { ids: failed.map(({ id }) => id) });
    await exchange.passForPeople(minute);
    assert.equal(
      log().every(({ state }) => state === 'sent'),
      true,
    );
    assert.deepEqual(alerts(), [['resolved', 2]]);
  });

  it('wait while the vault is locked, and lose nothing by it', async () => {
    rule({ alerts: ['monitor'], steps: [to(slack('ops'))] });
    exchange.lock(true);
    down(1);
    await exchange.passForPeople(10 * minute);
    assert.deepEqual([posted().length, log()[0]!.state, log()[0]!.attempts], [0, 'waiting', 0]);
    assert.equal(handlers().notifications.outbox(ada, {}).state, 'vault_locked');
    exchange.lock(false);
    await exchange.passForPeople(minute);
    assert.equal(posted().length, 1);
  });

  it('keep what they held for a rule that is removed or switched off to themselves', async () => {
    const ops = slack('ops');
    const first = rule({ alerts: ['monitor'], steps: [to(ops)] });
    const second = rule({ alerts: ['monitor'], steps: [to(ops)] });
    down(1);
    exchange.room.notifications.clerk.run();
    assert.throws(() => handlers().channels.remove(ada, { id: ops }), { code: 'conflict' });
    handlers().notificationRules.remove(ada, { id: first.id });
    handlers().notificationRules.update(ada, { id: second.id, patch: { enabled: false } });
    await exchange.passForPeople(2 * minute);
    assert.deepEqual([posted(), handlers().notifications.outbox(ada, {}).held], [[], 0]);
    handlers().notificationRules.remove(ada, { id: second.id });
    handlers().channels.remove(ada, { id: ops });
    assert.deepEqual(handlers().channels.list(ada, {}), []);
  });
});

describe('channels', () => {
  let exchange: TestExchange;
  beforeEach(() => {
    exchange = openExchange();
    return () => exchange.close();
  });
  const mail = (more: object = {}): GivenChannel => ({
    kind: 'email',
    host: 'mail.example',
    port: 587,
    security: 'starttls',
    user: 'noc',
    fromAddress: 'noc@msp.example',
    fromName: '',
    recipients: [],
    ownNetwork: false,
    authorities: null,
    password: 'tb-canary-password',
    ...more,
  });
  const create = (name: string, settings: GivenChannel) =>
    exchange.room.handlers.channels.create(ada, { name, organizationId: null, enabled: true, settings });

  it('keep their secrets to the vault: no answer, row or history holds one', () => {
    create('Mail', mail());
    create('Ops', { kind: 'slack', url: 'https://hooks.slack.example/services/tb-canary-url' });
    const dump = JSON.stringify([
      exchange.room.handlers.channels.list(ada, {}),
      exchange.db.all('SELECT * FROM channel'),
      exchange.db.all('SELECT changes FROM audit'),
      exchange.pushed,
    ]);
    assert.equal(dump.includes('tb-canary'), false);
  });

  it('tell a password to no server that it was not given for', () => {
    const { id } = create('Mail', mail()).channel;
    const update = (settings: GivenChannel) =>
      exchange.room.handlers.channels.update(ada, { id, patch: { settings } });
    assert.equal(update(mail({ password: undefined, port: 465, security: 'tls' })).hasSecret, true);
    assert.equal(update(mail({ password: undefined, host: 'evil.example' })).hasSecret, false);
    assert.equal(exchange.secrets.get(`channel/${id}/secret`), undefined);
  });

  it('refuse what cannot be meant', () => {
    const fails = (settings: GivenChannel, name = 'X') =>
      assert.throws(() => create(name, settings), { code: 'validation' });
    fails(mail({ security: 'none' }));
    fails(mail({ host: '10.0.0.5' }));
    fails({ kind: 'slack' });
    fails({ kind: 'slack', url: 'ftp://hooks.example' });
    fails({ kind: 'teams', url: 'https://10.0.0.5/hook' });
    create('Inside', mail({ host: '10.0.0.5', ownNetwork: true }));
    fails(mail(), 'inside');
  });

  it('are set up by administrators at the console only', () => {
    const person = {
      kind: 'technician',
      technicianId: 2,
      name: 'Bo',
      role: 'administrator',
      organizationId: null,
    } as const;
    const technician: Caller = { ...person, role: 'technician' };
    const { channels } = exchange.room.handlers;
    const wish = { name: 'X', organizationId: null, enabled: true, settings: { kind: 'desktop' } } as const;
    assert.throws(() => channels.create(technician, wish), { code: 'forbidden' });
    const key: Caller = {
      ...person,
      kind: 'key',
      keyId: 1,
      projectId: null,
      scopes: new Set(['notifications:send']),
    };
    assert.throws(() => channels.create(key, wish), { code: 'forbidden' });
    assert.throws(() => channels.list(key, {}), { code: 'forbidden' });
  });
});
