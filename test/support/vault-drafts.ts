import * as fc from 'fast-check';
import type { OneTimeCode } from '../../electron/engine/vault/vault-draft.ts';

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
