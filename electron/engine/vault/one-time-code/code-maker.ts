import { createHmac, createSecretKey } from 'node:crypto';
import type { OneTimeCode } from '../vault-draft.ts';

/** What is shown of one code. Times are epoch ms, null for a code by count, which no clock ends. */
export interface ShownCode {
  readonly code: string;
  /** The one that follows it. */
  readonly next: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** Makes the codes of one secret for as long as it lives: whoever locks the vault lets go of it. */
export interface CodeMaker {
  /** @param now Epoch ms; codes by count do not ask for it. */
  at(now: number): ShownCode;
}

const steamLetters = '23456789BCDFGHJKMNPQRTVWXY';
const steamLength = 5;

/**
 * RFC 4226 and RFC 6238, and Steam's letters over the same number. The secret is handed to OpenSSL once: making a
 * key anew costs several times the code itself. What was the next code is not made again when its step begins.
 */
export function createCodeMaker(code: OneTimeCode): CodeMaker {
  const key = createSecretKey(code.secret);
  const hash = code.algorithm.toLowerCase();
  const moving = Buffer.alloc(8);
  let last: { readonly count: number; readonly shown: readonly [string, string] } | null = null;

  function codeOf(count: number): string {
    moving.writeUInt32BE(Math.floor(count / 2 ** 32), 0);
    moving.writeUInt32BE(count % 2 ** 32, 4);
    const digest = createHmac(hash, key).update(moving).digest();
    const number = digest.readUInt32BE(digest[digest.length - 1]! & 15) & 0x7fffffff;
    return code.type === 'steam' ? inSteamLetters(number) : inDigits(number, code.digits);
  }

  function both(count: number): readonly [string, string] {
    if (last?.count === count) return last.shown;
    const current = last?.count === count - 1 ? last.shown[1] : codeOf(count);
    last = { count, shown: [current, codeOf(count + 1)] };
    return last.shown;
  }

  return {
    at(now) {
      if (code.type === 'hotp') {
        const [current, next] = both(code.counter);
        return { code: current, next, startsAt: null, endsAt: null };
      }
      const stepMs = code.period * 1000;
      // A clock before 1970 has no step of its own; the first one is as wrong as any.
      const count = Math.max(0, Math.floor(now / stepMs));
      const [current, next] = both(count);
      return { code: current, next, startsAt: count * stepMs, endsAt: (count + 1) * stepMs };
    },
  };
}

/** One code, once. @param now Epoch ms */
export function codeAt(code: OneTimeCode, now: number): ShownCode {
  return createCodeMaker(code).at(now);
}

function inDigits(number: number, digits: number): string {
  return String(number % 10 ** digits).padStart(digits, '0');
}

function inSteamLetters(number: number): string {
  let rest = number;
  let text = '';
  for (let place = 0; place < steamLength; place += 1) {
    text += steamLetters[rest % steamLetters.length];
    rest = Math.floor(rest / steamLetters.length);
  }
  return text;
}
