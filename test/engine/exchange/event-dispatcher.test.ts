import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createJournal, type Journal } from '../../../electron/engine/database/journal.ts';
import {
  createEventDispatcher,
  type EventConsumer,
} from '../../../electron/engine/exchange/event-dispatcher.ts';
import { readCursor, type LoggedEvent } from '../../../electron/engine/exchange/event-log.ts';
import { AppError } from '../../../shared/errors.ts';
import { virtualClock } from '../../support/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

describe('the event log, read by those who follow it', () => {
  let database: TestDatabase;
  let journal: Journal;
  let told: number;
  beforeEach(() => {
    database = openTestDatabase();
    database.db.run('CREATE TABLE effect (consumer TEXT, event_id INTEGER)');
    told = 0;
    journal = createJournal(database.db, virtualClock(), () => (told += 1));
  });
  afterEach(() => database.close());

  function write(count: number): void {
    for (let index = 0; index < count; index += 1)
      journal.event({ type: 'ticket.created', organizationId: 2, entityId: index, data: { index } });
  }

  /** Leaves a row for each event, and fails where it is told to. */
  const follower = (name: string, fails: (event: LoggedEvent) => Error | undefined = () => undefined) =>
    ({
      name,
      take(event) {
        database.db.run('INSERT INTO effect VALUES (?, ?)', [name, event.id]);
        const error = fails(event);
        if (error) throw error;
      },
    }) satisfies EventConsumer;

  const effects = (name: string): number[] =>
    database.db
      .all<{ event_id: number }>('SELECT event_id FROM effect WHERE consumer = ? ORDER BY rowid', [name])
      .map(({ event_id }) => event_id);

  const dispatcherOf = (...consumers: EventConsumer[]) =>
    createEventDispatcher({ db: database.db, log: () => {}, consumers });

  it('comes to each of them in order, once, however many there are at a time', () => {
    write(450);
    const dispatcher = dispatcherOf(follower('a'), follower('b'));
    dispatcher.drain();
    dispatcher.drain();
    write(3);
    dispatcher.drain();
    const all = Array.from({ length: 453 }, (_, index) => index + 1);
    assert.deepEqual(effects('a'), all);
    assert.deepEqual(effects('b'), all);
  });

  it('goes on where the last commit left it, and takes back with the place what was written for it', () => {
    write(10);
    let healthy = false;
    const full = () => (healthy ? undefined : new AppError('disk_full', 'full'));
    const consumer = follower('a', ({ id }) => (id === 7 ? full() : undefined));
    assert.throws(() => dispatcherOf(consumer).drain(), { code: 'disk_full' });
    assert.deepEqual(effects('a'), [], 'a batch is one transaction with its place');
    assert.equal(readCursor(database.db, 'a'), 0);
    healthy = true;
    dispatcherOf(consumer).drain();
    assert.deepEqual(effects('a'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('passes over an event that a bug cannot take, with all that was half done for it, and no other', () => {
    write(5);
    const dispatcher = dispatcherOf(follower('a', ({ id }) => (id === 3 ? new TypeError('x') : undefined)));
    dispatcher.drain();
    assert.deepEqual(effects('a'), [1, 2, 4, 5]);
  });

  it('wakes them after a commit, and not after a rollback', () => {
    database.db.transaction(() => write(2));
    assert.ok(told > 0);
    told = 0;
    assert.throws(() =>
      database.db.transaction(() => {
        write(1);
        throw new Error('no');
      }),
    );
    assert.equal(told, 0);
  });

  it('is taken behind the call that wrote it, once for many, and not any more after the stop', async () => {
    const dispatcher = dispatcherOf(follower('a'));
    dispatcher.start();
    write(2);
    for (let times = 0; times < 5; times += 1) dispatcher.wake();
    assert.deepEqual(effects('a'), []);
    await new Promise(setImmediate);
    assert.deepEqual(effects('a'), [1, 2]);
    dispatcher.stop();
    write(1);
    dispatcher.wake();
    await new Promise(setImmediate);
    assert.deepEqual(effects('a'), [1, 2]);
  });
});
