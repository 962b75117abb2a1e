import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { createJournal } from '../../electron/engine/database/journal.ts';
import { createHookDoor } from '../../electron/engine/hook-door.ts';
import type { OwnAddress } from '../../electron/engine/platform/own-addresses.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { virtualClock } from '../support/clock.ts';
import { openTestDatabase } from '../support/database.ts';
import { ada } from '../support/exchange.ts';

const here: OwnAddress = { address: '127.0.0.1', name: 'lo', internal: true };
const office: OwnAddress = { address: '192.0.2.9', name: 'eth0', internal: false };

function openDoor(addresses: () => readonly OwnAddress[]) {
  const { db, close } = openTestDatabase();
  const clock = virtualClock();
  const door = createHookDoor({
    db,
    journal: createJournal(db, clock, () => {}),
    push: () => {},
    addresses,
    receiver: {
      receive: () => Promise.resolve({ taken: false, reason: 'unknown_connection' }),
      refuse: () => {},
      roundTrip: () => false,
    },
    note: () => {},
    now: clock.now,
    log: silentLog,
  });
  return { door, db, close };
}

describe('the listener for webhooks of the network', () => {
  it('says that it cannot listen when another program has its port, and begins when that has ended', async (t) => {
    const { door, close } = openDoor(() => [here]);
    t.after(close);
    await door.listener.set(ada, { lan: true, address: here.address, port: 0 });
    const [port] = door.ports();
    await door.listener.set(ada, { port: port! });
    await door.stop();

    const other = createServer().listen(port, here.address);
    await once(other, 'listening');
    await door.start();
    const { state } = door.listener.get();
    assert.equal(state.state, 'failed');
    assert.match(JSON.stringify(state), /another program has it/);
    assert.deepEqual(door.ports(), []);

    other.close();
    await once(other, 'close');
    door.keepUp();
    await door.start();
    const urls = [`http://${here.address}:${port}`];
    assert.deepEqual(door.listener.get().state, { state: 'listening', urls });
    await door.stop();
  });

  it('tells which addresses other machines reach it at, as the network of the moment has them', async (t) => {
    let known: readonly OwnAddress[] = [here, office, { ...office, address: 'fe80::1' }];
    const { door, close } = openDoor(() => known);
    t.after(close);
    await door.listener.set(ada, { lan: true, port: 0 });
    const [port] = door.ports();
    assert.deepEqual(door.listener.get(), {
      settings: { lan: true, address: '0.0.0.0', port: 0 },
      state: { state: 'listening', urls: [`http://192.0.2.9:${port}`] },
      choices: [here, office],
    });
    known = [here];
    assert.deepEqual(door.listener.get().state, { state: 'listening', urls: [] });
    await door.listener.set(ada, { address: here.address });
    known = [];
    assert.match(JSON.stringify(door.listener.get().state), /does not have the address 127\.0\.0\.1/);
    await door.stop();
  });

  it('goes on with what was stored before an address could be chosen', (t) => {
    const { door, db, close } = openDoor(() => []);
    t.after(close);
    db.run(`INSERT INTO setting (key, value) VALUES ('hookListener', '{"lan":false,"port":8123}')`, []);
    assert.deepEqual(door.listener.get().settings, { lan: false, address: '0.0.0.0', port: 8123 });
  });
});
