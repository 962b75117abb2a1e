/**
 * Every failure that Techbench expects, with the HTTP status it has in all dialects.
 * Dialects differ in the body's shape only; that mapping lives beside each dialect.
 */
export const errorStatus = {
  validation: 400,
  malformed: 400,
  unauthorized: 401,
  insufficient_scope: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  timed_out: 408,
  conflict: 409,
  idempotency_in_progress: 409,
  too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  locked: 423,
  rate_limited: 429,
  headers_too_large: 431,
  internal: 500,
  /** What lies behind the route was asked, and said no. */
  refused: 502,
  unavailable: 503,
  disk_full: 507,
  /** The database came from a newer Techbench: reading works, writing does not. */
  read_only: 503,
  /** The engine went away while the call was pending; the same call may be made again. */
  engine_restarting: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** A problem with one field of an input; `path` uses the field's own name, as the caller wrote it. */
export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly issues?: readonly FieldIssue[];
  readonly retryAfterSeconds?: number;
  readonly scope?: string;
  readonly reason?: string;
}

/** An expected failure. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorStatus, code);
}

/** Closes a union: a new case that is not handled is a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
