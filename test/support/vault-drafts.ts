import * as fc from 'fast-check';
import type { OneTimeCode, VaultDraft } from '../../electron/engine/vault/vault-draft.ts';

/** Names as people have them: any script, with the marks that addresses and files give a meaning to. */
export const names = fc
  .string({
    unit: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...Array.from('abcXYZ019 ')) },
      { weight: 2, arbitrary: fc.constantFrom(...Array.from(':/?#&=+%@,;"\'\\|-.<>äß€')) },
      { weight: 1, arbitrary: fc.constantFrom('😀', '日', '\u0301', '\u202e') },
    ),
    maxLength: 24,
  })
  .map((text) => text.trim());

const secrets = fc.uint8Array({ minLength: 1, maxLength: 64 });

export const oneTimeCodes: fc.Arbitrary<OneTimeCode> = fc
  .record({
    named: fc.record({ issuer: names, account: names, secret: secrets }),
    form: fc.oneof(
      fc.record({
        type: fc.constant('totp' as const),
        algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
        digits: fc.integer({ min: 1, max: 10 }),
        period: fc.integer({ min: 1, max: 86_400 }),
      }),
      fc.record({
        type: fc.constant('hotp' as const),
        algorithm: fc.constantFrom('SHA1' as const, 'SHA256' as const, 'SHA512' as const),
        digits: fc.integer({ min: 1, max: 10 }),
        counter: fc.maxSafeNat().map((count) => Math.max(0, count - 1)),
      }),
      fc.constant({ type: 'steam' as const, algorithm: 'SHA1' as const, digits: 5, period: 30 }),
    ),
  })
  .map(({ named, form }) => ({ ...named, ...form }));

/** Objects as JSON makes them. */
function plain<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const moments = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map(Number);
/** Texts with what a table, a spreadsheet or a file name might take for something else. */
const texts = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: names },
      fc.constantFrom('\n', '\r\n', '\t', "'", '=1+1', '-2', '@x', '+4'),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));
const said = texts.filter((text) => text.trim() !== '');
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const line = names.filter((text) => text !== '');

/** Entries as the vault holds them: what says nothing is null or an empty list. */
export const vaultDrafts: fc.Arbitrary<VaultDraft> = plain({
  title: said,
  organization: perhaps(line),
  folder: perhaps(line),
  tags: fc.array(line, { maxLength: 3 }),
  username: perhaps(said),
  password: perhaps(texts.filter((text) => text !== '')),
  urls: fc.array(line, { maxLength: 3 }),
  notes: perhaps(said),
  fields: fc.array(
    plain({
      name: names,
      value: texts,
      kind: fc.constantFrom('text' as const, 'hidden' as const, 'boolean' as const),
    }),
    { maxLength: 3 },
  ),
  oneTimeCode: perhaps(oneTimeCodes),
  expiresAt: perhaps(moments),
  pinned: fc.boolean(),
  reprompt: fc.boolean(),
  history: fc
    .array(plain({ password: texts, replacedAt: moments }), { maxLength: 3 })
    .map((history) => history.toSorted((a, b) => b.replacedAt - a.replacedAt)),
  createdAt: perhaps(moments),
  raw: fc.oneof(
    fc.constant({}),
    plain({ aegis: plain({ uuid: fc.uuid(), icon: names }) }),
    plain({ keepass: plain({ Binary: fc.array(names, { maxLength: 2 }) }) }),
  ),
});
