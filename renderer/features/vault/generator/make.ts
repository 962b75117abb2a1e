import type { PasswordWishes } from '../../../../shared/preferences.ts';
import { makePassphrase, passphraseBits } from './passphrase.ts';
import { makePassword, parsePasswordRules, passwordBits, rulesOf } from './password-rules.ts';

export type Made =
  | { readonly status: 'made'; readonly password: string; readonly bits: number }
  | { readonly status: 'refused'; readonly reason: string };

/** A new password as wished; the rules of a site, where it has any, come first. */
export function makeAsWished(wishes: PasswordWishes, siteRules: string): Made {
  if (wishes.kind === 'words' && siteRules.trim() === '') {
    return { status: 'made', password: makePassphrase(wishes), bits: passphraseBits(wishes) };
  }
  const parsed = parsePasswordRules(siteRules, rulesOf(wishes));
  if (parsed.status === 'bad') return { status: 'refused', reason: parsed.reason };
  const password = makePassword(parsed.rules, wishes);
  return { status: 'made', password, bits: passwordBits(parsed.rules, password.length) };
}

/** How long guessing takes that many bits, in words (NIST SP 800-63B names no number; offline guessing at 10^12 a second). */
export function strengthWords(bits: number): string {
  if (bits < 45) return 'guessed within minutes';
  if (bits < 60) return 'guessed within days';
  if (bits < 75) return 'guessed within years';
  return 'not guessed';
}
