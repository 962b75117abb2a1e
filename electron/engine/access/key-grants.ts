import { z } from 'zod';
import { scope, scopes as allScopes, type Scope } from '../../../shared/api-key.ts';
import type { TechnicianRole } from '../../../shared/organization.ts';

/** What a role that only looks may still do; everything else changes, reveals, sends or manages. */
const readOnlyScopes: ReadonlySet<Scope> = new Set(allScopes.filter((scope) => scope.endsWith(':read')));

/** A project token reaches one project and its tasks, nothing else of the workspace. */
const projectScopes: ReadonlySet<Scope> = new Set<Scope>(['projects:read', 'projects:write']);

const storedScopes = z.array(scope);

/** Scopes as the database holds them: a JSON list. */
export function readScopes(text: string): Scope[] {
  return storedScopes.parse(JSON.parse(text));
}

/** The lesser of what the key was given, what its technician may do, and what a project token can reach. */
export function effectiveScopes(
  granted: readonly Scope[],
  role: TechnicianRole,
  projectId: number | null,
): ReadonlySet<Scope> {
  return new Set(
    granted.filter(
      (scope) =>
        (role !== 'read_only' || readOnlyScopes.has(scope)) &&
        (projectId === null || projectScopes.has(scope)),
    ),
  );
}
