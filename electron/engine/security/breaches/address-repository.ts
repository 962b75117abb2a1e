import type { ReadableDb, WritableDb } from '../../database/db.ts';

/** The address's row in its organization, made where there is none. @returns its id, and whether it is new */
export function ensureAddress(
  db: WritableDb,
  organizationId: number,
  email: string,
  now: number,
): { readonly id: number; readonly added: boolean } {
  const known = findAddress(db, organizationId, email);
  if (known !== undefined) return { id: known, added: false };
  const { lastInsertRowid } = db.run(
    `INSERT INTO breach_address (organization_id, email, watched, standing, answer, created_at, updated_at)
     VALUES (?, ?, 0, 'not_checked', 'none', ?, ?)`,
    [organizationId, email, now, now],
  );
  return { id: lastInsertRowid, added: true };
}

export function findAddress(db: ReadableDb, organizationId: number, email: string): number | undefined {
  return db.get<{ id: number }>('SELECT id FROM breach_address WHERE organization_id = ? AND email = ?', [
    organizationId,
    email,
  ])?.id;
}

export interface DueAddress {
  readonly id: number;
  readonly email: string;
  readonly organizationId: number;
}

/** Watched addresses whose time has come, the longest overdue first. */
export function dueAddresses(db: ReadableDb, now: number, limit: number): DueAddress[] {
  return db.all<DueAddress>(
    `SELECT id, email, organization_id AS organizationId FROM breach_address
     WHERE next_check_at <= ? ORDER BY next_check_at LIMIT ?`,
    [now, limit],
  );
}

export function nextDueAt(db: ReadableDb): number | null {
  return (
    db.get<{ at: number | null }>(
      'SELECT min(next_check_at) AS at FROM breach_address WHERE next_check_at IS NOT NULL',
    )?.at ?? null
  );
}

/** Written behind the calls: when a watched address is to be looked at again, null where nobody watches it. */
export function setNextCheck(db: WritableDb, id: number, at: number | null): void {
  db.run('UPDATE breach_address SET next_check_at = ? WHERE id = ?', [at, id]);
}
