import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { Log } from '../../platform/log.ts';
import type { Timers } from '../../platform/timers.ts';
import { dueAddresses, nextDueAt, setNextCheck, type DueAddress } from './address-repository.ts';
import type { Trouble } from './breach-sources.ts';
import { combine, type Combined, type Told } from './combine.ts';
import { recordAnswer, type RecordDeps } from './record-answer.ts';
import { finishItem, waitingItems, type RunItem } from './run-repository.ts';
import { notChecked, type BreachLookup, type LookOptions, type NotChecked } from './sources/source.ts';

export interface ChecksDeps extends RecordDeps {
  readonly log: Log;
  readonly timers: Timers;
  readonly random: () => number;
  readonly push: (event: PushEvent) => void;
  /** The sources that are switched on now. */
  readonly sources: () => readonly BreachLookup[];
  /** Whether this machine has any network. */
  readonly isOnline: () => boolean;
  /** Between two checks of a watched address. */
  readonly everyMs: () => number;
}

export interface Hold {
  readonly failure: NotChecked['failure'];
  readonly detail: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

type Job = DueAddress & { readonly run: Pick<RunItem, 'runId' | 'position'> | null };

const longestSleepMs = 60_000;
const shortestHoldMs = 30_000;
const longestHoldMs = 30 * 60_000;
/** Says something of the address and not of the source: it would be the same the next time. */
const aboutTheAddress: ReadonlySet<NotChecked['failure']> = new Set(['bad_address']);

export type Checks = ReturnType<typeof createChecks>;

/**
 * Looks at addresses behind the calls: those that somebody asked for in a run first, then the watched ones whose time
 * has come. All that it knows lies in the database, so that it goes on after a restart where it stopped. While no
 * source can be asked it holds, and what waits goes on waiting.
 */
export function createChecks(deps: ChecksDeps) {
  const { db, clock, timers, random } = deps;
  const underWay = new Map<number, AbortController>();
  const tasks = new Set<Promise<void>>();
  const troubles = new Map<string, Trouble>();
  const ending = new AbortController();
  let running = false;
  let hold: Hold | null = null;
  let holdMs = shortestHoldMs;
  let callOff: (() => void) | undefined;
  let untold = new Set<number>();

  async function ask(email: string, options: LookOptions): Promise<Combined> {
    const told = await Promise.all(
      deps
        .sources()
        .map(async (source): Promise<Told> => ({ source, answer: await lookAt(source, email, options) })),
    );
    return combine(told);
  }

  async function lookAt(source: BreachLookup, email: string, options: LookOptions): Promise<Told['answer']> {
    const answer = await tryToLook(source, email, options);
    if (answer.state !== 'not_checked') troubles.delete(source.kind);
    else if (answer.failure !== 'cancelled')
      troubles.set(source.kind, { failure: answer.failure, detail: answer.detail, at: clock.now() });
    return answer;
  }

  async function tryToLook(
    source: BreachLookup,
    email: string,
    options: LookOptions,
  ): Promise<Told['answer']> {
    try {
      return await source.look(email, options);
    } catch (error) {
      if (options.signal?.aborted) return notChecked('cancelled', 'It was called off.');
      deps.log('error', 'a breach source failed', { source: source.kind, reason: String(error) });
      return notChecked('not_understood', `${source.name} could not be asked.`);
    }
  }

  /** Enough of them to keep the pace, while each waits for its answer. */
  function atOnce(): number {
    const perMinute = Math.max(1, ...deps.sources().map((source) => source.requestsPerMinute()));
    return Math.min(64, Math.max(3, Math.ceil(perMinute / 25) + 2));
  }

  function pump(): void {
    callOff?.();
    callOff = undefined;
    if (!running) return;
    const now = clock.now();
    // The clock may have been set back meanwhile: then nothing is held for longer than it was meant to.
    if (hold && (hold.until <= now || hold.until - now > longestHoldMs)) hold = null;
    if (!hold) fill(now);
    // Whatever is under way comes back here when it is through.
    const wake = hold?.until ?? (underWay.size > 0 ? null : nextDueAt(db)) ?? now + longestSleepMs;
    const ms = Math.min(longestSleepMs, Math.max(50, wake - now));
    callOff = timers.after(ms, pump);
  }

  function fill(now: number): void {
    // After a failure one goes ahead to see whether it is over.
    const room = (holdMs > shortestHoldMs ? 1 : atOnce()) - underWay.size;
    if (room <= 0) return;
    const jobs = nextJobs(now, room);
    if (jobs.length === 0) return;
    const why = whyNot();
    if (why) holdBecause(why);
    else for (const job of jobs) start(job);
  }

  function nextJobs(now: number, room: number): Job[] {
    // Those that are under way still stand in the tables: they are read along and left out.
    const most = room + underWay.size;
    const asked = waitingItems(db, most).map((item): Job => ({ ...item, run: item }));
    const watched =
      asked.length < most ? dueAddresses(db, now, most).map((due): Job => ({ ...due, run: null })) : [];
    const jobs = new Map<number, Job>();
    for (const job of [...asked, ...watched])
      if (!underWay.has(job.id) && !jobs.has(job.id)) jobs.set(job.id, job);
    return [...jobs.values()].slice(0, room);
  }

  /** What is in the way of asking anybody, without asking. */
  function whyNot(): NotChecked | undefined {
    if (deps.sources().length === 0)
      return notChecked('no_source', 'No source is switched on that could be asked.');
    if (!deps.isOnline()) return notChecked('offline', 'This machine has no network.');
    return undefined;
  }

  function start(job: Job): void {
    const calledOff = new AbortController();
    underWay.set(job.id, calledOff);
    const task = check(job, calledOff.signal)
      .catch((error: unknown) => {
        // A full disk: what waits stays where it is.
        deps.log('warn', 'what was found of an address could not be kept', { reason: String(error) });
        holdBecause(notChecked('unavailable', 'What was found could not be written down.'));
      })
      .finally(() => {
        underWay.delete(job.id);
        tasks.delete(task);
        if (running) pump();
      });
    tasks.add(task);
  }

  async function check(job: Job, signal: AbortSignal): Promise<void> {
    const answer = await ask(job.email, { urgency: 'patient', signal });
    if (signal.aborted) return;
    const stays = answer.state === 'not_checked' && !aboutTheAddress.has(answer.failure);
    db.transaction(() => {
      recordAnswer(deps, job.id, answer);
      if (stays) return;
      if (job.run) finishItem(db, job.run, answer.state, clock.now());
      reschedule(job.id);
    });
    tell(job.id);
    if (stays) holdBecause(answer);
    else goOn();
  }

  /** Spread by a tenth, so that what was put on the list together does not stay together for ever. */
  function reschedule(id: number): void {
    const every = deps.everyMs();
    const watched =
      db.get<{ watched: number }>('SELECT watched FROM breach_address WHERE id = ?', [id])?.watched === 1;
    setNextCheck(db, id, watched ? clock.now() + Math.round(every * (0.95 + random() / 10)) : null);
  }

  function holdBecause({ failure, detail, retryAfterMs }: NotChecked): void {
    if (hold) return;
    const ms = Math.min(longestHoldMs, retryAfterMs ?? holdMs);
    holdMs = Math.min(longestHoldMs, holdMs * 2);
    hold = { failure, detail, until: clock.now() + ms };
    deps.push({ type: 'breaches', ids: [], reason: 'changed' });
    pump();
  }

  function goOn(): void {
    holdMs = shortestHoldMs;
    if (!hold) return;
    hold = null;
    deps.push({ type: 'breaches', ids: [], reason: 'changed' });
  }

  /** At most once a second, however many answers come. */
  function tell(id: number): void {
    untold.add(id);
    if (untold.size > 1) return;
    timers.after(1000, () => {
      const ids = [...untold];
      untold = new Set();
      deps.push({ type: 'breaches', ids: ids.length > 200 ? null : ids, reason: 'changed' });
    });
  }

  return {
    /** Somebody sits there and waits: goes before all others, whatever holds those. */
    async now(id: number, email: string): Promise<Combined> {
      const answer = await ask(email, { urgency: 'urgent', signal: ending.signal });
      if (ending.signal.aborted) throw new AppError('unavailable', 'Techbench is closing.');
      db.transaction(() => {
        recordAnswer(deps, id, answer);
        if (answer.state !== 'not_checked') reschedule(id);
      });
      if (answer.state !== 'not_checked') goOn();
      deps.push({ type: 'breaches', ids: [id], reason: 'changed' });
      if (running) pump();
      return answer;
    },
    hold: (): Hold | null => hold,
    /** Why a source brought no answer when it was last asked. */
    troubles: troubles as ReadonlyMap<string, Trouble>,
    /** Something changed that it may have waited for: settings, the list, an open vault. */
    wake(): void {
      hold = null;
      holdMs = shortestHoldMs;
      if (running) pump();
    },
    /** Calls off what is under way of these. */
    abandon(ids: Iterable<number>): void {
      for (const id of ids) underWay.get(id)?.abort();
    },
    start(): void {
      running = true;
      pump();
    },
    async stop(): Promise<void> {
      running = false;
      callOff?.();
      ending.abort();
      for (const each of underWay.values()) each.abort();
      await Promise.all(tasks);
    },
  };
}
