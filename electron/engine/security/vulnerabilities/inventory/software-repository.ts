import type { InstalledSoftware, SoftwareKind, SoftwareSource } from '../../../../../shared/software.ts';
import type { ReadableDb, WritableDb } from '../../../database/db.ts';
import { keysOfSoftware } from '../matching/product-names.ts';

export interface SoftwareName {
  readonly kind: SoftwareKind;
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
}

export interface InternedBuild {
  readonly id: number;
  readonly productId: number;
  readonly version: string;
  /** Nobody had it before. */
  readonly isNew: boolean;
}

/** The one row of a product in a version, made where it is missing. */
export function internBuild(db: WritableDb, software: SoftwareName, now: number): InternedBuild {
  const { kind, vendor, name, version } = software;
  const product = db.get<{ id: number }>(
    'SELECT id FROM software_product WHERE kind = ? AND vendor = ? AND name = ?',
    [kind, vendor, name],
  );
  const productId = product?.id ?? insertProduct(db, software, now);
  const build = db.get<{ id: number }>('SELECT id FROM software_build WHERE product_id = ? AND version = ?', [
    productId,
    version,
  ]);
  if (build) return { id: build.id, productId, version, isNew: false };
  const { lastInsertRowid } = db.run('INSERT INTO software_build (product_id, version) VALUES (?, ?)', [
    productId,
    version,
  ]);
  return { id: lastInsertRowid, productId, version, isNew: true };
}

function insertProduct(db: WritableDb, { kind, vendor, name }: SoftwareName, now: number): number {
  const { lastInsertRowid } = db.run(
    'INSERT INTO software_product (kind, vendor, name, created_at) VALUES (?, ?, ?, ?)',
    [kind, vendor, name, now],
  );
  for (const key of keysOfSoftware(vendor, name))
    db.run('INSERT OR IGNORE INTO software_key (key, product_id) VALUES (?, ?)', [key, lastInsertRowid]);
  return lastInsertRowid;
}

/** Notes that a build is on an asset; seen again where it was there already. @returns the row's id */
export function putSoftware(
  db: WritableDb,
  row: {
    readonly assetId: number;
    readonly organizationId: number;
    readonly buildId: number;
    readonly source: SoftwareSource;
    readonly seenAt: number;
  },
): number {
  return db.get<{ id: number }>(
    `INSERT INTO asset_software (asset_id, organization_id, build_id, source, seen_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (asset_id, build_id) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at) RETURNING id`,
    [row.assetId, row.organizationId, row.buildId, row.source, row.seenAt],
  )!.id;
}

/** Notes that a program is still on an asset. @returns whether it was there */
export function seeAgain(db: WritableDb, assetId: number, software: SoftwareName, seenAt: number): boolean {
  const { kind, vendor, name, version } = software;
  return (
    db.run(
      `UPDATE asset_software SET seen_at = max(seen_at, ?) WHERE asset_id = ? AND build_id = (
         SELECT b.id FROM software_product p JOIN software_build b ON b.product_id = p.id
         WHERE p.kind = ? AND p.vendor = ? AND p.name = ? AND b.version = ?)`,
      [seenAt, assetId, kind, vendor, name, version],
    ).changes > 0
  );
}

export function removeSoftware(db: WritableDb, id: number): void {
  db.run('DELETE FROM asset_software WHERE id = ?', [id]);
}

/** One row as it lies. */
export interface SoftwareRow {
  readonly id: number;
  readonly assetId: number;
  readonly organizationId: number;
  readonly buildId: number;
  readonly productId: number;
  readonly kind: SoftwareKind;
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
  readonly source: SoftwareSource;
  readonly seenAt: number;
}

const columns = `s.id, s.asset_id AS assetId, s.organization_id AS organizationId, s.build_id AS buildId,
  b.product_id AS productId, p.kind, p.vendor, p.name, b.version, s.source, s.seen_at AS seenAt`;
const tables = `asset_software s JOIN software_build b ON b.id = s.build_id JOIN software_product p ON p.id = b.product_id`;

export function getSoftware(db: ReadableDb, id: number): SoftwareRow | undefined {
  return db.get<SoftwareRow>(`SELECT ${columns} FROM ${tables} WHERE s.id = ?`, [id]);
}

/** Every version of one program on an asset, found by the program and not by going through all that is on it. */
export function versionsOn(
  db: ReadableDb,
  assetId: number,
  { vendor, name }: Pick<SoftwareName, 'vendor' | 'name'>,
): SoftwareRow[] {
  return db.all<SoftwareRow>(
    `SELECT ${columns} FROM software_product p JOIN software_build b ON b.product_id = p.id
       JOIN asset_software s ON s.asset_id = ? AND s.build_id = b.id
     WHERE p.kind = 'application' AND p.vendor = ? AND p.name = ?`,
    [assetId, vendor, name],
  );
}

/** The system first, then by name. */
export function softwareOf(db: ReadableDb, assetId: number): SoftwareRow[] {
  return db.all<SoftwareRow>(
    `SELECT ${columns} FROM ${tables} WHERE s.asset_id = ? ORDER BY p.kind DESC, p.name, b.version`,
    [assetId],
  );
}

/** With what is open and what may be, because of each. */
export function installedOn(db: ReadableDb, assetId: number): InstalledSoftware[] {
  return softwareOf(db, assetId).map(
    ({ organizationId: _organization, buildId, productId: _product, ...row }) => ({
      ...row,
      open: db.get<{ n: number }>(
        `SELECT count(*) AS n FROM finding WHERE asset_id = ? AND build_id = ? AND state = 'open'`,
        [assetId, buildId],
      )!.n,
      candidates: db.get<{ n: number }>(
        `SELECT count(*) AS n FROM vulnerability_match WHERE build_id = ? AND state = 'candidate'`,
        [buildId],
      )!.n,
    }),
  );
}
