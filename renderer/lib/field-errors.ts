import { AppError } from '../../shared/errors.ts';

/** What the engine refused, by the field's own name; empty where the failure is about something else. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof AppError)) return {};
  const issues = error.details?.issues ?? [];
  return Object.fromEntries(
    issues.map(({ path, message }) => [path, `${path} ${message}`.replace(/^[\w.]+ /, '')]),
  );
}
