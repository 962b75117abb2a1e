import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CatalogueEntry, HeldCatalogue, KevCatalogue } from './feeds/kev-catalogue.ts';
import { insertRelease, readFeed, writeFeed } from './feeds/feed-repository.ts';
import type { NvdRecord } from './feeds/nvd-record.ts';
import type { EpssScore } from './feeds/epss-scores.ts';
import { keysOfEntry } from './matching/product-names.ts';

export type EntryOutcome = 'new' | 'same' | { readonly changed: readonly string[] };

interface StoredEntry extends Omit<CatalogueEntry, 'cwes'> {
  readonly id: number;
  readonly cwes: string;
  readonly withdrawnAt: number | null;
}

/** What is known of vulnerabilities, written as it is learnt. Whatever changes has its matches looked at again. */
export function createCatalogue({ db, clock }: { readonly db: WritableDb; readonly clock: Clock }) {
  function stored(cve: string): StoredEntry | undefined {
    return db.get<StoredEntry>(
      `SELECT id, cve, vendor, product, title, description, required_action AS requiredAction,
         date_added AS dateAdded, due_date AS dueDate, ransomware, notes, cwes, withdrawn_at AS withdrawnAt
       FROM vulnerability WHERE cve = ?`,
      [cve],
    );
  }

  /** What a release says otherwise than what is held. */
  function compare(entry: CatalogueEntry): EntryOutcome {
    const held = stored(entry.cve);
    if (!held) return 'new';
    const before = { ...held, cwes: JSON.parse(held.cwes) as unknown };
    const changed = (Object.keys(entry) as (keyof CatalogueEntry)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(entry[field]),
    );
    if (held.withdrawnAt !== null) return { changed: [...changed, 'withdrawnAt'] };
    return changed.length === 0 ? 'same' : { changed };
  }

  function writeEntry(entry: CatalogueEntry): void {
    const now = clock.now();
    const { id } = db.get<{ id: number }>(
      `INSERT INTO vulnerability (cve, vendor, product, title, description, required_action, date_added, due_date,
         ransomware, notes, cwes, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (cve) DO UPDATE SET vendor = excluded.vendor, product = excluded.product, title = excluded.title,
         description = excluded.description, required_action = excluded.required_action,
         date_added = excluded.date_added, due_date = excluded.due_date, ransomware = excluded.ransomware,
         notes = excluded.notes, cwes = excluded.cwes, withdrawn_at = NULL, updated_at = max(excluded.updated_at, vulnerability.updated_at)
       RETURNING id`,
      [
        entry.cve,
        entry.vendor,
        entry.product,
        entry.title,
        entry.description,
        entry.requiredAction,
        entry.dateAdded,
        entry.dueDate,
        entry.ransomware,
        entry.notes,
        JSON.stringify(entry.cwes),
        now,
        now,
      ],
    )!;
    db.run('DELETE FROM vulnerability_key WHERE vulnerability_id = ?', [id]);
    for (const key of keysOfEntry(entry.vendor, entry.product))
      db.run('INSERT INTO vulnerability_key (key, vulnerability_id) VALUES (?, ?)', [key, id]);
    lookAgain(id);
  }

  function withdraw(cve: string): void {
    const held = stored(cve);
    if (!held || held.withdrawnAt !== null) return;
    db.run('UPDATE vulnerability SET withdrawn_at = ?, updated_at = max(?, updated_at) WHERE id = ?', [
      clock.now(),
      clock.now(),
      held.id,
    ]);
    lookAgain(held.id);
  }

  function lookAgain(id: number): void {
    db.run('INSERT OR IGNORE INTO vulnerability_work VALUES (?)', [id]);
  }

  function rangeKeys(id: number): Set<string> {
    const rows = db.all<{ key: string }>(
      'SELECT DISTINCT key FROM vulnerable_range WHERE vulnerability_id = ?',
      [id],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /**
   * Whether NVD lists a product at all says something of every vulnerability in which it does not: where a name
   * comes up for the first time, or for the last, the others that its products may have are looked at again.
   */
  function lookAtOthers(id: number, key: string): void {
    if (db.get('SELECT 1 FROM vulnerable_range WHERE key = ? AND vulnerability_id <> ? LIMIT 1', [key, id]))
      return;
    db.run(
      `INSERT OR IGNORE INTO vulnerability_work
       SELECT k.vulnerability_id FROM software_key named JOIN software_key s ON s.product_id = named.product_id
       JOIN vulnerability_key k ON k.key = s.key WHERE named.key = ?`,
      [key],
    );
  }

  /** Entries that are held and that a release has no more. */
  function missingFrom(entries: readonly CatalogueEntry[]): string[] {
    const present = new Set(entries.map(({ cve }) => cve));
    return db
      .all<{ cve: string }>('SELECT cve FROM vulnerability WHERE withdrawn_at IS NULL ORDER BY cve')
      .map(({ cve }) => cve)
      .filter((cve) => !present.has(cve));
  }

  function held(): HeldCatalogue {
    const { releasedAt, entries } = readFeed(db, 'kev');
    return { releasedAt, entries };
  }

  /** What a release would change, entry by entry. */
  function diff({ entries }: KevCatalogue) {
    const outcomes = entries.map((entry) => ({ entry, outcome: compare(entry) }));
    return { outcomes, removed: missingFrom(entries) };
  }

  /** Notes that a release is what is held now. */
  function noteRelease(
    { version, releasedAt, entries }: KevCatalogue,
    source: 'fetched' | 'imported',
    { outcomes, removed }: ReturnType<typeof diff>,
    validators: { readonly etag: string | null; readonly lastModified: string | null },
  ): void {
    const now = clock.now();
    const isFirst = held().releasedAt === null;
    const changes = {
      // At the first time all of them are new, which says nothing.
      added: isFirst ? [] : outcomes.filter(({ outcome }) => outcome === 'new').map(({ entry }) => entry.cve),
      changed: outcomes.flatMap(({ entry, outcome }) =>
        typeof outcome === 'object' ? [{ cve: entry.cve, fields: [...outcome.changed] }] : [],
      ),
      removed,
    };
    const any = isFirst || changes.added.length + changes.changed.length + removed.length > 0;
    if (any) {
      insertRelease(db, { version, releasedAt, takenAt: now, source, entries: entries.length, changes });
    }
    writeFeed(db, 'kev', {
      answeredAt: now,
      failure: null,
      failures: 0,
      version,
      releasedAt,
      entries: entries.length,
      ...validators,
    });
  }

  return {
    held,
    diff,
    writeEntry,
    withdraw,
    noteRelease,
    /** Takes a whole release in, in the caller's transaction. */
    take(
      catalogue: KevCatalogue,
      source: 'fetched' | 'imported',
      validators: { readonly etag: string | null; readonly lastModified: string | null },
    ): void {
      const changes = diff(catalogue);
      for (const { entry, outcome } of changes.outcomes) if (outcome !== 'same') writeEntry(entry);
      for (const cve of changes.removed) withdraw(cve);
      noteRelease(catalogue, source, changes, validators);
    },
    /** What NVD says of one, in the caller's transaction. */
    takeNvd(cve: string, { state, severity, cvss, vector, ranges }: NvdRecord): void {
      const { id } = db.get<{ id: number }>(
        `UPDATE vulnerability SET nvd_status = ?, severity = ?, cvss = ?, cvss_vector = ?, nvd_checked_at = ?
         WHERE cve = ? RETURNING id`,
        [state, severity, cvss, vector, clock.now(), cve],
      )!;
      const before = rangeKeys(id);
      db.run('DELETE FROM vulnerable_range WHERE vulnerability_id = ?', [id]);
      for (const { key, from, fromIncluded, to, toIncluded } of ranges) {
        db.run(
          `INSERT INTO vulnerable_range (vulnerability_id, key, from_version, from_included, to_version, to_included)
           VALUES (?, ?, ?, ?, ?, ?)`,
          [id, key, from, Number(fromIncluded), to, Number(toIncluded)],
        );
      }
      lookAgain(id);
      const after = rangeKeys(id);
      for (const key of new Set([...before, ...after]))
        if (before.has(key) !== after.has(key)) lookAtOthers(id, key);
    },
    /** Those that were asked for and have no score are asked for again with the others. */
    takeEpss(asked: readonly string[], scores: readonly EpssScore[]): void {
      const now = clock.now();
      for (const cve of asked)
        db.run('UPDATE vulnerability SET epss_checked_at = ? WHERE cve = ?', [now, cve]);
      for (const { cve, epss, percentile } of scores)
        db.run('UPDATE vulnerability SET epss = ?, epss_percentile = ? WHERE cve = ?', [
          epss,
          percentile,
          cve,
        ]);
    },
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;
