/** What a monitor is said to be. Only `up` and `down` are judgements; the others say why there is none. */
export type MonitorStatus =
  | 'pending'
  | 'up'
  | 'down'
  | 'paused'
  | 'maintenance'
  /** It does not answer, but neither does what it stands behind. */
  | 'unreachable'
  /** This machine slept or had no network of its own: nothing is known of that time. */
  | 'not_observed';

export interface MonitorRules {
  readonly intervalMs: number;
  /** Between the first failed check and the judgement. */
  readonly retryIntervalMs: number;
  /** Failed checks that are forgiven in a row. */
  readonly retries: number;
  /** Good checks in a row that make a monitor that was down up again; at least 1. */
  readonly successesToUp: number;
  /** How often it is told again that it is still down; null for once. */
  readonly remindEveryMs: number | null;
}

export type Observation =
  | { readonly kind: 'good' }
  | { readonly kind: 'bad'; readonly error: string }
  /** There was a check to make and nobody to make it, or a failure that says more about this machine. */
  | { readonly kind: 'unseen' };

/** What else is known at the moment of a check. */
export interface Surroundings {
  readonly paused: boolean;
  readonly maintenance: boolean;
  /** The monitor that stands before it in the network is down, or itself unreachable. */
  readonly parentIsDown: boolean;
}

/** What is remembered from one check to the next; plain data, kept in the database. Times are epoch ms. */
export interface MonitorState {
  readonly status: MonitorStatus;
  /** Since when it is that. */
  readonly since: number;
  /** The last judgement; it outlives pauses, gaps and maintenance. Null before the first. */
  readonly judged: 'up' | 'down' | null;
  /** Since when it is judged down; null while it is not. */
  readonly downSince: number | null;
  readonly failures: number;
  readonly successes: number;
  /** What people were told last, and when. */
  readonly told: 'up' | 'down' | null;
  readonly toldAt: number;
  /** When it lately turned from up to down or back, oldest first. */
  readonly turns: readonly number[];
  readonly flapping: boolean;
}

export type Announcement =
  | { readonly kind: 'down'; readonly error: string }
  | { readonly kind: 'up'; readonly downForMs: number }
  | { readonly kind: 'still_down'; readonly error: string; readonly downForMs: number }
  /** It turns so often that each turn is not told any more; the next is told when it has settled. */
  | { readonly kind: 'flapping'; readonly turns: number };

export interface Decision {
  readonly state: MonitorState;
  /** When to look again; null for not before something else happens. */
  readonly nextInMs: number | null;
  readonly announcements: readonly Announcement[];
}

/** So many turns within the window are flapping; as long without one has settled. */
export const flapTurns = 6;
export const flapWindowMs = 15 * 60_000;

export function newMonitorState(now: number): MonitorState {
  return {
    status: 'pending',
    since: now,
    judged: null,
    downSince: null,
    failures: 0,
    successes: 0,
    told: null,
    toldAt: now,
    turns: [],
    flapping: false,
  };
}

function enter(state: MonitorState, status: MonitorStatus, now: number): MonitorState {
  return status === state.status ? state : { ...state, status, since: now };
}

/** The judgement changes: the turn is noted, whether or not anybody is told. */
function turn(state: MonitorState, judged: 'up' | 'down', now: number): MonitorState {
  const turns = state.judged === null ? [] : [...state.turns.filter((at) => now - at < flapWindowMs), now];
  return { ...state, judged, turns, downSince: judged === 'down' ? now : null };
}

/**
 * Tells what has become true and was not told yet. One that turns too often is told to be flapping, once; what
 * it settles on is told when it has kept still for a window.
 */
function tell(
  state: MonitorState,
  error: string,
  now: number,
  wasDownSince: number | null,
): Decision['announcements'] {
  const { judged, told } = state;
  if (judged === null || judged === told) return [];
  if (judged === 'down') return [{ kind: 'down', error }];
  // The first good check of a monitor is no news; after a time when it was down, it is.
  return told === 'down' ? [{ kind: 'up', downForMs: now - (wasDownSince ?? state.toldAt) }] : [];
}

function announce(
  before: MonitorState,
  after: MonitorState,
  error: string,
  now: number,
): Decision['announcements'] {
  const recent = after.turns.filter((at) => now - at < flapWindowMs);
  if (recent.length >= flapTurns) return before.flapping ? [] : [{ kind: 'flapping', turns: recent.length }];
  if (before.flapping && recent.length > 0) return [];
  return tell(after, error, now, before.downSince);
}

/** Writes down what was told, and whether it is still turning. */
function noteTold(state: MonitorState, announcements: Decision['announcements'], now: number): MonitorState {
  const turns = state.turns.filter((at) => now - at < flapWindowMs);
  const flapping = turns.length >= flapTurns || (state.flapping && turns.length > 0);
  const [first] = announcements;
  // Where a first judgement is good, it counts as told.
  const told =
    first?.kind === 'down' ? 'down' : first?.kind === 'up' || state.told === null ? state.judged : state.told;
  const isNews = announcements.length > 0;
  return { ...state, turns, flapping, told, toldAt: isNews ? now : state.toldAt };
}

function settle(
  before: MonitorState,
  after: MonitorState,
  error: string,
  now: number,
  nextInMs: number,
): Decision {
  const announcements = announce(before, after, error, now);
  return { state: noteTold(after, announcements, now), nextInMs, announcements };
}

function afterGood(state: MonitorState, rules: MonitorRules, now: number): Decision {
  const successes = state.successes + 1;
  const counted = { ...state, failures: 0, successes };
  if (state.judged === 'down' && successes < Math.max(1, rules.successesToUp)) {
    return { state: enter(counted, 'down', now), nextInMs: rules.retryIntervalMs, announcements: [] };
  }
  const judged = state.judged === 'up' ? counted : turn(counted, 'up', now);
  return settle(state, enter(judged, 'up', now), '', now, rules.intervalMs);
}

function afterBad(state: MonitorState, error: string, rules: MonitorRules, now: number): Decision {
  const counted = { ...state, failures: state.failures + 1, successes: 0 };
  if (state.judged === 'down') {
    const after = enter(counted, 'down', now);
    const decision = settle(state, after, error, now, rules.intervalMs);
    const { remindEveryMs } = rules;
    const isDue =
      remindEveryMs !== null &&
      state.told === 'down' &&
      !decision.state.flapping &&
      now - state.toldAt >= remindEveryMs;
    if (!isDue || decision.announcements.length > 0) return decision;
    const downForMs = now - (state.downSince ?? state.since);
    return {
      ...decision,
      state: { ...decision.state, toldAt: now },
      announcements: [{ kind: 'still_down', error, downForMs }],
    };
  }
  if (counted.failures <= rules.retries) {
    return { state: enter(counted, 'pending', now), nextInMs: rules.retryIntervalMs, announcements: [] };
  }
  return settle(state, enter(turn(counted, 'down', now), 'down', now), error, now, rules.intervalMs);
}

/**
 * What a check means, given everything that was known before. Pure: it knows no network, no clock and no
 * database. Nothing is judged without fresh evidence, and nothing is told twice.
 */
export function decide(
  state: MonitorState,
  observation: Observation,
  around: Surroundings,
  rules: MonitorRules,
  now: number,
): Decision {
  // Evidence from before a pause, a gap or a maintenance does not count towards a judgement after it.
  const withoutEvidence = { ...state, failures: 0, successes: 0 };
  const silent = (status: MonitorStatus, nextInMs: number | null): Decision => ({
    state: enter(withoutEvidence, status, now),
    nextInMs,
    announcements: [],
  });
  if (around.paused) return silent('paused', null);
  if (around.maintenance) return silent('maintenance', rules.intervalMs);
  switch (observation.kind) {
    case 'unseen':
      return silent('not_observed', rules.intervalMs);
    case 'good':
      return afterGood(state, rules, now);
    case 'bad':
      // One alert for the router, not fifty for what stands behind it. One that was down before stays so.
      if (around.parentIsDown && state.judged !== 'down') return silent('unreachable', rules.intervalMs);
      return afterBad(state, observation.error, rules, now);
  }
}
