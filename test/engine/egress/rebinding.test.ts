import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { callbackify } from 'node:util';
import { createEgress } from '../../../electron/engine/egress/egress.ts';
import { checkAddress } from '../../../electron/engine/egress/egress-policy.ts';
import { testRules } from '../../support/egress.ts';

/** Loopback is open to this test; "this host" is forbidden and reaches the same receiver where the system lets it. */
const allowed = '127.0.0.1';
const forbidden = '0.0.0.0';

describe('a name whose address changes between two questions', () => {
  const trials = 1000;
  let receiver: Server;
  let port: number;
  let tried: string[] = [];
  let asked = 0;

  /** Every address that any socket of this process sets out for. */
  const watch = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', (address) => tried.push(address));
  };

  const flipFlop = () => {
    asked += 1;
    return Promise.resolve([{ address: asked % 2 === 1 ? allowed : forbidden, family: 4 }]);
  };

  const askAgain = callbackify(flipFlop);

  before(async () => {
    receiver = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
      );
    });
    receiver.listen(0, allowed);
    await once(receiver, 'listening');
    ({ port } = receiver.address() as AddressInfo);
    subscribe('net.client.socket', watch);
  });

  after(() => {
    unsubscribe('net.client.socket', watch);
    receiver.close();
  });

  it(`is asked for once, and only a checked address is ever connected to, ${trials} times over`, async () => {
    tried = [];
    asked = 0;
    const egress = createEgress({ rules: () => testRules, resolve: flipFlop });
    const outcomes = { reached: 0, blocked: 0 };
    for (let trial = 0; trial < trials; trial += 1) {
      try {
        const reply = await egress.fetch({
          profile: 'webhook',
          url: `http://rebinding.test:${port}/`,
          timeoutMs: 30_000,
          maxBytes: 100,
        });
        assert.equal(reply.address, allowed);
        outcomes.reached += 1;
      } catch (error) {
        assert.equal((error as { kind?: string }).kind, 'blocked', String(error));
        outcomes.blocked += 1;
      }
    }
    assert.equal(asked, trials, 'one look-up for each request');
    assert.deepEqual(outcomes, { reached: trials / 2, blocked: trials / 2 });
    assert.deepEqual([...new Set(tried)], [allowed]);
    assert.equal(tried.length, trials / 2);
  });

  it('would get through where the check and the connection ask separately', async () => {
    tried = [];
    asked = 0;
    for (let trial = 0; trial < 10; trial += 1) {
      const [checked] = await flipFlop();
      checkAddress(
        { profile: 'webhook', host: 'rebinding.test', port, plain: true },
        checked!.address,
        testRules,
      );
      const socket = connect({
        host: 'rebinding.test',
        port,
        autoSelectFamily: false,
        lookup: (_host, _options, callback) => {
          askAgain((error, addresses) => callback(error, addresses[0]!.address, 4));
        },
      });
      await once(socket, 'connect').catch(() => {});
      socket.destroy();
    }
    assert.deepEqual([...new Set(tried)], [forbidden], 'the control shows what the watch would see');
  });
});
