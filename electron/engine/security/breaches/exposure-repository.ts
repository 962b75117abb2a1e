import { breachSeverity, type BreachCheck, type Exposure, type Paste } from '../../../../shared/breach.ts';
import type { AlertSeverity } from '../../../../shared/alert.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';
import type { FoundBreach, FoundPaste } from './sources/source.ts';
import { breachKey } from './same-breach.ts';

export interface StoredExposure {
  readonly id: number;
  readonly addressId: number;
  readonly organizationId: number;
  readonly name: string;
  readonly date: string | null;
  readonly dataTypes: string;
  readonly severity: AlertSeverity;
  readonly source: string;
  readonly catalogueName: string | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly announcedAt: number | null;
  readonly ignoredReason: string | null;
  readonly ignoredUntil: number | null;
  readonly ignoredBy: string | null;
  readonly ignoredAt: number | null;
}

interface ShownRow extends StoredExposure {
  readonly domain: string | null;
  readonly description: string;
  readonly accounts: number;
  readonly verified: number;
  readonly spamList: number;
  readonly stealerLog: number;
}

const columns = `e.id, e.address_id AS addressId, e.organization_id AS organizationId, e.name, e.breach_date AS date,
  e.data_types AS dataTypes, e.severity, e.source, e.catalogue_name AS catalogueName, e.first_seen_at AS firstSeenAt,
  e.last_seen_at AS lastSeenAt, e.announced_at AS announcedAt, e.ignored_reason AS ignoredReason,
  e.ignored_until AS ignoredUntil, e.ignored_by AS ignoredBy, e.ignored_at AS ignoredAt`;
const withCatalogue = `${columns}, c.domain, c.description, c.accounts, c.verified, c.spam_list AS spamList,
  c.stealer_log AS stealerLog FROM breach_exposure e LEFT JOIN breach_catalogue c ON c.name = e.catalogue_name`;

export function storedExposures(db: ReadableDb, addressId: number): StoredExposure[] {
  return db.all<StoredExposure>(
    `SELECT ${columns} FROM breach_exposure e WHERE e.address_id = ? ORDER BY e.id`,
    [addressId],
  );
}

/** Newest breach first. */
export function readExposures(db: ReadableDb, addressId: number): Exposure[] {
  return db
    .all<ShownRow>(
      `SELECT ${withCatalogue} WHERE e.address_id = ? ORDER BY e.breach_date DESC NULLS LAST, e.id DESC`,
      [addressId],
    )
    .map(shown);
}

export function getExposure(
  db: ReadableDb,
  id: number,
): { readonly exposure: Exposure; readonly organizationId: number } | undefined {
  const row = db.get<ShownRow>(`SELECT ${withCatalogue} WHERE e.id = ?`, [id]);
  return row && { exposure: shown(row), organizationId: row.organizationId };
}

function shown(row: ShownRow): Exposure {
  const { id, addressId, name, date, severity, source, firstSeenAt, lastSeenAt, announcedAt } = row;
  const { domain, description, accounts, ignoredReason } = row;
  return {
    id,
    addressId,
    name,
    date,
    dataTypes: JSON.parse(row.dataTypes) as string[],
    severity,
    source,
    firstSeenAt,
    lastSeenAt,
    announcedAt,
    ignored:
      ignoredReason === null
        ? null
        : { reason: ignoredReason, until: row.ignoredUntil, by: row.ignoredBy ?? '', at: row.ignoredAt ?? 0 },
    about:
      domain === null
        ? null
        : {
            domain,
            description,
            accounts,
            verified: row.verified === 1,
            spamList: row.spamList === 1,
            stealerLog: row.stealerLog === 1,
          },
  };
}

/** @returns its id */
export function insertExposure(
  db: WritableDb,
  of: {
    readonly addressId: number;
    readonly organizationId: number;
    readonly source: string;
    readonly now: number;
  },
  breach: FoundBreach,
): number {
  return db.run(
    `INSERT INTO breach_exposure (address_id, organization_id, breach_key, name, breach_date, data_types, severity, source,
       catalogue_name, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      of.addressId,
      of.organizationId,
      breachKey(breach),
      breach.name,
      breach.date,
      JSON.stringify(breach.dataTypes),
      breachSeverity(breach.dataTypes),
      of.source,
      breach.catalogueName,
      of.now,
      of.now,
    ],
  ).lastInsertRowid;
}

/** Met again: what was not known of it before is added, what was stays as it was told of first. */
export function meetAgain(db: WritableDb, known: StoredExposure, breach: FoundBreach, now: number): void {
  const before = JSON.parse(known.dataTypes) as string[];
  const dataTypes = [...new Set([...before, ...breach.dataTypes])];
  db.run(
    `UPDATE breach_exposure SET last_seen_at = ?, breach_date = coalesce(breach_date, ?), data_types = ?, severity = ?,
       catalogue_name = coalesce(catalogue_name, ?) WHERE id = ?`,
    [now, breach.date, JSON.stringify(dataTypes), breachSeverity(dataTypes), breach.catalogueName, known.id],
  );
}

/** @returns whether it is new */
export function meetPaste(db: WritableDb, addressId: number, paste: FoundPaste, now: number): boolean {
  const { source, pasteId, title, at, emailCount } = paste;
  return (
    db.run(
      `INSERT INTO breach_paste (address_id, source, paste_id, title, at, email_count, first_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [addressId, source, pasteId, title, at, emailCount, now],
    ).changes > 0
  );
}

export function readPastes(db: ReadableDb, addressId: number): Paste[] {
  return db.all<Paste>(
    `SELECT source, paste_id AS pasteId, title, at, email_count AS emailCount FROM breach_paste
     WHERE address_id = ? ORDER BY at DESC NULLS LAST LIMIT 500`,
    [addressId],
  );
}

export function insertCheck(db: WritableDb, addressId: number, check: BreachCheck): void {
  db.run(
    `INSERT INTO breach_check (address_id, at, source, answer, failure, detail, breaches, new_breaches)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      addressId,
      check.at,
      check.source,
      check.answer,
      check.failure,
      check.detail,
      check.breaches,
      check.newBreaches,
    ],
  );
}

export function readChecks(db: ReadableDb, addressId: number): BreachCheck[] {
  return db.all<BreachCheck>(
    `SELECT at, source, answer, failure, detail, breaches, new_breaches AS newBreaches FROM breach_check
     WHERE address_id = ? ORDER BY id DESC LIMIT 100`,
    [addressId],
  );
}

/** All breaches of an address that were told of in one go, this one among them; undefined where it was not told of. */
export function toldWith(
  db: ReadableDb,
  addressId: number,
  name: string,
): { readonly toldAt: number; readonly breaches: { name: string; dataTypes: string[] }[] } | undefined {
  const told = db.get<{ at: number | null }>(
    'SELECT max(announced_at) AS at FROM breach_exposure WHERE address_id = ? AND name = ?',
    [addressId, name],
  )?.at;
  if (told == null) return undefined;
  const rows = db.all<{ name: string; dataTypes: string }>(
    `SELECT name, data_types AS dataTypes FROM breach_exposure WHERE address_id = ? AND announced_at = ?
     ORDER BY breach_date DESC, id`,
    [addressId, told],
  );
  return {
    toldAt: told,
    breaches: rows.map((row) => ({ name: row.name, dataTypes: JSON.parse(row.dataTypes) as string[] })),
  };
}
