import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../shared/errors.ts';

const shape = /^[\x21-\x7e]{1,255}$/;

/** @throws AppError `malformed` where the header is empty, too long or not visible ASCII */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['idempotency-key'];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && shape.test(value)) return value;
  throw new AppError('malformed', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
}

/** Requests whose body is still arriving or being worked on, by their idempotency key. */
export function createInFlight(): { enter(name: string): () => void } {
  const names = new Set<string>();
  return {
    /** @throws AppError `idempotency_in_progress` */
    enter(name) {
      if (names.has(name)) {
        throw new AppError(
          'idempotency_in_progress',
          'The first request with this Idempotency-Key is still running.',
        );
      }
      names.add(name);
      return () => names.delete(name);
    },
  };
}
