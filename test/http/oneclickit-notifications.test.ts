import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { GivenChannel } from '../../shared/channel.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { assertHygiene, send } from '../support/http.ts';
import { receiveMail, replyWith, type MailReceiver } from '../support/mail-server.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';

const path = '/v1/api/notifications';
const data = { subject: 'Ticket Resolved', message: 'Your ticket #tkt_98f2e1 has been resolved.' };

describe('notifications over REST', () => {
  let engine: TestEngine;
  let key: string;
  let mail: MailReceiver;
  let receiver: Awaited<ReturnType<typeof receiveWebhooks>>;
  let refusal: Error | null = null;
  before(async () => {
    engine = await startEngine({ insecureLoopback: true });
    mail = await receiveMail({
      hideSTARTTLS: true,
      onRcptTo: (_address, _session, done) => done(refusal),
    });
    receiver = await receiveWebhooks();
    key = (await engine.issueKey({ scopes: ['notifications:send'] })).apiKey;
  });
  after(async () => {
    await engine.stop();
    receiver.close();
    await mail.close();
  });
  beforeEach(() => {
    refusal = null;
    mail.received.length = 0;
    receiver.received.length = 0;
    receiver.answerBy((response) => void response.writeHead(200).end('ok'));
  });

  const server = (): GivenChannel => ({
    kind: 'email',
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    user: '',
    fromAddress: 'noc@msp.example',
    fromName: '',
    recipients: [],
    ownNetwork: false,
    authorities: null,
  });
  const channel = async (name: string, settings: GivenChannel, organizationId: number | null = null) =>
    engine.console.channels.create({ name, settings, organizationId });
  async function ask(body: unknown, more: object = {}) {
    const received = await send(engine.url, path, { key, body, ...more });
    assertHygiene(received);
    return received;
  }
  const log = async () => (await engine.console.notifications.list({})).rows;

  it('need a mail server first, and say so', async () => {
    const { status, json } = await ask({ type: 'email', to: 'user@company.com', data });
    assert.equal(status, 503);
    assert.match(json.error.message, /No mail server is set up/);
    assert.equal((await log()).length, 0);
  });

  it('are sent by mail as the vendor documents, and answered with the page that was sent', async () => {
    await channel('Mail', server());
    const { status, json } = await ask({
      type: 'email',
      to: 'user@company.com',
      data: { ...data, message: '<script>alert(1)</script> & done' },
    });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(json).toSorted(), ['html', 'success']);
    assert.equal(json.success, true);
    assert.match(json.html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; done/);
    assert.equal(/<script/.test(json.html), false);
    assert.deepEqual(mail.received[0]!.to, ['user@company.com']);
    assert.match(mail.received[0]!.source, /^Subject: Ticket Resolved\r$/m);
    const [row] = await log();
    assert.deepEqual([row!.state, row!.origin, row!.recipients], ['sent', 'api', ['user@company.com']]);
  });

  it('name the field that is wrong, and let nobody write headers', async () => {
    for (const [body, field] of [
      [{ to: 'a@b.example', data }, 'type'],
      [{ type: 'sms', to: 'a@b.example', data }, 'type'],
      [{ type: 'desktop', to: 'a@b.example', data }, 'type'],
      [{ type: 'email', data }, 'to'],
      [{ type: 'email', to: '', data }, 'to'],
      [{ type: 'email', to: 'nobody', data }, 'to'],
      [{ type: 'email', to: 'a@b.example, c@d.example', data }, 'to'],
      [{ type: 'email', to: 'a@b.example\r\nBcc: c@d.example', data }, 'to'],
      [{ type: 'email', to: 'Eve <a@b.example>', data }, 'to'],
      [
        { type: 'email', to: 'a@b.example', data: { ...data, subject: 'One\r\nBcc: c@d.example' } },
        'data.subject',
      ],
      [{ type: 'email', to: 'a@b.example', data: { ...data, subject: 'One\u2028Two' } }, 'data.subject'],
      [{ type: 'email', to: 'a@b.example', data: { ...data, subject: ' ' } }, 'data.subject'],
      [{ type: 'email', to: 'a@b.example', data: { subject: 'One' } }, 'data.message'],
      [{ type: 'email', to: 'a@b.example' }, 'data'],
      [{ type: 'email', to: 'a@b.example', data, cc: 'c@d.example' }, 'cc'],
      [{ type: 'slack', to: 'nowhere', data }, 'to'],
    ] as const) {
      const { status, json } = await ask(body);
      assert.equal(status, 400, JSON.stringify(body));
      assert.equal(json.error.details.fields[0].field, field);
    }
    assert.equal(mail.received.length, 0);
  });

  it('answer 502 with the words of a server that refuses, and say in the log what became of it', async () => {
    refusal = replyWith(550, '5.1.1 No such user here');
    const { status, json } = await ask({ type: 'email', to: 'nobody@company.com', data });
    assert.equal(status, 502);
    assert.equal(json.error.code, 'refused');
    assert.match(json.error.message, /550 5\.1\.1 No such user here/);
    refusal = replyWith(451, '4.7.1 Try later');
    assert.equal((await ask({ type: 'email', to: 'a@company.com', data })).status, 502);
    const [later] = await log();
    assert.deepEqual([later!.state, later!.words], ['failed', '451 4.7.1 Try later']);
  });

  it('go to Slack, Teams and webhooks by the name of their channel or its very address', async () => {
    const url = `${receiver.url}/services/T0/B0/secret`;
    await channel('Ops', { kind: 'slack', url });
    await channel('Team', { kind: 'teams', url: `${receiver.url}/teams` });
    const { secret } = await channel('Hook', { kind: 'webhook', url: `${receiver.url}/hook` });
    for (const [type, to] of [
      ['slack', 'ops'],
      ['slack', url],
      ['teams', 'Team'],
      ['webhook', 'Hook'],
    ]) {
      const { status, json } = await ask({ type, to, data });
      assert.equal(status, 200, JSON.stringify(json));
    }
    const [slack, again, teams, hook] = receiver.received;
    assert.deepEqual([slack!.path, again!.path], ['/services/T0/B0/secret', '/services/T0/B0/secret']);
    assert.equal(JSON.parse(slack!.body.toString()).text, data.subject);
    assert.equal(
      JSON.parse(teams!.body.toString()).attachments[0].contentType,
      'application/vnd.microsoft.card.adaptive',
    );
    assert.match(String(hook!.headers['webhook-signature']), /^v1,/);
    assert.match(secret!, /^whsec_/);
    const elsewhere = await ask({ type: 'slack', to: `${receiver.url}/services/other`, data });
    assert.equal(elsewhere.status, 400);
    assert.equal((await ask({ type: 'teams', to: 'Ops', data })).status, 400);
    const shown = JSON.stringify([await engine.console.channels.list({}), await log()]);
    assert.equal(shown.includes('/services/T0'), false);
  });

  it('are no delivery where a portal answers in place of Slack', async () => {
    receiver.answerBy((response) => void response.writeHead(200).end('<html>Please log in</html>'));
    const portal = await ask({ type: 'slack', to: 'Ops', data });
    assert.equal(portal.status, 502);
    assert.match(portal.json.error.message, /a page that is made for people/);
    receiver.answerBy((response) => void response.writeHead(404).end('no_service'));
    assert.match((await ask({ type: 'slack', to: 'Ops', data })).json.error.message, /404: no_service/);
  });

  it('stay inside the organization of their key', async () => {
    const { id: acme } = await engine.console.organizations.create({ name: 'Acme' });
    const { id: globex } = await engine.console.organizations.create({ name: 'Globex' });
    await channel('Acme ops', { kind: 'slack', url: `${receiver.url}/acme` }, acme);
    const scopes = ['notifications:send' as const];
    const theirs = (await engine.issueKey({ scopes, organizationId: globex })).apiKey;
    const own = (await engine.issueKey({ scopes, organizationId: acme })).apiKey;
    const wish = { type: 'slack', to: 'Acme ops', data };
    const unknown = await ask({ ...wish, to: 'Nowhere' }, { key: theirs });
    const foreign = await ask(wish, { key: theirs });
    assert.deepEqual([foreign.status, foreign.text], [400, unknown.text]);
    assert.equal((await ask({ ...wish, to: `${receiver.url}/acme` }, { key: theirs })).status, 400);
    assert.equal((await ask(wish, { key: own })).status, 200);
    assert.equal((await log())[0]!.organizationId, acme);
    const powerless = (await engine.issueKey({ scopes: [] })).apiKey;
    assert.equal((await ask(wish, { key: powerless })).status, 403);
    assert.equal((await send(engine.url, path, { body: wish })).status, 401);
  });

  it('are sent once for one Idempotency-Key, and tried again where they were refused', async () => {
    const headers = { 'Idempotency-Key': 'n1' };
    const wish = { type: 'email', to: 'user@company.com', data };
    refusal = replyWith(451, '4.7.1 Try later');
    assert.equal((await ask(wish, { headers })).status, 502);
    refusal = null;
    const first = await ask(wish, { headers });
    const second = await ask(wish, { headers });
    assert.deepEqual(
      [first.status, second.status, second.headers['idempotent-replayed']],
      [200, 200, 'true'],
    );
    assert.equal(first.text, second.text);
    assert.equal(mail.received.length, 1);
    assert.equal((await ask({ ...wish, to: 'b@company.com' }, { headers })).status, 422);
    const both = await Promise.all([1, 2].map(() => ask(wish, { headers: { 'Idempotency-Key': 'n2' } })));
    assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([200, 409]));
    assert.equal(mail.received.length, 2);
  });
});
