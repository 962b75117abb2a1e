import type { Connection, HookRefusal } from '../../../../shared/connection.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

interface ConnectionRow extends Omit<StoredConnection, 'enabled' | 'hasKey' | 'hasSecret' | 'hookPath'> {
  readonly enabled: number;
  readonly hasKey: number;
  readonly hasSecret: number;
  readonly tokenHash: Buffer | null;
}

/** As it is stored; how it does is known to whoever asks it. */
export interface StoredConnection extends Omit<Connection, 'syncing'> {
  readonly tokenHash: Buffer | null;
}

const columns = `id, kind, name, organization_id AS organizationId, base_url AS baseUrl, public_url AS publicUrl,
  enabled, has_key AS hasKey, has_secret AS hasSecret, previous_secret_until AS previousSecretUntil,
  token_hash AS tokenHash, plan, last_delivery_at AS lastDeliveryAt, last_round_trip_at AS lastRoundTripAt,
  accepted, duplicates, created_at AS createdAt, updated_at AS updatedAt,
  (SELECT coalesce(sum(n), 0) FROM hook_refusal WHERE connection_id = connection.id) AS refused`;

export function getConnection(db: ReadableDb, id: number): StoredConnection | undefined {
  const row = db.get<ConnectionRow>(`SELECT ${columns} FROM connection WHERE id = ?`, [id]);
  return row && toConnection(row);
}

export function listConnections(db: ReadableDb): StoredConnection[] {
  return db.all<ConnectionRow>(`SELECT ${columns} FROM connection ORDER BY name, id`).map(toConnection);
}

function toConnection(row: ConnectionRow): StoredConnection {
  const { enabled, hasKey, hasSecret, ...rest } = row;
  return {
    ...rest,
    enabled: enabled === 1,
    hasKey: hasKey === 1,
    hasSecret: hasSecret === 1,
    // The token of those that do not sign is told with the secret, once.
    hookPath: `/hooks/${row.id}${row.tokenHash ? '/…' : ''}`,
  };
}

const columnNames = {
  kind: 'kind',
  name: 'name',
  organizationId: 'organization_id',
  baseUrl: 'base_url',
  publicUrl: 'public_url',
  enabled: 'enabled',
  hasKey: 'has_key',
  hasSecret: 'has_secret',
  previousSecretUntil: 'previous_secret_until',
  tokenHash: 'token_hash',
  plan: 'plan',
  lastRoundTripAt: 'last_round_trip_at',
} as const;

export type ConnectionFields = Partial<Pick<StoredConnection, keyof typeof columnNames>>;

export function insertConnection(db: WritableDb, fields: ConnectionFields, now: number): number {
  const names = Object.keys(fields) as (keyof typeof columnNames)[];
  return db.run(
    `INSERT INTO connection (${names.map((name) => columnNames[name]).join(', ')}, created_at, updated_at)
     VALUES (${names.map(() => '?').join(', ')}, ?, ?)`,
    [...names.map((name) => valueOf(fields[name])), now, now],
  ).lastInsertRowid;
}

export function updateConnection(db: WritableDb, id: number, fields: ConnectionFields, now: number): void {
  const names = Object.keys(fields) as (keyof typeof columnNames)[];
  db.run(
    `UPDATE connection SET ${names.map((name) => `${columnNames[name]} = ?, `).join('')}updated_at = ? WHERE id = ?`,
    [...names.map((name) => valueOf(fields[name])), now, id],
  );
}

function valueOf(value: string | number | boolean | Buffer | null | undefined) {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}

export function readRefusals(
  db: ReadableDb,
  connectionId: number | null,
): { connectionId: number | null; reason: HookRefusal; count: number; lastAt: number }[] {
  return db
    .all<{ connectionId: number; reason: HookRefusal; count: number; lastAt: number }>(
      `SELECT connection_id AS connectionId, reason, n AS count, last_at AS lastAt FROM hook_refusal
       WHERE connection_id = coalesce(?, connection_id) ORDER BY n DESC LIMIT 500`,
      [connectionId],
    )
    .map((row) => ({ ...row, connectionId: row.connectionId === 0 ? null : row.connectionId }));
}
