import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

export interface LogFile {
  write(text: string): void;
  log(message: string, fields?: Record<string, unknown>): void;
}

const maxBytes = 2 * 1024 * 1024;

/**
 * Main's and the engine's log, one JSON line an entry, in the profile; the file before it is kept as well.
 * Everything is also on standard error. A full disk costs the log, never the application.
 */
export function openLogFile(folder: string): LogFile {
  const file = path.join(folder, 'techbench.log');
  let bytes = 0;

  function append(text: string): void {
    try {
      if (bytes + text.length > maxBytes) {
        renameSync(file, `${file}.1`);
        bytes = 0;
      }
      appendFileSync(file, text, { mode: 0o600 });
      bytes += text.length;
    } catch {
      // Standard error has it already.
    }
  }

  try {
    mkdirSync(folder, { recursive: true });
    bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // The first write will find out the same and be as quiet about it.
  }

  function write(text: string): void {
    process.stderr.write(text);
    append(text);
  }
  return {
    write,
    log: (message, fields = {}) =>
      write(`${JSON.stringify({ at: new Date().toISOString(), level: 'warn', message, ...fields })}\n`),
  };
}
