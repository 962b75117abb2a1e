import type { WritableDb } from '../../database/db.ts';
import type { Log } from '../../platform/log.ts';
import type { EntryPlace } from '../entries/entry-contents.ts';
import type { EntryIndex } from '../entries/entry-index.ts';
import { getStoredCard, getStoredEntry, updateHealth } from '../entries/entry-repository.ts';
import { openHealth, openSecret, sealHealth, type EntryHealth } from '../entries/entry-sealing.ts';
import type { OpenKeys } from '../keys/data-key.ts';
import { loadEstimator, type Estimate, type Estimator } from './estimator.ts';

export interface StrengthDeps {
  readonly db: WritableDb;
  readonly index: EntryIndex;
  readonly log: Log;
  /** Null while the vault is locked. */
  readonly keys: () => OpenKeys | null;
  /** These were estimated; told seldom. */
  readonly estimated: (ids: readonly number[]) => void;
}

export type Strengths = ReturnType<typeof createStrengths>;

/** Between two passwords of many the engine does what it is there for. */
const pauseMs = 10;
/** While more passwords come in, whoever brings them goes first. */
const restMs = 300;
const toldAtOnce = 200;

/** How strong each password is: at once for the one that somebody types, behind everything else for those of an import. */
export function createStrengths(deps: StrengthDeps) {
  const { db, index } = deps;
  const waiting = new Set<number>();
  let estimator: Estimator | null = null;
  let loading: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let done: number[] = [];

  function load(): Promise<void> {
    loading ??= loadEstimator().then((loaded) => {
      estimator = loaded;
      return undefined;
    });
    return loading;
  }

  function tell(): void {
    if (done.length > 0) deps.estimated(done);
    done = [];
  }

  function goOn(afterMs: number): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      load().then(estimateNext, (error: unknown) => {
        loading = undefined;
        waiting.clear();
        deps.log('warn', 'passwords cannot be estimated', { reason: String(error) });
      });
    }, afterMs);
    timer.unref();
  }

  function estimateNext(): void {
    const keys = deps.keys();
    const [id] = waiting;
    if (!keys || id === undefined) {
      waiting.clear();
      return;
    }
    waiting.delete(id);
    if (estimateOne(keys, id)) done.push(id);
    if (done.length >= toldAtOnce || waiting.size === 0) tell();
    goOn(pauseMs);
  }

  /** @returns false where there is nothing to be estimated */
  function estimateOne(keys: OpenKeys, id: number): boolean {
    const stored = getStoredEntry(db, id);
    const known = index.get(id);
    if (!stored || !known || stored.version !== known.version) return false;
    const password = openSecret(keys, stored, 'password', stored.password);
    if (!password) return false;
    const { strength } = estimator!(password.toString(), wordsOf(known.card));
    const before = openHealth(keys, stored, stored.health);
    updateHealth(db, id, sealHealth(keys, stored, { ...before, strength }));
    index.noteStrength(id, strength);
    return true;
  }

  return {
    load,
    /** The sealed answer for an entry that is being written; null where it has to wait. */
    health(
      keys: OpenKeys,
      place: EntryPlace,
      contents: Parameters<typeof wordsOf>[0] & { password: string | null },
    ): Buffer | null {
      if (contents.password === null || !estimator) return null;
      return sealHealth(keys, place, { strength: estimator(contents.password, wordsOf(contents)).strength });
    },
    /** What is known of an entry as it lies in its row now. */
    known(keys: OpenKeys, place: EntryPlace): EntryHealth | null {
      const stored = getStoredCard(db, place.id);
      return stored ? openHealth(keys, place, stored.health) : null;
    },
    /** Estimates these when there is time. */
    later(ids: Iterable<number>): void {
      for (const id of ids) waiting.add(id);
      goOn(restMs);
    },
    pending: () => waiting.size,
    async estimate(password: string, words: readonly string[]): Promise<Estimate> {
      await load();
      return estimator!(password, words);
    },
    /** The vault was locked: nothing is estimated any more. */
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
      done = [];
    },
  };
}

/** What a guesser who knows whose password it is would try. */
function wordsOf(entry: {
  readonly title: string;
  readonly username: string | null;
  readonly folder: string | null;
  readonly urls: readonly string[];
}): string[] {
  return [entry.title, entry.username ?? '', entry.folder ?? '', ...entry.urls]
    .flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2)
    .slice(0, 40);
}
