import type { PasswordWishes } from '../../../../shared/preferences.ts';
import { randomOf, shuffled } from './random.ts';

/**
 * What a site demands of a password, as the `passwordrules` attribute says it that Apple proposed
 * (developer.apple.com/password-rules): `minlength: 12; maxlength: 20; required: lower; allowed: [-_.]`.
 */
export interface PasswordRules {
  readonly minLength: number;
  readonly maxLength: number;
  /** At least one character out of each of these. */
  readonly required: readonly string[];
  /** Every character that may occur, those of `required` included. */
  readonly allowed: string;
  /** How often one character may follow itself; null without a limit. */
  readonly maxConsecutive: number | null;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digit = '0123456789';
const special = '-~!@#$%^&*_+=`|(){}[:;"\'<>,.?] ';
const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('');
/** Symbols that a person can read out and that no shell, CSV or URL trips over more than it must. */
export const plainSymbols = '!#$%&*+-=?@_';

/** Told apart badly in many typefaces, and read out wrong over the phone. */
const lookAlikes = new Set('Il1O0o|`\'"');

const classes: Readonly<Record<string, string>> = {
  lower,
  upper,
  digit,
  special,
  'ascii-printable': printable,
  // Every system that takes more takes these, and they can be typed on every keyboard.
  unicode: printable,
};

export const longestPassword = 256;

const unique = (text: string) => [...new Set(text)].join('');

/** `lower`, `[-_.]`, or several with commas; null where it is neither. */
function charactersOf(value: string): string | null {
  let left = value.trim();
  let found = '';
  while (left !== '') {
    // A closing bracket belongs to the class only when it is its last character, a hyphen only when its first.
    const own = /^\[(-?[^\]-]*\]?)\]/.exec(left);
    const named = /^[a-z-]+/i.exec(left);
    if (own) found += own[1]!;
    else if (named && classes[named[0].toLowerCase()] !== undefined)
      found += classes[named[0].toLowerCase()]!;
    else return null;
    left = left.slice((own ?? named)![0].length).trim();
    if (left === '') break;
    if (!left.startsWith(',')) return null;
    left = left.slice(1).trim();
  }
  return found === '' ? null : unique(found);
}

/** Splits at `;`, but for those inside brackets. */
function clausesOf(text: string): string[] {
  const clauses = [''];
  let inBrackets = false;
  for (const character of text) {
    if (character === '[') inBrackets = true;
    else if (character === ']') inBrackets = false;
    if (character === ';' && !inBrackets) clauses.push('');
    else clauses[clauses.length - 1] += character;
  }
  return clauses.map((clause) => clause.trim()).filter(Boolean);
}

function wholeNumber(value: string): number | null {
  return /^\d{1,4}$/.test(value) ? Number(value) : null;
}

export type ParsedRules =
  | { readonly status: 'good'; readonly rules: PasswordRules }
  /** A sentence that says which part is not understood. */
  | { readonly status: 'bad'; readonly reason: string };

/** Reads a site's rules. What the text leaves open is taken from `wished`. */
export function parsePasswordRules(text: string, wished: PasswordRules): ParsedRules {
  const required: string[] = [];
  let allowed = '';
  let minLength: number | null = null;
  let maxLength: number | null = null;
  let maxConsecutive: number | null = null;
  for (const clause of clausesOf(text)) {
    const [, name = '', value = ''] = /^([a-z-]+)\s*:\s*([^]*)$/i.exec(clause) ?? [];
    const key = name.toLowerCase();
    const number = wholeNumber(value);
    const characters = key === 'required' || key === 'allowed' ? charactersOf(value) : null;
    if (key === 'minlength' && number !== null) minLength = Math.max(minLength ?? 0, number);
    else if (key === 'maxlength' && number) maxLength = Math.min(maxLength ?? number, number);
    else if (key === 'max-consecutive' && number) maxConsecutive = Math.min(maxConsecutive ?? number, number);
    else if (characters && key === 'required') required.push(characters);
    else if (characters && key === 'allowed') allowed += characters;
    else return { status: 'bad', reason: `“${clause}” is not a rule.` };
  }
  const named = required.length > 0 || allowed !== '';
  const rules = {
    minLength: minLength ?? 1,
    maxLength: Math.min(maxLength ?? longestPassword, longestPassword),
    required: named ? required : wished.required,
    allowed: named ? unique(required.join('') + allowed) : wished.allowed,
    maxConsecutive,
  };
  const least = Math.max(rules.minLength, rules.required.length);
  if (least > rules.maxLength) {
    return {
      status: 'bad',
      reason: `At least ${least} characters do not fit into at most ${rules.maxLength}.`,
    };
  }
  return { status: 'good', rules };
}

export type CharacterWishes = Pick<
  PasswordWishes,
  'length' | 'upper' | 'digits' | 'symbols' | 'avoidLookAlikes'
>;

function without(text: string, avoided: ReadonlySet<string>): string {
  const left = Array.from(text)
    .filter((character) => !avoided.has(character))
    .join('');
  // A site that allows nothing else gets what it wants.
  return left === '' ? text : left;
}

/** Rules of one's own, where no site has any. */
export function rulesOf({ length, upper: capitals, digits, symbols }: CharacterWishes): PasswordRules {
  const required = [
    lower,
    ...(capitals ? [upper] : []),
    ...(digits ? [digit] : []),
    ...(symbols ? [plainSymbols] : []),
  ];
  return { minLength: length, maxLength: length, required, allowed: required.join(''), maxConsecutive: null };
}

/** True where `next` after `before` would follow itself too often. */
function runsOn(before: readonly string[], next: string, limit: number): boolean {
  return before.length >= limit && before.slice(-limit).every((character) => character === next);
}

/** A random password that keeps the rules, of the wished length as far as they let it. */
export function makePassword(rules: PasswordRules, wishes: CharacterWishes): string {
  const avoided = wishes.avoidLookAlikes ? lookAlikes : new Set<string>();
  const required = rules.required.map((choices) => Array.from(without(choices, avoided)));
  const allowed = Array.from(without(rules.allowed, avoided));
  const length = Math.min(Math.max(wishes.length, rules.minLength, required.length), rules.maxLength);
  // The ones that must be there stand anywhere.
  const places = shuffled([...required, ...Array.from({ length: length - required.length }, () => allowed)]);
  const limit = rules.maxConsecutive;
  const drawn: string[] = [];
  for (const choices of places) {
    const left = limit === null ? choices : choices.filter((next) => !runsOn(drawn, next, limit));
    // A rule that asks for one character in every place leaves no choice: the length is what a site checks first.
    drawn.push(randomOf(left.length > 0 ? left : choices));
  }
  return drawn.join('');
}

/** Bits of chance in it, from below: every character out of the smallest set that it can have come from. */
export function passwordBits(rules: PasswordRules, length: number): number {
  const fixed = rules.required.reduce((bits, choices) => bits + Math.log2(choices.length), 0);
  return fixed + Math.max(0, length - rules.required.length) * Math.log2(rules.allowed.length);
}
