import type { EngineClient } from '../../shared/contract.ts';
import { AppError, isErrorCode } from '../../shared/errors.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { Envelope } from '../../shared/procedure.ts';
import type { ShellClient } from '../../shared/shell-contract.ts';

/** What preload puts into the window: one way to ask, one way to hear. */
export interface Bridge {
  call(path: string, input: unknown): Promise<Envelope>;
  subscribe(listener: (event: PushEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly techbench: Bridge;
  }
}

export type ConsoleClient = EngineClient & ShellClient;

/** Answers that were asked for before the screen that wants them exists; each serves one call. */
const askedAhead = new Map<string, Promise<unknown>>();
const aheadMs = 5000;

/** Asks now what a screen will ask with the very same input in a moment. */
export function askAhead(path: string, input: unknown): void {
  // What changes from here on makes it old.
  listen();
  const key = `${path} ${JSON.stringify(input)}`;
  const answer = callNow(path, input);
  // Whoever takes it meets the failure; until then nobody does.
  answer.catch(() => undefined);
  askedAhead.set(key, answer);
  // Nobody came for it.
  setTimeout(() => askedAhead.delete(key), aheadMs);
}

/** Calls one procedure. Throws AppError with the code that the far side gave. */
export function call(path: string, input: unknown): Promise<unknown> {
  if (askedAhead.size === 0) return callNow(path, input);
  const key = `${path} ${JSON.stringify(input)}`;
  const ahead = askedAhead.get(key);
  askedAhead.delete(key);
  return ahead ?? callNow(path, input);
}

async function callNow(path: string, input: unknown): Promise<unknown> {
  const envelope = await window.techbench.call(path, input);
  if (envelope.ok) return envelope.value;
  const { code, message, details } = envelope.error;
  // A page that came while the engine restarts was told so by nobody else.
  if (code === 'engine_restarting') isEngineAway = true;
  throw new AppError(isErrorCode(code) ? code : 'internal', message, details ? { details } : {});
}

function domainClient(domain: string): unknown {
  const procedures = new Map<string, (input: unknown) => Promise<unknown>>();
  return new Proxy(procedures, {
    get(_target, name) {
      if (typeof name !== 'string') return undefined;
      const known = procedures.get(name);
      if (known) return known;
      const procedure = (input: unknown) => call(`${domain}.${name}`, input);
      procedures.set(name, procedure);
      return procedure;
    },
  });
}

const domains = new Map<string, unknown>();

/**
 * `client.tickets.get({ id })`. The names are paths and nothing more, so the contracts themselves
 * (and zod with them) stay out of the renderer's bundle; the far side parses every input.
 */
// The cast is the one place where the contract's types meet a proxy that knows no names.
export const client = new Proxy(
  {},
  {
    get(_target, domain) {
      if (typeof domain !== 'string') return undefined;
      let found = domains.get(domain);
      if (!found) {
        found = domainClient(domain);
        domains.set(domain, found);
      }
      return found;
    },
  },
) as ConsoleClient;

const listeners = new Set<(event: PushEvent) => void>();
const returnListeners = new Set<() => void>();
let isListening = false;
/** As it was heard of last, also before those came who want to know of its return. */
let isEngineAway = false;

/** The bridge is listened to once, for all. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  window.techbench.subscribe((event) => {
    // Before anybody hears of it: who asks because of a change is not answered with what was known before.
    if (event.type !== 'engineState') askedAhead.clear();
    for (const each of listeners) each(event);
    if (event.type === 'engineState') followEngine(event.state);
  });
}

function followEngine(state: 'starting' | 'ready' | 'restarting' | 'stopped'): void {
  const wasAway = isEngineAway;
  isEngineAway = state === 'restarting' || state === 'stopped';
  if (state === 'ready' && wasAway) for (const each of returnListeners) each();
}

/** Hears everything that engine and main announce. */
export function subscribe(listener: (event: PushEvent) => void): () => void {
  listen();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Calls back when the engine answers again after it was away; not at its first start, which every call waits for.
 * Changes may have been missed meanwhile.
 */
export function onEngineReturn(listener: () => void): () => void {
  listen();
  returnListeners.add(listener);
  return () => returnListeners.delete(listener);
}

/** The sentence for the technician; a bug's own text is for the log, not for the screen. */
export function errorMessage(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return 'Something unexpected went wrong. It was written to the log.';
}

/** Tells main about a failure that nobody handles; never fails itself. */
export function reportError(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  void client.shell.reportError({ message: text.slice(0, 4000) }).catch(() => undefined);
}
