import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
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

/** Requests a minute, and how many may come at once (The One Stack's table). */
export const tierLimits: Record<KeyTier, { perMinute: number; burst: number; perGroupPerMinute: number }> = {
  standard: { perMinute: 60, burst: 100, perGroupPerMinute: 30 },
  professional: { perMinute: 300, burst: 500, perGroupPerMinute: 150 },
  enterprise: { perMinute: 1000, burst: 2000, perGroupPerMinute: 500 },
};

export const keyState = z.enum(['active', 'expired', 'revoked', 'rotating']);
export type KeyState = z.infer<typeof keyState>;

export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  lastFour: z.string(),
  scopes: z.array(scope),
  organizationId: nullableId,
  projectId: nullableId,
  tier: keyTier,
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
});
export type ApiKey = z.infer<typeof apiKey>;

/** The only answer that ever holds the key itself. */
export const revealedKey = z.object({ key: apiKey, apiKey: z.string() });
export type RevealedKey = z.infer<typeof revealedKey>;

export const newApiKey = z.strictObject({
  name: requiredText(120),
  scopes: z.array(scope).max(scopes.length).default([]),
  organizationId: nullableId.default(null),
  projectId: nullableId.default(null),
  tier: keyTier.default('standard'),
  expiresAt: nullableTimestamp.default(null),
});
export type NewApiKey = z.infer<typeof newApiKey>;

export const keysContract = {
  list: procedure(z.strictObject({}), z.array(apiKey)),
  issue: procedure(newApiKey, revealedKey),
  rotate: procedure(
    z.strictObject({ id, overlapHours: z.number().min(0).max(8760).nullable().default(null) }),
    revealedKey,
  ),
  revoke: procedure(z.strictObject({ id }), apiKey),
};
