import type { AppError } from '../../shared/errors.ts';
import type { PushEvent } from '../../shared/events.ts';
import { call, onEngineReturn, subscribe } from './client.ts';

/** What a screen knows about one answer of the engine. A failed refresh keeps the last good value. */
export type Answer<T> =
  | { readonly status: 'loading'; readonly value: undefined; readonly error: undefined }
  | { readonly status: 'ready'; readonly value: T; readonly error: undefined }
  | { readonly status: 'failed'; readonly value: T | undefined; readonly error: AppError };

/** A part of what is known, known as well as the whole. */
export function partOf<T, U>(answer: Answer<T>, read: (value: T) => U): Answer<U> {
  switch (answer.status) {
    case 'loading':
      return answer;
    case 'ready':
      return { ...answer, value: read(answer.value) };
    case 'failed':
      return { ...answer, value: answer.value === undefined ? undefined : read(answer.value) };
  }
}

interface Entry {
  readonly path: string;
  readonly input: unknown;
  answer: Answer<unknown>;
  listeners: Set<() => void>;
  running: boolean;
  stale: boolean;
  /** What is on its way was asked before it was to be forgotten. */
  forgets: boolean;
}

const loading: Answer<never> = { status: 'loading', value: undefined, error: undefined };
const entries = new Map<string, Entry>();
/** Answers that nobody shows any more are dropped beyond this many, oldest first. */
const keptUnused = 60;

const keyOf = (path: string, input: unknown) => `${path} ${JSON.stringify(input)}`;

function entryFor(path: string, input: unknown): Entry {
  const key = keyOf(path, input);
  let entry = entries.get(key);
  if (!entry) {
    entry = {
      path,
      input,
      answer: loading,
      listeners: new Set(),
      running: false,
      stale: true,
      forgets: false,
    };
    entries.set(key, entry);
    if (entries.size > keptUnused) dropUnused();
  }
  return entry;
}

function dropUnused(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= keptUnused) return;
    if (entry.listeners.size === 0 && !entry.running && entry.answer !== loading) entries.delete(key);
  }
}

function publish(entry: Entry, answer: Answer<unknown>): void {
  entry.answer = answer;
  for (const listener of entry.listeners) listener();
}

async function refresh(entry: Entry): Promise<void> {
  if (entry.running) return;
  entry.running = true;
  entry.stale = false;
  try {
    const value = await call(entry.path, entry.input);
    if (!entry.forgets) publish(entry, { status: 'ready', value, error: undefined });
  } catch (error) {
    // A failed answer is asked for again when the engine is back or the next change is announced.
    publish(entry, { status: 'failed', value: entry.answer.value, error: error as AppError });
  } finally {
    entry.running = false;
    entry.forgets = false;
  }
  if (entry.stale && entry.listeners.size > 0) await refresh(entry);
}

export function readAnswer(path: string, input: unknown): Answer<unknown> {
  return entryFor(path, input).answer;
}

/** Keeps an answer fresh while somebody listens; returns the way to stop. */
export function listenToAnswer(path: string, input: unknown, listener: () => void): () => void {
  const entry = entryFor(path, input);
  entry.listeners.add(listener);
  // What failed is asked for anew by whoever comes next, too.
  if (entry.stale || entry.answer.status === 'failed') void refresh(entry);
  return () => entry.listeners.delete(listener);
}

/** Puts an answer that a change already brought, so that no second call is needed to show it. */
export function putAnswer(path: string, input: unknown, value: unknown): void {
  publish(entryFor(path, input), { status: 'ready', value, error: undefined });
}

/** Marks answers as old; those on screen are asked for again at once. */
export function invalidate(matches: (path: string, input: unknown) => boolean): void {
  for (const entry of entries.values()) {
    if (!matches(entry.path, entry.input)) continue;
    entry.stale = true;
    if (entry.listeners.size > 0) void refresh(entry);
  }
}

/**
 * Drops what was in the vault: whoever shows it is left with nothing. What nobody shows goes whatever it is
 * about: a search of the palette may have been for a name that only the vault knows.
 */
function forgetVault(): void {
  for (const [key, entry] of entries) {
    if (!isOfVault(entry.path)) {
      if (entry.listeners.size === 0 && !entry.running) entries.delete(key);
      continue;
    }
    entry.stale = true;
    entry.forgets = entry.running;
    publish(entry, loading);
    if (entry.listeners.size === 0 && !entry.running) entries.delete(key);
  }
}

export function retry(path: string, input: unknown): void {
  const entry = entryFor(path, input);
  void refresh(entry);
}

function idOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
}

/** Answers of other rooms that name logins while the vault is open. */
const nameLogins: ReadonlySet<string> = new Set(['reviews.review', 'breaches.impact', 'breaches.contacts']);

/** Answers that hold what was in the vault. */
function isOfVault(path: string): boolean {
  return path.startsWith('entries.') || path.startsWith('codes.') || nameLogins.has(path);
}

const anyOf = (...types: PushEvent['type'][]): ReadonlySet<PushEvent['type']> => new Set(types);

/** Answers that name, count or weigh what other rooms keep, and the changes there that make them old. */
const workedOutOf: ReadonlyMap<string, ReadonlySet<PushEvent['type']>> = new Map([
  ['breaches.contacts', anyOf('entries', 'tickets', 'assets', 'technicians')],
  ['breaches.impact', anyOf('entries', 'tickets', 'assets')],
  ['reviews.overview', anyOf('organizations')],
  ['reviews.ports', anyOf('assets')],
  ['reviews.review', anyOf('entries', 'assets', 'findings', 'vulnerabilities', 'breaches', 'rmm', 'keys')],
  ['tickets.get', anyOf('assets')],
  ['uptime.overview', anyOf('monitors')],
  ['vault.status', anyOf('entries')],
  ['vulnerabilities.findings', anyOf('assets')],
  ['workspace.get', anyOf('organizations')],
]);

/** What is installed, and what is known of it. */
const ofSoftware: ReadonlySet<string> = new Set(['vulnerabilities', 'software']);

/** What waits for an endpoint. */
const ofSending: ReadonlySet<string> = new Set(['webhooks.list', 'webhooks.sending']);

/** Who waits for the credentials that are sealed in the vault says so. */
const waitForVault: ReadonlySet<string> = new Set(['webhooks.sending', 'connections.list']);

/** Which cached answers a pushed event makes old. */
export function isStale(event: PushEvent, path: string, input: unknown): boolean {
  const domain = path.slice(0, path.indexOf('.'));
  if (workedOutOf.get(path)?.has(event.type)) return true;
  switch (event.type) {
    case 'tickets':
    case 'assets':
    case 'vehicles':
    case 'projects':
    case 'tasks':
    case 'articles':
    case 'monitors':
    case 'incidents':
    case 'maintenance':
    case 'alerts':
    case 'deliveries':
    case 'hookDeliveries':
    case 'findings':
    case 'notifications':
    case 'entries': {
      // Every change of the vault may move its codes, labels and health.
      if (event.type === 'entries' && (domain === 'codes' || domain === 'passwordBreaches')) return true;
      // Kept counts of organizations move with what they own.
      if (path === 'organizations.get' || path === 'organizations.list') return true;
      if (path === 'workspace.get') return event.type === 'tickets' && event.reason !== 'changed';
      // A project keeps the numbers of its tasks, and they belong to whom it belongs.
      if (event.type === 'tasks' && domain === 'projects') return true;
      if (event.type === 'projects' && domain === 'tasks') return true;
      if (event.type === 'findings' && ofSoftware.has(domain)) return true;
      if (event.type === 'assets' && path === 'rmm.ofAsset') return true;
      if (path === 'notifications.outbox') return event.type === 'notifications';
      if (event.type === 'deliveries' && ofSending.has(path)) return true;
      if (domain !== event.type) return false;
      const id = idOf(input);
      return typeof id !== 'number' || event.ids === null || event.ids.includes(id);
    }
    case 'outbox':
      return domain === 'outbox' || path === 'system.status' || path === 'connections.list';
    case 'vulnerabilities':
      return ofSoftware.has(domain);
    case 'rmm':
      return domain === 'rmm';
    case 'uptime':
      return domain === 'uptime';
    // Put into the rows that are shown, and told to people: no answer is asked for again because of them.
    case 'heartbeats':
    case 'outages':
    case 'alertNews':
    case 'notice':
      return false;
    case 'attention':
      return path === 'alerts.attention';
    case 'vault':
      return domain === 'vault' || isOfVault(path) || waitForVault.has(path);
    case 'system':
      return domain === 'system';
    case 'listening':
      return domain === 'system';
    case 'localApi':
      return domain === 'localApi' || domain === 'system';
    case 'savedFilters':
      return domain === 'savedFilters' || path === 'tickets.counts';
    case 'savedAssetFilters':
      return domain === 'savedAssetFilters' || path === 'assets.counts';
    case 'technicians':
      return domain === 'technicians' || domain === 'workspace';
    case 'keys':
      return domain === 'keys' || domain === 'usage';
    case 'usage':
      return domain === 'usage' || path === 'keys.list';
    // Bodies that were kept are what endpoints are tested with.
    case 'webhooks':
      return domain === 'webhooks' || domain === 'savedEvents';
    // What was read there is what a change that waits for somebody is held against.
    case 'connections':
      // What one was not sent when it was removed, its tickets tell.
      return domain === 'connections' || domain === 'outbox' || path === 'tickets.history';
    // Figures, runs and sources move with every address.
    case 'breaches':
    case 'reviews':
    case 'channels':
    case 'notificationRules':
    case 'healthReports':
    case 'categories':
    case 'subscription':
    case 'imports':
    case 'organizations':
    case 'workspace':
      return domain === event.type;
    case 'preferences':
      // Whether the system gave us the key that was chosen is main's to say.
      return domain === event.type || path === 'shell.codeHotkey';
    // Where the engine was away, `onEngineReturn` makes everything old.
    case 'engineState':
    case 'navigate':
      return false;
  }
}

/** Connects the cache to the engine's announcements. */
export function followPushes(): () => void {
  const stopPushes = subscribe((event) => {
    if (event.type === 'vault' && event.state === 'locked') forgetVault();
    // Who sits at the console decides what is answered at all.
    invalidate((path, input) => event.type === 'workspace' || isStale(event, path, input));
  });
  const stopReturns = onEngineReturn(() => invalidate(() => true));
  return () => {
    stopPushes();
    stopReturns();
  };
}
