import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { PasswordWishes } from '../../../../shared/preferences.ts';
import { randomBelow, randomOf } from './random.ts';

/** `separator` stands between the words; `digit` puts one after one of them, for systems that insist. */
export type PassphraseWishes = Pick<PasswordWishes, 'words' | 'separator' | 'capitalise' | 'digit'>;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Words that are easy to say and to type: 2,048 of them, no two alike in their first four letters (BIP 39). */
export function makePassphrase({ words, separator, capitalise, digit }: PassphraseWishes): string {
  const chosen = Array.from({ length: words }, () => randomOf(wordlist));
  const written = capitalise ? chosen.map(capital) : chosen;
  if (digit) {
    const at = randomBelow(written.length);
    written[at] += String(randomBelow(10));
  }
  return written.join(separator);
}

/** Bits of chance in it. */
export function passphraseBits({ words, digit }: PassphraseWishes): number {
  return words * Math.log2(wordlist.length) + (digit ? Math.log2(10 * words) : 0);
}
