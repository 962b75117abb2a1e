import { setTimeout as wait } from 'node:timers/promises';
import { breachWorld } from './breaches.ts';
import { openTestDatabase } from './database.ts';
import { ada } from './exchange.ts';
import { hibpKey } from './hibp.ts';

// Looks at watched addresses in a process of its own, so that it can be killed on the way: see breach-kills.test.ts.
const [folder = '', at = '', hibpUrl = '', ...emails] = process.argv.slice(2);
const { db } = openTestDatabase(folder);
const world = breachWorld({ db, at: Number(at) });
await world.useHibp(hibpUrl, hibpKey, { pastes: false });
await world.handlers.watch(ada, { organizationId: 2, emails });
world.room.start();

const left = (): number =>
  db.get<{ n: number }>('SELECT count(*) AS n FROM breach_address WHERE next_check_at <= ?', [
    world.clock.now(),
  ])!.n;
while (left() > 0) {
  // oxlint-disable-next-line no-await-in-loop -- time passes a little at a time, and real answers come in between
  await world.world.run(500).then(() => wait(2));
}
await world.room.stop();
