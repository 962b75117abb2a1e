import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
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
  /** Overwrites what it holds of the secret; it makes no codes after that. */
  forget(): void;
}

const steamLetters = '23456789BCDFGHJKMNPQRTVWXY';
const steamLength = 5;

const hashes = { SHA1: sha1, SHA256: sha256, SHA512: sha512 } as const;

/**
 * RFC 4226 and RFC 6238, and Steam's letters over the same number. The secret is mixed in once and each code goes on
 * from there: Node's own HMAC would begin anew, with an object of OpenSSL to make and to collect for each. What was
 * the next code is not made again when its step begins.
 */
export function createCodeMaker(code: OneTimeCode): CodeMaker {
  const hash = hashes[code.algorithm];
  const keyed = hmac.create(hash, code.secret);
  const scratch = keyed.clone();
  const digest = Buffer.alloc(hash.outputLen);
  const moving = Buffer.alloc(8);
  let last: { readonly count: number; readonly shown: readonly [string, string] } | null = null;

  function codeOf(count: number): string {
    moving.writeUInt32BE(Math.floor(count / 2 ** 32), 0);
    moving.writeUInt32BE(count % 2 ** 32, 4);
    // oxlint-disable-next-line no-underscore-dangle -- its `clone` would make two objects for each code
    keyed._cloneInto(scratch).update(moving).digestInto(digest);
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
    forget() {
      keyed.destroy();
      scratch.destroy();
      digest.fill(0);
      last = null;
    },
  };
}

/** One code, once. @param now Epoch ms */
export function codeAt(code: OneTimeCode, now: number): ShownCode {
  const maker = createCodeMaker(code);
  const shown = maker.at(now);
  maker.forget();
  return shown;
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
