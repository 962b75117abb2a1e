import { AppError, type ErrorCode } from './errors.ts';
import type { Envelope } from './procedure.ts';

export function failure(code: ErrorCode, message: string): Envelope {
  return { ok: false, error: { code, message } };
}

/**
 * Runs one call to its envelope. An expected failure travels with its code; a bug is handed to `report`
 * and told to the caller in words only, since its text may hold anything.
 */
export async function toEnvelope(run: () => unknown, report: (error: unknown) => void): Promise<Envelope> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    if (error instanceof AppError) {
      const { code, message, details } = error;
      return { ok: false, error: { code, message, ...(details ? { details } : {}) } };
    }
    report(error);
    return failure('internal', 'Something unexpected went wrong. It was written to the log.');
  }
}
