import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warrantyWords } from '../../renderer/features/assets/warranty.ts';
import { dueWords } from '../../renderer/features/projects/project-words.ts';
import { daysUntil } from '../../renderer/lib/calendar-date.ts';
import { recordWords } from '../../renderer/lib/change-words.ts';
import { emptyTexts, fieldsOf, filledIn } from '../../renderer/lib/record-field.ts';

const now = new Date(2026, 10, 22, 15, 0).getTime();

describe('a day of the calendar', () => {
  it('is counted from today, across clock changes and midnight', () => {
    assert.equal(daysUntil('2026-11-22', now), 0);
    assert.equal(daysUntil('2026-11-23', new Date(2026, 10, 22, 23, 59).getTime()), 1);
    assert.equal(daysUntil('2027-06-01', now), 191);
    assert.equal(daysUntil('2026-11-01', now), -21);
  });
});

describe('a warranty in words', () => {
  it('is not known where nobody noted its end, and never fine for that', () => {
    assert.deepEqual(warrantyWords(null, now), {
      text: 'not known',
      tone: 'plain',
      sentence: 'Warranty not known',
    });
  });

  it('has ended, ends soon, or runs', () => {
    assert.equal(warrantyWords('2026-11-21', now).text, 'ended');
    assert.equal(warrantyWords('2026-11-22', now).tone, 'soon');
    assert.equal(warrantyWords('2026-11-23', now).text, '1 day');
    assert.equal(warrantyWords('2027-01-21', now).tone, 'soon');
    assert.equal(warrantyWords('2027-01-22', now).tone, 'plain');
    assert.match(warrantyWords('2027-01-22', now).sentence, /^Under warranty until/);
  });
});

describe('a due day in words', () => {
  it('is late only while there is something left to do', () => {
    assert.equal(dueWords('2026-11-20', false, now).text, '2 days late');
    assert.equal(dueWords('2026-11-20', true, now).tone, 'plain');
    assert.equal(dueWords('2026-11-22', false, now).text, 'today');
    assert.equal(dueWords(null, false, now).text, '—');
  });
});

describe('fields that are written as text', () => {
  interface Thing {
    readonly place: string | null;
    readonly notes: string;
    readonly year: number | null;
  }
  const { text, long, number } = fieldsOf<Thing, Partial<Thing>>();
  const fields = [text('place', 'Place', 20), long('notes', 'Notes', 100), number('year', 'Year')];

  it('are kept as what they are, and nothing as what nothing is', () => {
    assert.deepEqual(
      fields.map((field) => field.patch(null)),
      [{ place: null }, { notes: '' }, { year: null }],
    );
    assert.deepEqual(fields[2]!.patch('2024'), { year: 2024 });
    assert.deepEqual(
      fields.map((field) => field.read({ place: null, notes: '', year: 0 })),
      [null, null, '0'],
    );
  });

  it('leave out of a new record what nobody filled in', () => {
    assert.deepEqual(filledIn(fields, { ...emptyTexts(fields), place: ' ', year: '1999' }), { year: 1999 });
  });
});

describe('a changed field in words', () => {
  it('says what its kind says, else what the value itself tells', () => {
    const words = recordWords({ field: 'status', from: 'a', to: null }, {}, { status: () => 'Active' });
    assert.deepEqual(words, { name: 'Status', from: 'Active', to: 'nothing' });
    assert.equal(recordWords({ field: 'rack', to: 'B4' }, { rack: 'Rack' }, {}).to, '“B4”');
    assert.equal(recordWords({ field: 'on', to: true }, {}, {}).to, 'yes');
  });
});
