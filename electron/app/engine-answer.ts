import { AppError, isErrorCode } from '../../shared/errors.ts';
import type { Envelope } from '../../shared/procedure.ts';

/** What the engine answered, out of its envelope. Throws what the engine threw. */
export function unwrap(text: string): unknown {
  const envelope = JSON.parse(text) as Envelope;
  if (envelope.ok) return envelope.value;
  const { code, message } = envelope.error;
  throw new AppError(isErrorCode(code) ? code : 'internal', message);
}
