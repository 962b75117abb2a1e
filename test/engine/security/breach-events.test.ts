import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createJournal } from '../../../electron/engine/database/journal.ts';
import { ensureAddress } from '../../../electron/engine/security/breaches/address-repository.ts';
import { combine, type Told } from '../../../electron/engine/security/breaches/combine.ts';
import { recordAnswer } from '../../../electron/engine/security/breaches/record-answer.ts';
import type { SourceAnswer } from '../../../electron/engine/security/breaches/sources/source.ts';
import { virtualClock } from '../../support/clock.ts';
import { openTestDatabase } from '../../support/database.ts';

/** What is one breach in truth, as either source would word it. */
const wordings = [
  { name: 'Adobe', date: '2013-10-04', catalogueName: 'Adobe' },
  { name: 'Adobe 2013', date: '2013-10-04', catalogueName: null },
  { name: 'Linked In', date: '2016-05-05', catalogueName: 'LinkedIn' },
  { name: 'linkedin', date: '2016-05-05', catalogueName: null },
  { name: 'Canva', date: '2019-05-24', catalogueName: 'Canva' },
] as const;
const truthOf = ({ name }: { readonly name: string }): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

const found = fc.subarray([...wordings], { minLength: 1 }).map((some): SourceAnswer => ({
  state: 'found',
  breaches: some.map((each) => ({ ...each, dataTypes: ['email'] })),
  pastes: [],
}));
const failed = fc.constant<SourceAnswer>({
  state: 'not_checked',
  failure: 'unavailable',
  detail: 'It is down.',
  retryAfterMs: null,
});
const said = fc.oneof(found, failed, fc.constant<SourceAnswer>({ state: 'clean' }));
const told = fc.tuple(said, said).map((answers): Told[] =>
  answers.map((answer, at) => ({
    source: at === 0 ? { kind: 'hibp', name: 'HIBP' } : { kind: 'connection', name: 'OneClickIT' },
    answer,
  })),
);
/** A full disk or the end of the process: what was written in it is gone. */
const step = fc.record({ told, cutOff: fc.boolean() });

class CutOff extends Error {}

describe('what is announced of breaches', () => {
  it('is each breach of an address once, whoever tells of it, in whatever words, and whatever is cut off', () => {
    const { db, close } = openTestDatabase();
    const clock = virtualClock();
    const journal = createJournal(db, clock);
    let person = 0;
    try {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
          person += 1;
          const { id } = ensureAddress(db, 2, `p${person}@acme.example`, clock.now());
          db.run('UPDATE breach_address SET watched = 1 WHERE id = ?', [id]);
          const expected = new Set<string>();
          for (const { told: answers, cutOff } of steps) {
            const answer = combine(answers);
            try {
              db.transaction(() => {
                recordAnswer({ db, clock, journal }, id, answer);
                if (cutOff) throw new CutOff();
              });
            } catch (error) {
              if (!(error instanceof CutOff)) throw error;
              continue;
            }
            if (answer.state === 'found') for (const each of answer.breaches) expected.add(truthOf(each));
          }
          const events = db
            .all<{ data: string }>(
              `SELECT data FROM event WHERE type = 'breach.detected' AND entity_id = ? ORDER BY id`,
              [id],
            )
            .map(({ data }) => truthOf((JSON.parse(data) as { breach: { name: string } }).breach));
          assert.deepEqual(events.toSorted(), [...expected].toSorted());
        }),
        { numRuns: 150 },
      );
    } finally {
      close();
    }
  });
});
