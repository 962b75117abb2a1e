import { AppError } from '../../shared/errors.ts';
import { asksForHelp, helpOn, readCommandLine, UsageError } from './headless/command-line.ts';
import { log } from './headless/run-engine.ts';
import { verbs } from './headless/verbs.ts';

/**
 * The engine without a window: `headless.ts <verb> …`. Standard output carries JSON and nothing else.
 * Help goes to standard error. Exit code 0; 1 for a failure, told in one line; 2 for arguments that make no sense.
 */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (asksForHelp(args)) {
    process.stderr.write(`${helpOn(args, verbs).join('\n')}\n`);
    return 0;
  }
  try {
    const { verb, ...given } = readCommandLine(args, verbs);
    return await verb.run(given);
  } catch (error) {
    if (error instanceof UsageError) return complain(error.message, 2);
    return complainOf(error);
  }
}

/** What we expect is told in its own words; a bug also goes to the log, with where it happened. */
function complainOf(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AppError) && !isSystemError(error)) {
    log('error', 'unexpected failure', { stack: error instanceof Error ? error.stack : message });
  }
  return complain(message, 1);
}

function complain(message: string, code: number): number {
  say(message);
  return code;
}

/** One line on standard error. */
function say(message: string): void {
  const line = message
    .split('\n')
    .map((part) => part.trim())
    .join(' ');
  process.stderr.write(`techbench: ${line}\n`);
}

/** A file that is missing, a folder without permission, a port that may not be used. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function die(error: unknown): void {
  process.exit(complainOf(error));
}

// Whatever is written belongs to this account alone, also in a folder that others may read.
process.umask(0o077);
process.on('uncaughtException', die);
process.on('unhandledRejection', die);
// The reader of our output went away: there is nobody left to tell.
process.stdout.on('error', () => process.exit(1));
process.exitCode = await main();
