import type { ApiKey, KeyLimit, KeyState, KeyTier, Product, Scope } from '../../../shared/api-key.ts';
import type { TechnicianRole } from '../../../shared/organization.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { readLimit, readProducts, readScopes } from './key-grants.ts';

interface KeyRow {
  id: number;
  name: string;
  prefix: string;
  last_four: string;
  scopes: string;
  products: string;
  own_limit: string | null;
  organization_id: number | null;
  project_id: number | null;
  tier: KeyTier;
  technician_id: number;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
  revoked_at: number | null;
  replaced_by_id: number | null;
  overlap_ends_at: number | null;
  warned_days: number | null;
}

/** What authentication needs of a key, with the technician whose role bounds it. */
export interface KeyAccessRow {
  id: number;
  name: string;
  hash: Buffer;
  scopes: string;
  products: string;
  own_limit: string | null;
  organization_id: number | null;
  project_id: number | null;
  tier: KeyTier;
  technician_id: number;
  expires_at: number | null;
  revoked_at: number | null;
  replaced_by_id: number | null;
  overlap_ends_at: number | null;
  role: TechnicianRole;
  technician_active: number;
}

/** A project token acts inside its project's organization, wherever the project has gone since it was made. */
const organizationSql = `coalesce((SELECT p.organization_id FROM project p WHERE p.id = k.project_id), k.organization_id)
  AS organization_id`;

const keyColumns = `k.id, k.name, k.prefix, k.last_four, k.scopes, k.products, k.own_limit, ${organizationSql},
  k.project_id, k.tier, k.technician_id, k.created_at, k.last_used_at, k.expires_at, k.revoked_at, k.replaced_by_id,
  k.overlap_ends_at, k.warned_days`;

export function keyState(
  row: Pick<KeyRow, 'revoked_at' | 'expires_at' | 'replaced_by_id' | 'overlap_ends_at'>,
  now: number,
): KeyState {
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  if (row.replaced_by_id === null) return 'active';
  return row.overlap_ends_at !== null && row.overlap_ends_at <= now ? 'expired' : 'rotating';
}

function rowToKey(row: KeyRow, now: number): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    lastFour: row.last_four,
    scopes: readScopes(row.scopes),
    products: readProducts(row.products),
    organizationId: row.organization_id,
    projectId: row.project_id,
    tier: row.tier,
    ownLimit: readLimit(row.own_limit),
    state: keyState(row, now),
    technicianId: row.technician_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    overlapEndsAt: row.overlap_ends_at,
    replacedById: row.replaced_by_id,
    warnedDays: row.warned_days,
  };
}

/** Newest first; expired and revoked ones stay. */
export function listKeys(db: ReadableDb, now: number): ApiKey[] {
  return db
    .all<KeyRow>(`SELECT ${keyColumns} FROM api_key k ORDER BY k.id DESC`)
    .map((row) => rowToKey(row, now));
}

export function findKey(db: ReadableDb, id: number, now: number): ApiKey | undefined {
  const row = db.get<KeyRow>(`SELECT ${keyColumns} FROM api_key k WHERE k.id = ?`, [id]);
  return row && rowToKey(row, now);
}

/**
 * Asked for by every request; a key that was found is kept until something is written. What was not found is
 * not: guesses would fill the memory, and a guess made twice would be told by its time.
 */
export function findKeyByHash(db: ReadableDb, hash: Buffer): KeyAccessRow | undefined {
  const found = db.remember('keys by hash', () => new Map<string, KeyAccessRow>());
  const name = hash.toString('base64');
  let row = found.get(name);
  if (!row) {
    row = db.get<KeyAccessRow>(keyByHashSql, [hash]);
    if (row) found.set(name, row);
  }
  return row;
}

const keyByHashSql = `SELECT k.id, k.name, k.hash, k.scopes, k.products, k.own_limit, ${organizationSql},
    k.project_id, k.tier, k.technician_id, k.expires_at, k.revoked_at, k.replaced_by_id, k.overlap_ends_at, t.role, t.active AS technician_active
  FROM api_key k JOIN technician t ON t.id = k.technician_id WHERE k.hash = ?`;

export interface StoredKey {
  readonly name: string;
  readonly hash: Buffer;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: readonly Scope[];
  readonly products: readonly Product[];
  readonly ownLimit: KeyLimit | null;
  readonly organizationId: number | null;
  readonly projectId: number | null;
  readonly tier: KeyTier;
  readonly technicianId: number;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export function insertKey(db: WritableDb, key: StoredKey): number {
  return db.run(
    `INSERT INTO api_key
       (name, hash, prefix, last_four, scopes, products, own_limit, organization_id, project_id, tier,
        technician_id, created_at, expires_at)
     VALUES ($name, $hash, $prefix, $lastFour, $scopes, $products, $ownLimit, $organizationId, $projectId, $tier,
       $technicianId, $createdAt, $expiresAt)`,
    {
      ...key,
      scopes: JSON.stringify(key.scopes),
      products: JSON.stringify(key.products),
      ownLimit: key.ownLimit && JSON.stringify(key.ownLimit),
    },
  ).lastInsertRowid;
}

export function markReplaced(
  db: WritableDb,
  id: number,
  replacedById: number,
  overlapEndsAt: number | null,
): void {
  db.run(`UPDATE api_key SET replaced_by_id = ?, overlap_ends_at = ? WHERE id = ?`, [
    replacedById,
    overlapEndsAt,
    id,
  ]);
}

export function markRevoked(db: WritableDb, id: number, at: number): void {
  db.run(`UPDATE api_key SET revoked_at = ? WHERE id = ?`, [at, id]);
}

export function markWarned(db: WritableDb, id: number, days: number): void {
  db.run(`UPDATE api_key SET warned_days = ? WHERE id = ?`, [days, id]);
}

/** Keys that may soon expire, whatever else has become of them. */
export function listExpiring(db: ReadableDb, now: number, before: number): ApiKey[] {
  return db
    .all<KeyRow>(`SELECT ${keyColumns} FROM api_key k WHERE k.expires_at > ? AND k.expires_at <= ?`, [
      now,
      before,
    ])
    .map((row) => rowToKey(row, now));
}

export function markUsed(db: WritableDb, id: number, at: number): void {
  db.runAside(`UPDATE api_key SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) < ?`, [
    at,
    id,
    at,
  ]);
}

export function organizationExists(db: ReadableDb, id: number): boolean {
  return db.get(`SELECT 1 FROM organization WHERE id = ?`, [id]) !== undefined;
}

/** The organization whose project it is; undefined where there is none. */
export function organizationOfProject(db: ReadableDb, projectId: number): number | undefined {
  return db.get<{ organization_id: number }>(`SELECT organization_id FROM project WHERE id = ?`, [projectId])
    ?.organization_id;
}

/** Who answers for keys that the command line issues before anybody sat at the console. */
export function findAdministrator(db: ReadableDb): number | undefined {
  return db.get<{ id: number }>(
    `SELECT id FROM technician WHERE role = 'administrator' AND active = 1 ORDER BY id LIMIT 1`,
  )?.id;
}
