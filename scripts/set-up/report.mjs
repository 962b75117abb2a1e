// One line a step, on standard error, so that commands whose output is data stay clean.
import { spawn } from 'node:child_process';

/** @param {string} line */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

/** A failure that the person at the terminal can act on: shown as one line, without a stack. */
export class SetUpError extends Error {}

/**
 * Runs a program to its end while saying every few seconds that it is still at work.
 * Its output is kept back and shown only when it fails.
 *
 * @param {string} what The step in words.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} Standard output.
 * @throws {SetUpError} When it cannot start or exits with another code than 0.
 */
export function runStep(what, program, args, options = {}) {
  say(`${what} …`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout?.on('data', (chunk) => (out += chunk));
    child.stderr?.on('data', (chunk) => (err += chunk));
    const ticker = setInterval(() => say(`  still ${what} (${seconds()} s)`), 10_000);
    child.once('error', (cause) => {
      clearInterval(ticker);
      reject(new SetUpError(`${what}: ${program} could not be started`, { cause }));
    });
    child.once('close', (code) => {
      clearInterval(ticker);
      if (code === 0) return resolve(out);
      // npm puts the reason first, compilers last.
      const lines = `${err}\n${out}`.trim().split('\n');
      const shown = lines.length <= 45 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-25)];
      reject(new SetUpError(`${what} failed (exit code ${code}):\n${shown.join('\n')}`));
    });
  });
}
