import type { WritableDb } from '../../database/db.ts';
import { readSetting, writeSetting } from '../../database/settings.ts';
import type { Clock } from '../../platform/clock.ts';
import { foldName } from './data-types.ts';
import type { Hibp, KnownBreach } from './sources/hibp.ts';
import type { FoundBreach } from './sources/source.ts';

export interface CatalogueDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly hibp: Hibp;
}

export type Catalogue = ReturnType<typeof createCatalogue>;

interface CatalogueState {
  readonly checkedAt: number | null;
  readonly fetchedAt: number | null;
  readonly trouble: string | null;
}

export interface CatalogueNews {
  readonly added: readonly string[];
  readonly changed: number;
  readonly withdrawn: number;
}

const stateKey = 'breaches.catalogue';
/** The newest breach is asked for so often; the list itself when that has changed, and at least weekly. */
const askEveryMs = 6 * 3_600_000;
const fetchEveryMs = 7 * 86_400_000;
const retryMs = 30 * 60_000;
const nothing: CatalogueNews = { added: [], changed: 0, withdrawn: 0 };

interface Row {
  readonly name: string;
  readonly title: string;
  readonly date: string | null;
  readonly dataTypes: string;
}

/**
 * The list of all known breaches, kept on this machine: it tells what a breach is without asking anybody. It knows
 * no addresses, so it can call none clean.
 */
export function createCatalogue({ db, clock, hibp }: CatalogueDeps) {
  let triedAt = Number.NEGATIVE_INFINITY;

  function state(): CatalogueState {
    const stored = readSetting(db, stateKey);
    return stored === undefined
      ? { checkedAt: null, fetchedAt: null, trouble: null }
      : (JSON.parse(stored) as CatalogueState);
  }

  const note = (changed: Partial<CatalogueState>): void =>
    writeSetting(db, stateKey, JSON.stringify({ ...state(), ...changed }));

  const count = (): number =>
    db.get<{ n: number }>('SELECT count(*) AS n FROM breach_catalogue WHERE withdrawn_at IS NULL')!.n;

  /** Takes a whole list in and says what is new in it. One that lost most of what was known is not believed. */
  function take(list: readonly KnownBreach[]): CatalogueNews | undefined {
    if (list.length < count() / 2) return undefined;
    return db.transaction(() => {
      const now = clock.now();
      const before = new Map(
        db
          .all<{ name: string; modifiedAt: number | null }>(
            'SELECT name, modified_at AS modifiedAt FROM breach_catalogue WHERE withdrawn_at IS NULL',
          )
          .map((row) => [row.name, row.modifiedAt]),
      );
      const added: string[] = [];
      let changed = 0;
      for (const breach of list) {
        if (!before.has(breach.name)) added.push(breach.name);
        else if (before.get(breach.name) !== breach.modifiedAt) changed += 1;
        else if (before.delete(breach.name)) continue;
        before.delete(breach.name);
        put(db, breach);
      }
      for (const name of before.keys())
        db.run('UPDATE breach_catalogue SET withdrawn_at = ? WHERE name = ?', [now, name]);
      note({ checkedAt: now, fetchedAt: now, trouble: null });
      return { added, changed, withdrawn: before.size };
    });
  }

  async function refresh(): Promise<CatalogueNews> {
    const { fetchedAt } = state();
    if (fetchedAt !== null && clock.now() - fetchedAt < fetchEveryMs) {
      const latest = await hibp.latest();
      if (!latest.ok) return failed(latest.detail);
      const known = db.get('SELECT 1 FROM breach_catalogue WHERE name = ? AND modified_at IS ?', [
        latest.value.name,
        latest.value.modifiedAt,
      ]);
      if (known) {
        note({ checkedAt: clock.now(), trouble: null });
        return nothing;
      }
    }
    const all = await hibp.breaches();
    if (!all.ok) return failed(all.detail);
    return (
      take(all.value) ?? failed('The list that came has lost most of what was in it; the last one is kept.')
    );
  }

  function failed(trouble: string): CatalogueNews {
    note({ trouble });
    return nothing;
  }

  return {
    take,
    count,
    state,
    /** Looks for news where it is time to. */
    async keepUp(): Promise<CatalogueNews> {
      const { checkedAt } = state();
      const now = clock.now();
      const due = checkedAt === null || now - checkedAt >= askEveryMs || checkedAt > now;
      if (!due || clock.monotonic() - triedAt < retryMs) return nothing;
      triedAt = clock.monotonic();
      return refresh();
    },
    /** A breach by the name that the service gives it; one that is not known yet is told by its name alone. */
    told(name: string): FoundBreach {
      const row = db.get<Row>(
        'SELECT name, title, breach_date AS date, data_types AS dataTypes FROM breach_catalogue WHERE name = ?',
        [name],
      );
      if (!row) return { name, date: null, dataTypes: [], catalogueName: name };
      return toFound(row);
    },
    /** The catalogue's name for a breach that another service told of, where exactly one can be meant. */
    nameOf({ name, date }: Pick<FoundBreach, 'name' | 'date'>): string | null {
      const folded = foldName(name);
      if (folded === '') return null;
      const rows = db.all<Row>(
        `SELECT name, title, breach_date AS date, data_types AS dataTypes FROM breach_catalogue
         WHERE folded = :folded OR (breach_date = :date AND folded <> ''
           AND (substr(folded, 1, length(:folded)) = :folded OR substr(:folded, 1, length(folded)) = folded)) LIMIT 2`,
        { folded, date },
      );
      return rows.length === 1 ? rows[0]!.name : null;
    },
  };
}

function toFound({ name, title, date, dataTypes }: Row): FoundBreach {
  return { name: title, date, dataTypes: JSON.parse(dataTypes) as string[], catalogueName: name };
}

function put(db: WritableDb, breach: KnownBreach): void {
  db.run(
    `INSERT INTO breach_catalogue (name, title, folded, domain, breach_date, added_at, modified_at, accounts, description,
       data_types, verified, spam_list, stealer_log) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET title = excluded.title, folded = excluded.folded, domain = excluded.domain,
       breach_date = excluded.breach_date, added_at = excluded.added_at, modified_at = excluded.modified_at,
       accounts = excluded.accounts, description = excluded.description, data_types = excluded.data_types,
       verified = excluded.verified, spam_list = excluded.spam_list, stealer_log = excluded.stealer_log, withdrawn_at = NULL`,
    [
      breach.name,
      breach.title,
      foldName(breach.title),
      breach.domain,
      breach.date,
      breach.addedAt,
      breach.modifiedAt,
      breach.accounts,
      breach.description,
      JSON.stringify(breach.dataTypes),
      Number(breach.verified),
      Number(breach.spamList),
      Number(breach.stealerLog),
    ],
  );
}
