import { timingSafeEqual } from 'node:crypto';
import { tierLimits, type KeyLimit, type Scope } from '../../../shared/api-key.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { TechnicianRole } from '../../../shared/organization.ts';
import type { ReadableDb } from '../database/db.ts';
import { hashKey, isWellFormedKey } from './key-format.ts';
import { effectiveScopes, readLimit, readProducts, readScopes } from './key-grants.ts';
import { findKeyByHash, keyState, type KeyAccessRow } from './key-repository.ts';

export type KeyCaller = Extract<Caller, { kind: 'key' }>;

export type Authentication =
  | { readonly ok: true; readonly caller: KeyCaller; readonly limit: KeyLimit }
  /** Both are null for whoever guesses; the holder of a real key that counts no more is told why, and noted. */
  | { readonly ok: false; readonly reason: string | null; readonly keyId: number | null };

const unknownKey: Authentication = { ok: false, reason: null, keyId: null };

/** Turns the text of a key into the caller it stands for, or says why it stands for nobody (any more). */
export function createAuthenticate(db: ReadableDb, now: () => number): (key: string) => Authentication {
  const grants = new Map<string, ReadonlySet<Scope>>();
  const limits = new Map<string, KeyLimit>();

  /** Sets of scopes are few and never change: one of each is kept. */
  function scopesOf(row: KeyAccessRow): ReadonlySet<Scope> {
    const name = `${row.role}:${row.project_id === null}:${row.scopes}${row.products}`;
    let scopes = grants.get(name);
    if (!scopes) {
      const key = { scopes: readScopes(row.scopes), products: readProducts(row.products) };
      scopes = effectiveScopes(key, row.role, row.project_id);
      grants.set(name, scopes);
    }
    return scopes;
  }

  function limitOf({ own_limit: own, tier }: KeyAccessRow): KeyLimit {
    if (own === null) return tierLimits[tier];
    let limit = limits.get(own);
    if (!limit) {
      limit = readLimit(own)!;
      limits.set(own, limit);
    }
    return limit;
  }

  return (key) => {
    if (!isWellFormedKey(key)) return unknownKey;
    const hash = hashKey(key);
    const row = findKeyByHash(db, hash);
    if (!row || !timingSafeEqual(row.hash, hash)) return unknownKey;
    const reason = whyRefused(row, now());
    if (reason !== null) return { ok: false, reason, keyId: row.id };
    const role: TechnicianRole = row.role;
    return {
      ok: true,
      limit: limitOf(row),
      caller: {
        kind: 'key',
        keyId: row.id,
        name: row.name,
        role,
        technicianId: row.technician_id,
        organizationId: row.organization_id,
        projectId: row.project_id,
        scopes: scopesOf(row),
      },
    };
  };
}

function whyRefused(row: KeyAccessRow, now: number): string | null {
  if (row.technician_active === 0) return 'The technician who made this key is no longer active.';
  const state = keyState(row, now);
  if (state === 'active' || state === 'rotating') return null;
  if (state === 'revoked') return 'This key was revoked.';
  const overlapEnded = row.overlap_ends_at !== null && row.overlap_ends_at <= now;
  return overlapEnded ? 'This key was rotated; use the one that replaced it.' : 'This key has expired.';
}
