import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { makePassphrase, passphraseBits } from '../../renderer/features/vault/generator/passphrase.ts';
import {
  makePassword,
  parsePasswordRules,
  passwordBits,
  rulesOf,
  type CharacterWishes,
} from '../../renderer/features/vault/generator/password-rules.ts';
import { randomBelow } from '../../renderer/features/vault/generator/random.ts';

const wishes: CharacterWishes = {
  length: 20,
  upper: true,
  digits: true,
  symbols: true,
  avoidLookAlikes: true,
};

function rulesFrom(text: string) {
  const parsed = parsePasswordRules(text, rulesOf(wishes));
  assert.equal(parsed.status, 'good', JSON.stringify(parsed));
  return parsed.rules;
}

function reasonFor(text: string): string {
  const parsed = parsePasswordRules(text, rulesOf(wishes));
  assert.equal(parsed.status, 'bad');
  return parsed.reason;
}

describe('rules of a site', () => {
  it('are read as the published attribute writes them', () => {
    assert.deepEqual(
      rulesFrom('minlength: 8; maxlength: 12; required: lower; required: digit, [-_]; max-consecutive: 2'),
      {
        minLength: 8,
        maxLength: 12,
        required: ['abcdefghijklmnopqrstuvwxyz', '0123456789-_'],
        allowed: 'abcdefghijklmnopqrstuvwxyz0123456789-_',
        maxConsecutive: 2,
      },
    );
  });

  it('may name brackets, hyphens and semicolons as characters', () => {
    assert.equal(rulesFrom('allowed: [-;]; maxlength: 9').allowed, '-;');
    assert.equal(rulesFrom('allowed: [ab]]').allowed, 'ab]');
    assert.equal(rulesFrom('allowed: lower, [!]').allowed, 'abcdefghijklmnopqrstuvwxyz!');
  });

  it('leave to the wishes what they do not say', () => {
    assert.equal(rulesFrom('maxlength: 16').allowed, rulesOf(wishes).allowed);
  });

  it('are refused in words where they make no sense', () => {
    assert.match(reasonFor('minlength: many'), /“minlength: many” is not a rule/);
    assert.match(reasonFor('required: letters'), /not a rule/);
    assert.match(reasonFor('minlength: 20; maxlength: 8'), /20 characters do not fit into at most 8/);
  });

  it('take an evil text without hanging', () => {
    for (const evil of [
      '['.repeat(100_000),
      `allowed: ${'[a],'.repeat(25_000)}`,
      'required: '.repeat(10_000),
    ]) {
      assert.ok(parsePasswordRules(evil, rulesOf(wishes)).status);
    }
  });
});

describe('a generated password', () => {
  const texts = [
    '',
    'minlength: 8; maxlength: 10; required: upper; required: [!]; allowed: lower',
    'required: digit; max-consecutive: 1',
  ];

  it('keeps the rules and the wishes, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.record({
          length: fc.integer({ min: 4, max: 128 }),
          upper: fc.boolean(),
          digits: fc.boolean(),
          symbols: fc.boolean(),
          avoidLookAlikes: fc.boolean(),
        }),
        fc.constantFrom(...texts),
        (wished, text) => {
          const parsed = parsePasswordRules(text, rulesOf(wished));
          assert.equal(parsed.status, 'good');
          const { rules } = parsed;
          const password = makePassword(rules, wished);
          assert.ok(password.length >= rules.minLength && password.length <= rules.maxLength);
          for (const set of rules.required) assert.ok(Array.from(password).some((one) => set.includes(one)));
          for (const one of password) assert.ok(rules.allowed.includes(one), one);
          if (wished.avoidLookAlikes) assert.doesNotMatch(password, /[Il1O0o|`'"]/);
          if (rules.maxConsecutive === 1) assert.doesNotMatch(password, /(.)\1/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has its required characters at any place', () => {
    const rules = rulesFrom('required: digit; allowed: lower');
    const places = new Set(
      Array.from({ length: 400 }, () => makePassword(rules, { ...wishes, length: 4 }).search(/\d/)),
    );
    assert.deepEqual(
      [...places].toSorted((a, b) => a - b),
      [0, 1, 2, 3],
    );
  });

  it('counts its chance from below', () => {
    assert.equal(passwordBits(rulesFrom('required: digit'), 10), 10 * Math.log2(10));
  });
});

describe('a passphrase', () => {
  it('has as many words as wished, with what was wished between them', () => {
    const phrase = makePassphrase({ words: 6, separator: '-', capitalise: true, digit: true });
    assert.match(phrase, /^([A-Z][a-z]+\d?-){5}[A-Z][a-z]+\d?$/);
    assert.equal(phrase.replaceAll(/\D/g, '').length, 1);
  });

  it('holds eleven bits a word', () => {
    assert.equal(passphraseBits({ words: 6, separator: ' ', capitalise: false, digit: false }), 66);
  });
});

describe('a random number', () => {
  it('is below its bound, and each as likely as the others (chi squared, 7 degrees, p below 10^-9)', () => {
    const drawn = Array.from({ length: 7 }, () => 0);
    for (let times = 0; times < 70_000; times++) drawn[randomBelow(7)]! += 1;
    const chi = drawn.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    assert.ok(chi < 55, `${chi}: ${drawn.join(' ')}`);
  });
});
