import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openTestDatabase } from '../../support/database.ts';
import { breachOf, simulateHibp, type SimulatedHibp } from '../../support/hibp.ts';

const childFile = path.resolve(import.meta.dirname, '../../support/checking-child.ts');
const emails = Array.from({ length: 40 }, (_, n) => `p${n}@acme.example`);
const dayMs = 86_400_000;

describe('watched addresses in a process that is killed again and again', () => {
  let hibp: SimulatedHibp;
  let folder: string;
  before(async () => {
    hibp = await simulateHibp();
    folder = mkdtempSync(path.join(tmpdir(), 'techbench-kills-'));
    openTestDatabase(folder).close();
    for (const email of emails) hibp.leak(email, breachOf('One'), breachOf('Two'));
  });
  after(() => {
    hibp.close();
    rmSync(folder, { recursive: true });
  });

  let at = Date.UTC(2026, 2, 23, 10, 30);
  /** One life of the process. @returns whether it was killed, or came to the end of its work */
  async function live(killAtAnswer: number | null): Promise<boolean> {
    const child = fork(childFile, [folder, String(at), hibp.url, ...emails], { stdio: 'inherit' });
    // The next life is a week later: everything is looked at once more, what was announced too.
    at += 8 * dayMs;
    let answers = 0;
    hibp.state.answered = (asked) => {
      if (!asked.includes('breachedaccount')) return;
      answers += 1;
      // The answer is on the wire, or has arrived, or is being written down.
      if (answers === killAtAnswer) setTimeout(() => child.kill('SIGKILL'), killAtAnswer % 7);
    };
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (signal === null) assert.equal(code, 0);
    return signal === 'SIGKILL';
  }

  it('announce each breach once and lose none, wherever it was killed', async () => {
    const killed: boolean[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one life after the other
    for (const killAtAnswer of [1, 5, 12, 20, 30, 38]) killed.push(await live(killAtAnswer));
    assert.ok(killed.filter(Boolean).length >= 4, `${killed.filter(Boolean).length} lives were cut short`);
    assert.equal(await live(null), false);

    const { db, close } = openTestDatabase(folder);
    const events = db
      .all<{ data: string }>(`SELECT data FROM event WHERE type = 'breach.detected' ORDER BY id`)
      .map(({ data }) => JSON.parse(data) as { email: string; breach: { name: string } })
      .map(({ email, breach }) => `${email} ${breach.name}`);
    const wanted = emails.flatMap((email) => [`${email} One`, `${email} Two`]);
    assert.deepEqual(events.toSorted(), wanted.toSorted());
    const announced = db.get<{ n: number }>(
      'SELECT count(*) AS n FROM breach_exposure WHERE announced_at IS NOT NULL',
    )!;
    assert.equal(announced.n, wanted.length, 'no change without its event, no event without its change');
    close();
  });
});
