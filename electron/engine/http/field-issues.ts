import type { z } from 'zod';
import type { FieldIssue } from '../../../shared/errors.ts';
import type { Query } from './query.ts';
import { WireError } from './wire-error.ts';

/**
 * Checks a body against the dialect's schema.
 * @throws WireError, one issue for each field, named as the sender wrote it
 */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new WireError('The body must be a JSON object.');
  }
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(describe);
  throw new WireError('Some fields are not as they must be.', issues);
}

/**
 * Checks the parameters of a query against the route's schema.
 * @throws WireError, one issue for each parameter
 */
export function parseQuery<S extends z.ZodObject>(schema: S, query: Query): z.output<S> {
  const result = schema.safeParse(Object.fromEntries(query), { reportInput: true });
  if (result.success) return result.data;
  throw new WireError('Some parameters are not as they must be.', result.error.issues.flatMap(describe));
}

function describe(issue: z.core.$ZodIssue): FieldIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      message: 'is not a known field',
    }));
  }
  return [{ path: issue.path.join('.'), message: wording(issue) }];
}

function wording(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is required' : `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `may have at most ${issue.maximum} characters`
        : issue.origin === 'array'
          ? `may have at most ${issue.maximum} entries`
          : `may be at most ${issue.maximum}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    default:
      return issue.message;
  }
}
