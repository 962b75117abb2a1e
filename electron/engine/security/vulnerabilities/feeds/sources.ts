import type { FeedName, VulnerabilitySettings } from '../../../../../shared/vulnerability-feed.ts';
import type { WritableDb } from '../../../database/db.ts';
import type { Egress } from '../../../egress/egress.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Catalogue } from '../catalogue.ts';
import { mostAskedAtOnce, readEpss } from './epss-scores.ts';
import { askFeed, type FeedQuestion, type FeedReply } from './feed-client.ts';
import { readFeed, writeFeed } from './feed-repository.ts';
import { readKev } from './kev-catalogue.ts';
import { readNvd } from './nvd-record.ts';

export interface SourceDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly egress: Egress;
  readonly catalogue: Catalogue;
  readonly settings: () => VulnerabilitySettings;
  /** Of NVD; undefined where there is none, or the vault is locked: it answers without one too, more slowly. */
  readonly nvdKey: () => string | undefined;
  /** Nobody waits for answers any more. */
  readonly signal: AbortSignal;
}

/** One publisher of what is known of vulnerabilities. */
export interface FeedSource {
  /** How many things there are to ask of it now, were it asked. */
  waiting(): number;
  /**
   * One question. What was learnt is written when it answers.
   * @returns how long to leave it in peace before the next one
   * @throws FeedFailure
   */
  ask(): Promise<number>;
}

const dayMs = 86_400_000;
/** Scores are computed once a day; records of what has been known for months hardly change. */
export const epssAgeMs = dayMs;
export const nvdAgeMs = 7 * dayMs;
export const kevAgeMs = dayMs;

/**
 * NVD's limits are 5 questions in 30 seconds, 50 with a key (https://nvd.nist.gov/developers/start-here), and it
 * asks for six seconds between two.
 */
const nvdPaceMs = { without: 6_500, with: 700 };
const epssPaceMs = 1_000;

/** CVEs that meet installed software and of which a publisher was not asked, or not lately. */
function inUse(db: WritableDb, column: string, before: number, limit: number): string[] {
  return db
    .all<{ cve: string }>(
      `SELECT cve FROM vulnerability v
       WHERE withdrawn_at IS NULL AND coalesce(${column}, 0) < ?
         AND (EXISTS (SELECT 1 FROM vulnerability_match m WHERE m.vulnerability_id = v.id)
           OR EXISTS (SELECT 1 FROM finding f WHERE f.vulnerability_id = v.id AND f.state <> 'gone'))
       ORDER BY ${column} IS NOT NULL, ransomware, due_date DESC LIMIT ?`,
      [before, limit],
    )
    .map(({ cve }) => cve);
}

const all = 1_000_000;

export function createSources(deps: SourceDeps): Record<FeedName, FeedSource> {
  const { db, clock, egress, catalogue, settings, nvdKey, signal } = deps;

  function since(column: string, ageMs: number, limit: number): string[] {
    return inUse(db, column, clock.now() - ageMs, limit);
  }

  function question(name: FeedName, asked: Omit<FeedQuestion, 'signal'>): Promise<FeedReply> {
    writeFeed(db, name, { askedAt: clock.now() });
    return askFeed(egress, { ...asked, signal });
  }

  /** The number of records that are known, which is what people see of them. */
  function answered(name: FeedName, column: string): void {
    const { n } = db.get<{ n: number }>(`SELECT count(${column}) AS n FROM vulnerability`)!;
    writeFeed(db, name, { answeredAt: clock.now(), failure: null, failures: 0, entries: n });
  }

  return {
    kev: {
      waiting() {
        const { answeredAt } = readFeed(db, 'kev');
        return Number(answeredAt === null || clock.now() - answeredAt >= kevAgeMs);
      },
      async ask() {
        const { etag, lastModified } = readFeed(db, 'kev');
        const reply = await question('kev', {
          url: settings().kevUrl,
          headers: {
            ...(etag !== null && { 'If-None-Match': etag }),
            ...(lastModified !== null && { 'If-Modified-Since': lastModified }),
          },
          maxBytes: 64 * 1024 * 1024,
        });
        if (reply.state === 'unchanged') {
          writeFeed(db, 'kev', { answeredAt: clock.now(), failure: null, failures: 0 });
        } else {
          const release = readKev(reply.json, catalogue.held());
          db.transaction(() => catalogue.take(release, 'fetched', reply));
        }
        return kevAgeMs;
      },
    },
    nvd: {
      waiting: () => since('nvd_checked_at', nvdAgeMs, all).length,
      async ask() {
        const [cve] = since('nvd_checked_at', nvdAgeMs, 1);
        if (cve === undefined) return nvdPaceMs.without;
        const key = nvdKey();
        const url = new URL(settings().nvdUrl);
        url.searchParams.set('cveId', cve);
        const reply = await question('nvd', {
          url: url.href,
          headers: { ...(key !== undefined && { apiKey: key }) },
          maxBytes: 8 * 1024 * 1024,
        });
        if (reply.state === 'answered') {
          const record = readNvd(cve, reply.json);
          db.transaction(() => {
            catalogue.takeNvd(cve, record);
            answered('nvd', 'nvd_checked_at');
          });
        }
        return key === undefined ? nvdPaceMs.without : nvdPaceMs.with;
      },
    },
    epss: {
      waiting: () => since('epss_checked_at', epssAgeMs, all).length,
      async ask() {
        const cves = since('epss_checked_at', epssAgeMs, mostAskedAtOnce);
        if (cves.length === 0) return epssPaceMs;
        const url = new URL(settings().epssUrl);
        url.searchParams.set('cve', cves.join(','));
        url.searchParams.set('limit', String(mostAskedAtOnce));
        const reply = await question('epss', { url: url.href, maxBytes: 4 * 1024 * 1024 });
        if (reply.state === 'answered') {
          const scores = readEpss(reply.json);
          db.transaction(() => {
            catalogue.takeEpss(cves, scores);
            answered('epss', 'epss');
          });
        }
        return epssPaceMs;
      },
    },
  };
}
