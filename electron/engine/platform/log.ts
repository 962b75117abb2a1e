export type LogLevel = 'info' | 'warn' | 'error';

/** One JSON line an entry. Values are data, never secrets: callers name fields, bodies are never logged. */
export interface Log {
  (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * Writes to standard error. A message that repeats within a minute is counted instead of written,
 * so that a full disk or a storm cannot fill the log.
 */
export function createStderrLog(now: () => number = Date.now): Log {
  const recent = new Map<string, { at: number; suppressed: number }>();
  return (level, message, fields = {}) => {
    const at = now();
    const last = recent.get(message);
    if (level !== 'info' && last && at - last.at < 60_000) {
      last.suppressed += 1;
      return;
    }
    const repeated = last && last.suppressed > 0 ? { repeated: last.suppressed } : {};
    if (recent.size > 500) recent.clear();
    recent.set(message, { at, suppressed: 0 });
    process.stderr.write(
      `${JSON.stringify({ at: new Date(at).toISOString(), level, message, ...fields, ...repeated })}\n`,
    );
  };
}

export const silentLog: Log = () => {};
