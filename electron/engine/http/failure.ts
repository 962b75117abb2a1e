import { AppError, errorStatus, type FieldIssue } from '../../../shared/errors.ts';
import type { Dialect, Failure } from './route.ts';
import { WireError } from './wire-error.ts';

/** Puts a failure into the wire's words. What is no AppError is a bug: it is told as little as possible. */
export function describeFailure(error: unknown, dialect: Dialect, requestId: string): Failure {
  const known =
    error instanceof AppError ? error : new AppError('internal', 'Something went wrong inside Techbench.');
  const status = errorStatus[known.code];
  const given = known.details?.issues ?? [];
  const issues =
    known instanceof WireError ? given : given.map((issue) => renamed(issue, dialect.fieldNames));
  const message =
    issues.length > 0 ? issues.map(({ path, message }) => `${path} ${message}`).join('; ') : known.message;
  return {
    code: known.code,
    status,
    message: status >= 500 ? `${message} (request ${requestId})` : message,
    issues,
    scope: known.details?.scope ?? null,
    retryAfterSeconds: known.details?.retryAfterSeconds ?? null,
  };
}

function renamed(issue: FieldIssue, names: Readonly<Record<string, string>>): FieldIssue {
  const [first = '', ...rest] = issue.path.split('.');
  const name = Object.hasOwn(names, first) ? names[first]! : first;
  return { path: [name, ...rest].join('.'), message: issue.message };
}
