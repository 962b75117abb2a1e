import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';

/** True where the caller may know of a record of this organization at all. */
export function mayReach(caller: Caller, organizationId: number): boolean {
  return caller.organizationId === null || caller.organizationId === organizationId;
}

/** Refuses callers whose role only reads. Scopes of keys are checked at the door they come through. */
export function requireWriter(caller: Caller): void {
  if (caller.role === 'read_only') {
    throw new AppError('forbidden', 'Your role may read, but not change anything.');
  }
}

export function requireAdministrator(caller: Caller): void {
  if (caller.role !== 'administrator') throw new AppError('forbidden', 'Only an administrator may do this.');
}

export function invalidField(path: string, message: string): AppError {
  return new AppError('validation', `${path} ${message}`, { details: { issues: [{ path, message }] } });
}
