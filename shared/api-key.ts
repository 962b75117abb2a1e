import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { wholeDaysLeft } from './expiry-words.ts';
import { expiryWarningDays } from './key-expiry.ts';
import { procedure } from './procedure.ts';

export const scopes = [
  'tickets:read',
  'tickets:write',
  'assets:read',
  'assets:write',
  'organizations:read',
  'vehicles:read',
  'vehicles:write',
  'passwords:read',
  'passwords:write',
  'passwords:reveal',
  'monitors:read',
  'monitors:write',
  'projects:read',
  'projects:write',
  'users:read',
  'kb:read',
  'kb:write',
  'breach:check',
  'security:review',
  'notifications:send',
  'webhooks:manage',
] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;

export const keyTier = z.enum(['standard', 'professional', 'enterprise']);
export type KeyTier = z.infer<typeof keyTier>;

/** A token bucket: `perMinute` requests in the long run, at most `burst` at once. */
export const keyLimit = z.strictObject({
  perMinute: z.int().min(1).max(100_000),
  burst: z.int().min(1).max(200_000),
});
export type KeyLimit = z.infer<typeof keyLimit>;

/** The One Stack's table. */
export const tierLimits: Record<KeyTier, KeyLimit> = {
  standard: { perMinute: 60, burst: 100 },
  professional: { perMinute: 300, burst: 500 },
  enterprise: { perMinute: 1000, burst: 2000 },
};

/** Where a dialect limits its endpoint groups, each has half the key's rate and no burst above it (Orqit's page). */
export function groupLimit({ perMinute }: KeyLimit): KeyLimit {
  const half = Math.ceil(perMinute / 2);
  return { perMinute: half, burst: half };
}

export const product = z.enum([
  'psa',
  'rmm',
  'security',
  'portal',
  'hub',
  'crm',
  'books',
  'defend',
  'backups',
  'voice',
]);
export type Product = z.infer<typeof product>;

/**
 * The One Stack's product scopes as bundles of fine ones. The last five name products of which Techbench holds
 * no data: a key may carry them, and they grant nothing here.
 */
export const productScopes: Record<Product, readonly Scope[]> = {
  psa: [
    'tickets:read',
    'tickets:write',
    'projects:read',
    'projects:write',
    'users:read',
    'organizations:read',
  ],
  rmm: ['assets:read', 'assets:write', 'monitors:read', 'monitors:write'],
  security: ['breach:check', 'security:review'],
  portal: ['kb:read', 'kb:write', 'tickets:read'],
  hub: ['organizations:read', 'users:read', 'webhooks:manage'],
  crm: [],
  books: [],
  defend: [],
  backups: [],
  voice: [],
};

/** The fine scopes of a key together with those of its products, each once, in alphabetical order. */
export function grantedScopes(key: { scopes: readonly Scope[]; products: readonly Product[] }): Scope[] {
  return [...new Set([...key.scopes, ...key.products.flatMap((name) => productScopes[name])])].toSorted();
}

export const keyState = z.enum(['active', 'expired', 'revoked', 'rotating']);
export type KeyState = z.infer<typeof keyState>;

export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  lastFour: z.string(),
  scopes: z.array(scope),
  products: z.array(product),
  organizationId: nullableId,
  projectId: nullableId,
  tier: keyTier,
  /** Set by hand in place of the tier's. */
  ownLimit: keyLimit.nullable(),
  state: keyState,
  /** The technician whose role bounds the key. */
  technicianId: id,
  createdAt: timestamp,
  lastUsedAt: nullableTimestamp,
  expiresAt: nullableTimestamp,
  revokedAt: nullableTimestamp,
  /** Set on the old key of a rotation: when its overlap ends; null means until it is revoked. */
  overlapEndsAt: nullableTimestamp,
  replacedById: nullableId,
  /** The least threshold of its expiry that a technician was told of; see `untoldExpiry`. */
  warnedDays: z.int().nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

/** The only answer that ever holds the key itself. */
export const revealedKey = z.object({ key: apiKey, apiKey: z.string() });
export type RevealedKey = z.infer<typeof revealedKey>;

export const newApiKey = z.strictObject({
  name: requiredText(120),
  scopes: z.array(scope).max(scopes.length).default([]),
  products: z.array(product).max(product.options.length).default([]),
  organizationId: nullableId.default(null),
  projectId: nullableId.default(null),
  tier: keyTier.default('standard'),
  ownLimit: keyLimit.nullable().default(null),
  expiresAt: nullableTimestamp.default(null),
});
export type NewApiKey = z.infer<typeof newApiKey>;

/** What a technician should do about a key before it does harm. */
export type KeyWarning =
  | { readonly kind: 'expires'; readonly days: number }
  | { readonly kind: 'rotate'; readonly days: number }
  | { readonly kind: 'unused'; readonly days: number };

const dayMs = 86_400_000;
const rotateAfterDays = 90;
const unusedAfterDays = 90;

/** What is to be told of a key now; of one that counts no more, or is being replaced, nothing. */
export function keyWarnings(
  key: Pick<ApiKey, 'state' | 'createdAt' | 'lastUsedAt' | 'expiresAt'>,
  now: number,
): KeyWarning[] {
  if (key.state !== 'active') return [];
  const warnings: KeyWarning[] = [];
  if (key.expiresAt !== null && key.expiresAt - now <= expiryWarningDays[0] * dayMs)
    warnings.push({ kind: 'expires', days: wholeDaysLeft(key.expiresAt, now) });
  const idle = Math.floor((now - (key.lastUsedAt ?? key.createdAt)) / dayMs);
  const age = Math.floor((now - key.createdAt) / dayMs);
  if (idle >= unusedAfterDays) warnings.push({ kind: 'unused', days: idle });
  else if (age >= rotateAfterDays) warnings.push({ kind: 'rotate', days: age });
  return warnings;
}

/** When a key ends by itself: by its expiry or by the overlap of its rotation, whichever comes first. */
export function keyEndsAt({
  expiresAt,
  overlapEndsAt,
}: Pick<ApiKey, 'expiresAt' | 'overlapEndsAt'>): number | null {
  if (expiresAt === null || overlapEndsAt === null) return expiresAt ?? overlapEndsAt;
  return Math.min(expiresAt, overlapEndsAt);
}

export const keysContract = {
  list: procedure(z.strictObject({}), z.array(apiKey)),
  issue: procedure(newApiKey, revealedKey),
  rotate: procedure(
    z.strictObject({ id, overlapHours: z.number().min(0).max(8760).nullable().default(null) }),
    revealedKey,
  ),
  revoke: procedure(z.strictObject({ id }), apiKey),
  /** The technician has read that these keys expire soon: they are told of again at their next threshold. */
  acknowledgeExpiry: procedure(z.strictObject({ ids: z.array(id).min(1).max(1000) }), z.object({})),
};
