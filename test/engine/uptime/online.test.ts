import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OnlineReport, OnlineTarget, UptimeSettings } from '../../../shared/uptime.ts';
import { createEgress } from '../../../electron/engine/egress/egress.ts';
import { createAskOnline } from '../../../electron/engine/uptime/watch/ask-online.ts';
import { createOnline } from '../../../electron/engine/uptime/watch/online.ts';
import { defaultGateway } from '../../../electron/engine/uptime/watch/gateway.ts';

/** Takes connections and says nothing, as a target that something between here and there swallows. */
class Listener {
  readonly server: Server;
  readonly sockets = new Set<Socket>();
  connections = 0;

  constructor() {
    this.server = createServer((socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.on('error', () => {}).on('close', () => this.sockets.delete(socket));
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  target(name: string, certificateName: string | null = null): OnlineTarget {
    return { name, host: '127.0.0.1', port: (this.server.address() as AddressInfo).port, certificateName };
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

describe('whether this machine is online', () => {
  let answers: Listener;
  let silent: Listener;
  let settings: UptimeSettings;
  const egress = createEgress({ rules: () => ({ privateHosts: [], loopback: true, ownPorts: [] }) });
  const ask = createAskOnline(
    egress,
    () => settings,
    () => 4711,
  );
  const gone: OnlineTarget = { name: 'gone', host: '127.0.0.1', port: 1, certificateName: null };

  before(async () => {
    answers = await new Listener().start();
    silent = await new Listener().start();
  });
  beforeEach(() => {
    settings = { targets: [answers.target('first'), gone], names: [], gateway: false };
  });
  after(() => {
    answers.stop();
    silent.stop();
  });

  it('is said by one target of those that are configured, whichever it is', async () => {
    for (const targets of [settings.targets, settings.targets.toReversed()]) {
      settings = { ...settings, targets };
      const { online, reason, targets: met, at } = await ask();
      assert.deepEqual([online, reason, at], [true, null, 4711]);
      assert.deepEqual(
        met.map(({ name, ms }) => [name, ms !== null]),
        targets.map(({ name }) => [name, name === 'first']),
      );
    }
  });

  it('is denied where none of them answers, with the reason of each', async () => {
    settings = { ...settings, targets: [gone, { ...gone, name: 'gone too' }] };
    const { online, reason, targets } = await ask();
    assert.deepEqual([online, reason], [false, 'No target answers.']);
    assert.ok(targets.every(({ error }) => error !== null));
  });

  it('is not said by something that takes the connection and cannot prove its name', async () => {
    settings = { ...settings, targets: [silent.target('portal', 'dns.example')] };
    const asked = ask();
    // It hangs up, as a gateway that expects plain text does.
    while (silent.sockets.size === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const socket of silent.sockets) socket.end('HTTP/1.1 302 Found\r\n\r\n');
    assert.equal((await asked).online, false);
  });

  it('does not wait for a target that says nothing longer than a moment after another one answered', async () => {
    settings = { ...settings, targets: [answers.target('first'), silent.target('swallowed', 'dns.example')] };
    const { online, targets } = await ask();
    assert.equal(online, true);
    // Given up, not waited for: a time that ran out would say so.
    assert.match(targets[1]?.error ?? '', /given up/i);
  });

  it('is asked anew each time', async () => {
    const { connections } = answers;
    await ask();
    await ask();
    assert.equal(answers.connections, connections + 2);
  });

  it('asks the gateway too where that is wished, and says which it is', async () => {
    assert.equal((await ask()).gateway, null);
    settings = { ...settings, gateway: true };
    assert.equal((await ask()).gateway?.address ?? null, await defaultGateway());
  });
});

describe('questions whether this machine is online', () => {
  /** Each round is answered by hand. */
  function rounds() {
    const open: ((online: boolean) => void)[] = [];
    const online = createOnline(
      () =>
        new Promise<OnlineReport>((resolve) => {
          open.push((is) =>
            resolve({ at: 0, online: is, reason: null, targets: [], namesResolve: null, gateway: null }),
          );
        }),
    );
    return { open, online };
  }

  it('that come together share a round that began after they did: never an older answer', async () => {
    const { open, online } = rounds();
    const first = online.ask();
    const late = Array.from({ length: 50 }, () => online.ask());
    assert.equal(open.length, 1, 'one round goes on');
    open[0]!(true);
    assert.equal((await first).online, true);
    // The cable was pulled meanwhile: whoever asked since hears of it.
    while (open.length < 2) await new Promise((resolve) => setImmediate(resolve));
    open[1]!(false);
    for (const answer of late) assert.equal((await answer).online, false);
    assert.equal(open.length, 2, 'fifty made one more round');
  });

  it('are never answered from memory', async () => {
    const { open, online } = rounds();
    for (const is of [true, false, true]) {
      const asked = online.ask();
      open.at(-1)!(is);
      assert.equal((await asked).online, is);
    }
    assert.equal(open.length, 3);
  });
});
