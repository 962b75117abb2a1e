import type { RmmFailure } from '../../../../shared/rmm.ts';

/** A sync cannot go on; said in words that a technician can act on. */
export class RmmError extends Error {
  readonly failure: RmmFailure;

  constructor(failure: RmmFailure, message: string) {
    super(message);
    this.name = 'RmmError';
    this.failure = failure;
  }
}
