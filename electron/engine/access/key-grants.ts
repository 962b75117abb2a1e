import { z } from 'zod';
import {
  grantedScopes,
  keyLimit,
  product,
  scope,
  scopes as allScopes,
  type KeyLimit,
  type Product,
  type Scope,
} from '../../../shared/api-key.ts';
import type { TechnicianRole } from '../../../shared/organization.ts';

/** What a role that only looks may still do; everything else changes, reveals, sends or manages. */
const readOnlyScopes: ReadonlySet<Scope> = new Set(allScopes.filter((scope) => scope.endsWith(':read')));

/** A project token reaches one project and its tasks, nothing else of the workspace. */
const projectScopes: ReadonlySet<Scope> = new Set<Scope>(['projects:read', 'projects:write']);

const storedScopes = z.array(scope);
const storedProducts = z.array(product);

/** Scopes as the database holds them: a JSON list. */
export function readScopes(text: string): Scope[] {
  return storedScopes.parse(JSON.parse(text));
}

export function readProducts(text: string): Product[] {
  return storedProducts.parse(JSON.parse(text));
}

export function readLimit(text: string | null): KeyLimit | null {
  return text === null ? null : keyLimit.parse(JSON.parse(text));
}

/** The lesser of what the key was given, what its technician may do, and what a project token can reach. */
export function effectiveScopes(
  key: { readonly scopes: readonly Scope[]; readonly products: readonly Product[] },
  role: TechnicianRole,
  projectId: number | null,
): ReadonlySet<Scope> {
  return new Set(
    grantedScopes(key).filter(
      (scope) =>
        (role !== 'read_only' || readOnlyScopes.has(scope)) &&
        (projectId === null || projectScopes.has(scope)),
    ),
  );
}
