import type { WritableDb } from '../../database/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Matcher } from './matching/matcher.ts';

export interface MatchQueueDeps {
  readonly db: WritableDb;
  readonly log: Log;
  readonly matcher: Matcher;
  readonly settleAsset: (assetId: number) => void;
  /** Something was matched: what lists show may have changed. */
  readonly told: () => void;
}

/** At most so many are seen to in one turn, and no new one is begun after so long; then whoever waits gets in between. */
const vulnerabilitiesPerTurn = 20;
const assetsPerTurn = 50;
const turnMs = 8;
const turnsPerNews = 50;

/**
 * What is to be looked at again stands in two tables, written in the transaction of whatever changed it; this empties
 * them behind the changes. A crash leaves the rest for the next start.
 */
export function createMatchQueue({ db, log, matcher, settleAsset, told }: MatchQueueDeps) {
  let planned: NodeJS.Immediate | undefined;
  let untold = 0;
  let stopped = false;

  /** One part of the work, all or nothing. @returns whether there may be more */
  function step(): boolean {
    const vulnerabilities = db.all<{ id: number }>(
      'SELECT vulnerability_id AS id FROM vulnerability_work ORDER BY vulnerability_id LIMIT ?',
      [vulnerabilitiesPerTurn],
    );
    if (vulnerabilities.length > 0) {
      inTurn(vulnerabilities, (id) => {
        matcher.matchVulnerability(id);
        db.run('DELETE FROM vulnerability_work WHERE vulnerability_id = ?', [id]);
      });
      return true;
    }
    const assets = db.all<{ id: number }>('SELECT asset_id AS id FROM match_work ORDER BY asset_id LIMIT ?', [
      assetsPerTurn,
    ]);
    if (assets.length === 0) return false;
    inTurn(assets, (id) => {
      settleAsset(id);
      db.run('DELETE FROM match_work WHERE asset_id = ?', [id]);
    });
    return true;
  }

  /** The first of them, and as many more as the turn has time for; all or nothing. */
  function inTurn(rows: readonly { readonly id: number }[], see: (id: number) => void): void {
    const endsAt = performance.now() + turnMs;
    db.transaction(() => {
      for (const { id } of rows) {
        see(id);
        if (performance.now() >= endsAt) return;
      }
    });
  }

  function turn(): void {
    planned = undefined;
    try {
      const more = step();
      if (more) plan();
      tell(more);
    } catch (error) {
      log('error', 'software could not be matched', { reason: String(error) });
    }
  }

  /** At the end, and now and then on the way. */
  function tell(more: boolean): void {
    untold += Number(more);
    if (untold === 0 || (more && untold < turnsPerNews)) return;
    untold = 0;
    told();
  }

  function plan(): void {
    if (!stopped) planned ??= setImmediate(turn);
  }

  return {
    /** After any change: looks whether there is something to do, behind whatever is running. */
    wake: plan,
    /** Does all there is, at once. */
    drain(): void {
      while (step()) untold += 1;
      tell(false);
    },
    stop(): void {
      stopped = true;
      if (planned) clearImmediate(planned);
    },
  };
}

export type MatchQueue = ReturnType<typeof createMatchQueue>;
