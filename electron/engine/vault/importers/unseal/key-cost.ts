import { invalidFile } from '../file-trouble.ts';

const gib = 1024 ** 3;
const mostMemory = gib;
const mostRounds = 2 ** 20;
/** Memory times passes: one to two minutes of one core. The most that Bitwarden lets anybody choose is 10 GiB. */
const mostWork = 16 * gib;
const mostPbkdf2Rounds = 10_000_000;

/**
 * A file names the cost of its key itself, and a hostile one would name one that never ends.
 * @throws AppError `validation` that names the cost and the limit
 */
export function refuseScryptCost({ n, r, p }: { n: number; r: number; p: number }): void {
  if (!isCount(n) || !isCount(r) || !isCount(p) || n < 2 || !Number.isInteger(Math.log2(n))) {
    throw invalidFile('The file names scrypt parameters that cannot be.');
  }
  if (n > mostRounds) throw tooCostly(`scrypt with N = ${n}`, `N = ${mostRounds}`);
  const memory = 128 * n * r;
  refuseMemory('scrypt', memory);
  if (memory * p > mostWork) throw tooCostly(`scrypt with N = ${n}, r = ${r} and p = ${p}`, '16 GiB of work');
}

/** @param memoryKib KiB; @throws AppError `validation` */
export function refuseArgon2Cost(cost: { memoryKib: number; passes: number; lanes: number }): void {
  const { memoryKib, passes, lanes } = cost;
  if (!isCount(memoryKib) || !isCount(passes) || !isCount(lanes) || memoryKib < 8 * lanes || lanes > 255) {
    throw invalidFile('The file names Argon2 parameters that cannot be.');
  }
  if (passes > mostRounds) throw tooCostly(`Argon2 with ${passes} passes`, `${mostRounds} passes`);
  refuseMemory('Argon2', memoryKib * 1024);
  if (memoryKib * 1024 * passes > mostWork) {
    throw tooCostly(`Argon2 with ${passes} passes over ${memoryKib} KiB`, '16 GiB of work');
  }
}

/** @throws AppError `validation` */
export function refusePbkdf2Cost(rounds: number): void {
  if (!isCount(rounds)) throw invalidFile('The file names PBKDF2 parameters that cannot be.');
  if (rounds > mostPbkdf2Rounds)
    throw tooCostly(`PBKDF2 with ${rounds} rounds`, `${mostPbkdf2Rounds} rounds`);
}

function refuseMemory(name: string, bytes: number): void {
  if (bytes > mostMemory)
    throw tooCostly(`${name} with ${Math.ceil(bytes / 1024 ** 2)} MiB of memory`, '1 GiB');
}

function tooCostly(asked: string, most: string): Error {
  return invalidFile(`The file's key asks for ${asked}; at most ${most} is done.`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
