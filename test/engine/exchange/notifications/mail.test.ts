import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { createMailSender } from '../../../../electron/engine/exchange/notifications/sending/mail.ts';
import type { Message, SendJob } from '../../../../electron/engine/exchange/notifications/sending/sender.ts';
import type { MailServer } from '../../../../shared/channel.ts';
import { strictRules, testEgress, testRules } from '../../../support/egress.ts';
import {
  receiveMail,
  replyWith,
  testCertificate,
  type MailReceiver,
  type MailServerWishes,
} from '../../../support/mail-server.ts';

const names = { 'receiver.test': ['127.0.0.1'] };

const message: Message = {
  id: 'msg_one',
  subject: 'Überwachung: FS01 is down',
  text: 'Connection timed out & <b>nothing</b> more',
  severity: 'critical',
  items: [],
  at: Date.UTC(2026, 2, 23, 10, 30),
  organization: { id: 2, name: 'Acme "North" <Ltd>' },
};

const settingsFor = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  kind: 'email',
  host: 'receiver.test',
  port,
  security: 'starttls',
  user: '',
  fromAddress: 'noc@msp.example',
  fromName: 'NOC, nights',
  recipients: [],
  ownNetwork: false,
  authorities: testCertificate,
  ...more,
});

describe('a mail channel', () => {
  const servers: MailReceiver[] = [];
  after(() => Promise.all(servers.map((server) => server.close())));

  async function listen(wishes: MailServerWishes = {}): Promise<MailReceiver> {
    const server = await receiveMail(wishes);
    servers.push(server);
    return server;
  }

  const deps = { version: '0.0.0-test', egress: testEgress(names), answerWithinMs: 30_000 };

  function send(
    settings: MailServer,
    more: Partial<SendJob<MailServer>> & { password?: string } = {},
    own: Partial<typeof deps> = {},
  ) {
    const { password: secret, ...rest } = more;
    return createMailSender({ ...deps, ...own })({
      settings,
      secrets: { secret, signing: undefined },
      recipients: ['ada@acme.example'],
      message,
      signal: new AbortController().signal,
      ...rest,
    });
  }

  it('sends text and page over STARTTLS, logged in, under an id that stays the same', async () => {
    const server = await listen();
    const settings = settingsFor(server.port, { user: 'noc' });
    const result = await send(settings, {
      password: 'right',
      recipients: ['ada@acme.example', 'bo@acme.example'],
    });
    assert.deepEqual(result, { outcome: 'sent', words: '250 Taken' });
    const [mail] = server.received;
    assert.deepEqual(
      [mail!.from, mail!.to, mail!.user, mail!.encrypted],
      ['noc@msp.example', ['ada@acme.example', 'bo@acme.example'], 'noc', true],
    );
    assert.match(mail!.source, /^Message-ID: <msg_one@msp\.example>\r$/m);
    assert.match(mail!.source, /^From: "NOC, nights" <noc@msp\.example>\r$/m);
    assert.match(mail!.source, /^Date: Mon, 23 Mar 2026 10:30:00 \+0000\r$/m);
    assert.match(mail!.source, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(mail!.source, /^Content-Type: multipart\/alternative/m);
    assert.match(mail!.source, /Content-Type: text\/plain; charset=utf-8/);
    const page = mail!.source.slice(mail!.source.indexOf('text/html')).replaceAll('=\r\n', '');
    assert.equal(page.includes('&lt;b&gt;nothing&lt;/b&gt;'), true);
    assert.equal(page.includes('<b>nothing'), false);
    assert.equal(page.includes('Acme &quot;North&quot; &lt;Ltd&gt;'), true);
  });

  it('is encrypted from the first byte where it was told so', async () => {
    const server = await listen({ secure: true });
    const result = await send(settingsFor(server.port, { security: 'tls' }));
    assert.equal(result.outcome, 'sent');
    assert.equal(server.received[0]!.encrypted, true);
  });

  it('says nothing to a server that offers no encryption where it was asked for', async () => {
    const server = await listen({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const result = await send(settingsFor(server.port, { user: 'noc' }), { password: 'right' });
    assert.equal(result.outcome, 'failed');
    assert.match(result.words, /STARTTLS/i);
    assert.equal(server.received.length, 0);
  });

  it('goes without encryption only where it was told to', async () => {
    const server = await listen({ hideSTARTTLS: true });
    const result = await send(settingsFor(server.port, { security: 'none' }));
    assert.equal(result.outcome, 'sent');
    assert.equal(server.received[0]!.encrypted, false);
  });

  it('trusts no certificate that nobody vouches for', async () => {
    const server = await listen();
    for (const security of ['starttls', 'tls'] as const) {
      const port = security === 'tls' ? (await listen({ secure: true })).port : server.port;
      const result = await send(settingsFor(port, { security, authorities: null }));
      assert.equal(result.outcome, 'failed');
      assert.match(result.words, /self-signed certificate/);
    }
    assert.equal(server.received.length, 0);
  });

  it('tells a login that is refused, in the words of the server, and without the password', async () => {
    const server = await listen();
    const result = await send(settingsFor(server.port, { user: 'noc' }), { password: 'wrong-horse' });
    assert.equal(result.outcome, 'failed');
    assert.match(result.words, /login was refused: 535 5\.7\.8 Wrong password/);
    assert.equal(result.words.includes('wrong-horse'), false);
    const none = await send(settingsFor(server.port, { user: 'noc' }));
    assert.deepEqual([none.outcome, /password .* is missing/.test(none.words)], ['refused', true]);
  });

  it('is refused for good by 5xx, for now by 4xx, and knows a receiver who is not taken', async () => {
    const answers: Record<string, Error> = {
      'nobody@acme.example': replyWith(550, '5.1.1 No such user'),
      'grey@acme.example': replyWith(451, '4.7.1 Greylisted, come back later'),
    };
    const server = await listen({
      onRcptTo: ({ address }, _session, done) => done(answers[address]),
    });
    const to = (...recipients: string[]) => send(settingsFor(server.port), { recipients });
    assert.deepEqual(await to('nobody@acme.example'), {
      outcome: 'refused',
      words: '550 5.1.1 No such user',
    });
    const grey = await to('grey@acme.example');
    assert.deepEqual([grey.outcome, grey.words.startsWith('451 4.7.1 Greylisted')], ['failed', true]);
    const partly = await to('nobody@acme.example', 'ada@acme.example');
    assert.equal(partly.outcome, 'sent');
    assert.match(partly.words, /not taken for some: 550 5\.1\.1 No such user/);
    assert.deepEqual(
      server.received.map(({ to: taken }) => taken),
      [['ada@acme.example']],
    );
  });

  it('may be refused after the whole message was read', async () => {
    const server = await listen({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(replyWith(554, '5.7.1 Looks like spam')));
      },
    });
    assert.deepEqual(await send(settingsFor(server.port)), {
      outcome: 'refused',
      words: '554 5.7.1 Looks like spam',
    });
  });

  it('that is hung up on in the middle is tried again, under the same id', async () => {
    const server = await listen({ hangUpWithin: true });
    const result = await send(settingsFor(server.port));
    assert.equal(result.outcome, 'failed');
    const again = await listen();
    await send(settingsFor(again.port));
    const idOf = ({ source }: { source: string }) => /^Message-ID: (.*)\r$/m.exec(source)![1];
    assert.equal(idOf(server.received[0]!), idOf(again.received[0]!));
  });

  it('waits for no server longer than it may', async () => {
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const result = await send(settingsFor(port), {}, { answerWithinMs: 100 });
    assert.equal(result.outcome, 'failed');
    assert.notEqual(result.words, '');
    silent.close();
  });

  it('tells a server that speaks something else from one that takes mail', async () => {
    const other = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    assert.equal((await send(settingsFor(port))).outcome, 'failed');
    other.close();
    await once(other, 'close');
    const closed = await send(settingsFor(port));
    assert.deepEqual([closed.outcome, /ECONNREFUSED/.test(closed.words)], ['failed', true]);
  });

  it('reaches only addresses that the policy lets it, and its own network where that is allowed', async () => {
    const egress = testEgress({ 'receiver.test': ['10.1.2.3'] }, strictRules);
    const blocked = await send(settingsFor(25), {}, { egress });
    assert.deepEqual([blocked.outcome, /leads to a private network/.test(blocked.words)], ['refused', true]);
    const server = await listen();
    const own = testEgress(names, { ...testRules, ownPorts: [server.port] });
    assert.equal((await send(settingsFor(server.port), {}, { egress: own })).outcome, 'refused');
    const unknown = await send(settingsFor(25, { host: 'nowhere.test' }));
    assert.equal(unknown.outcome, 'unreachable');
  });

  it('is cut off when the engine ends', async () => {
    const ending = new AbortController();
    const server = await listen({ onMailFrom: () => ending.abort() });
    const result = await send(settingsFor(server.port), { signal: ending.signal });
    assert.equal(result.outcome, 'aborted');
  });
});
