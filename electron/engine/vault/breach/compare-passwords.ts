import type { PasswordAnswer } from '../../../../shared/password-breach.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Journal } from '../../database/journal.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { EntryIndex } from '../entries/entry-index.ts';
import { getStoredEntry, updateHealth, type StoredEntry } from '../entries/entry-repository.ts';
import { openHealth, openSecret, sealHealth, type ComparedPassword } from '../entries/entry-sealing.ts';
import type { OpenKeys } from '../keys/data-key.ts';

export interface CompareDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly log: Log;
  readonly index: EntryIndex;
  readonly push: (event: PushEvent) => void;
  /** Null while the vault is locked. */
  readonly keys: () => OpenKeys | null;
  readonly isOn: () => boolean;
  /** Says whether a password is known from a breach; never throws. */
  readonly compare: (password: string) => Promise<PasswordAnswer>;
}

/** What was compared so long ago is compared again: new breaches come to light. */
const againAfterMs = 30 * 86_400_000;
const retryMs = 10 * 60_000;
/** Between two passwords of many the engine does what it is there for. */
const pauseMs = 20;
const toldAtOnce = 100;

/**
 * Compares the passwords of an open vault with those known from breaches, one by one behind everything else: at once
 * where one was written, and again each month. What comes of it lies sealed beside the entry and is no change of it.
 */
export function createPasswordComparison(deps: CompareDeps) {
  const { db, clock, journal, index } = deps;
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let trouble: string | null = null;
  let triedAt: number | null = null;
  let told: number[] = [];

  function goOn(afterMs: number): void {
    if (running || waiting.size === 0 || !deps.isOn() || !deps.keys()) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void next();
    }, afterMs);
    timer.unref();
  }

  async function next(): Promise<void> {
    const [id] = waiting;
    if (id === undefined || running) return;
    running = true;
    let pause = pauseMs;
    try {
      const outcome = await compareOne(id);
      if (outcome === 'done') waiting.delete(id);
      else if (outcome === 'not_known') pause = retryMs;
    } catch (error) {
      // Nothing of a password may stand in a log: only what kind of failure it was.
      deps.log('warn', 'a password could not be compared with breaches', { failure: (error as Error).name });
      pause = retryMs;
    } finally {
      running = false;
      if (waiting.size === 0 || pause === retryMs) tell();
      goOn(pause);
    }
  }

  /** `not_known`: nobody could say. `changed`: it is another password by now. */
  async function compareOne(id: number): Promise<'done' | 'not_known' | 'changed'> {
    const keys = deps.keys();
    const stored = keys && getStoredEntry(db, id);
    const password =
      keys && stored ? openSecret(keys, stored, 'password', stored.password)?.toString() : undefined;
    if (password === undefined) return 'done';
    const answer = await deps.compare(password);
    triedAt = clock.now();
    trouble = answer.state === 'not_checked' ? answer.reason : null;
    if (answer.state === 'not_checked') return 'not_known';
    const now = deps.keys();
    // Locked or changed meanwhile: what was asked is not what is there.
    const current = now && getStoredEntry(db, id);
    if (!now) return 'done';
    if (current?.version !== stored!.version) return 'changed';
    note(now, current, { hit: answer.state === 'found', at: clock.now() }, password);
    return 'done';
  }

  function note(keys: OpenKeys, stored: StoredEntry, breach: ComparedPassword, password: string): void {
    const { id } = stored;
    const title = index.get(id)?.card.title ?? '';
    db.transaction(() => {
      const before = openHealth(keys, stored, stored.health);
      updateHealth(db, id, sealHealth(keys, stored, { strength: before?.strength ?? null, breach }));
      if (!breach.hit || before?.breach?.hit) return;
      const mark = keys.fingerprint(`breach ${id} ${password}`);
      const { changes } = db.run(
        'INSERT INTO vault_breach_told (entry_id, mark, told_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        [id, mark, breach.at],
      );
      if (changes === 0) return;
      const { organizationId } = stored;
      journal.event({
        type: 'vault.breach',
        organizationId,
        entityId: id,
        data: { password_id: id, title },
      });
    });
    index.noteBreach(id, breach);
    told.push(id);
    if (told.length >= toldAtOnce) tell();
  }

  function tell(): void {
    if (told.length > 0) deps.push({ type: 'entries', ids: told, reason: 'changed' });
    told = [];
  }

  function later(ids: Iterable<number>): void {
    for (const id of ids) waiting.add(id);
    goOn(pauseMs);
  }

  return {
    later,
    /** Those whose time has come; asked for every few seconds. */
    keepUp(): void {
      if (!deps.isOn() || !deps.keys() || waiting.size > 0) return;
      const before = clock.now() - againAfterMs;
      later(
        [...index.all()]
          .filter(({ card, breach }) => card.hasPassword && (breach === null || breach.at < before))
          .map(({ id }) => id),
      );
    },
    /** All of them, whenever they were compared: another source was chosen, or somebody asked. */
    again(): void {
      later([...index.all()].filter(({ card }) => card.hasPassword).map(({ id }) => id));
      goOn(0);
    },
    state: () => ({
      pending: deps.isOn() ? waiting.size : 0,
      trouble: deps.isOn() ? trouble : null,
      triedAt,
    }),
    /** The vault was locked: nothing is compared any more. */
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
      told = [];
      trouble = null;
    },
  };
}
