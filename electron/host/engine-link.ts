import { createCrashLimit } from '../../shared/crash-limit.ts';
import { failure } from '../../shared/envelope.ts';
import { assertNever } from '../../shared/errors.ts';
import type { PushEvent } from '../../shared/events.ts';
import type { VaultExportFile } from '../../shared/vault-file-format.ts';
import type { PowerEvent, StartReport } from '../engine/engine.ts';
import type { Keychain } from '../engine/platform/keychain.ts';
import type { EngineOptions, EngineReply, EngineRequest } from './engine-messages.ts';

/** A started engine process, whatever kind of process it is. */
export interface EngineChild {
  send(message: EngineRequest): void;
  onMessage(listener: (message: EngineReply) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type EngineState =
  | { readonly state: 'starting' | 'restarting'; readonly detail: string | null }
  | { readonly state: 'ready'; readonly detail: null; readonly report: StartReport }
  | { readonly state: 'stopped'; readonly detail: string };

export interface EngineLinkDeps {
  readonly fork: () => EngineChild;
  readonly options: Omit<EngineOptions, 'keychain'>;
  readonly keychain: Keychain;
  readonly monotonic: () => number;
  readonly onPush: (event: PushEvent) => void;
  readonly onState: (state: EngineState) => void;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

export interface EngineLink {
  start(): void;
  state(): EngineState;
  /** Answers with an envelope as JSON text, always; an engine that went away is a failure inside it. */
  call(path: string, input: unknown): Promise<string>;
  openImportFile(file: string): Promise<string>;
  exportEntries(wanted: VaultExportFile): Promise<string>;
  /** The computer goes to sleep, wakes or shows its lock: the vault may want to lock, monitors do not judge. */
  tellPower(event: PowerEvent): void;
  /** A fresh start after too many crashes, by the technician's wish. */
  restart(): void;
  /** Lets the engine finish and close its database; kills it when it takes longer than `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** Calls made while the engine restarts wait this long for it before they fail as retryable. */
const restartPatienceMs = 900;
const crashWindow = { limit: 5, windowMs: 60_000 };

const restarting = JSON.stringify(
  failure('engine_restarting', 'The engine is restarting. Nothing was lost; try again in a moment.'),
);

type Send = (id: number) => EngineRequest;

/** Main's side of the engine: starts it, asks it, notices when it dies and brings it back on the same port. */
export function createEngineLink(deps: EngineLinkDeps): EngineLink {
  const crashes = createCrashLimit({ ...crashWindow, monotonic: deps.monotonic });
  const pending = new Map<number, (envelope: string) => void>();
  const waiting = new Set<() => void>();
  let current: EngineState = { state: 'starting', detail: null };
  let child: EngineChild | null = null;
  let options: EngineOptions = { ...deps.options, keychain: deps.keychain.description };
  let stopping = false;
  let nextId = 1;

  function enter(next: EngineState): void {
    current = next;
    deps.onState(next);
    if (next.state === 'starting' || next.state === 'restarting') return;
    for (const wake of waiting) wake();
    waiting.clear();
  }

  function rejectPending(): void {
    for (const settle of pending.values()) settle(restarting);
    pending.clear();
  }

  function onReady(report: StartReport): void {
    // A client that knows the address keeps it: a restart asks for this port again. Where another program
    // took it meanwhile, the engine says so and takes the next, which is better than no engine at all.
    const port = report.address === null ? null : Number(new URL(report.address).port);
    if (options.http && port !== null) options = { ...options, http: { ...options.http, port } };
    options = { ...options, sample: false };
    enter({ state: 'ready', detail: null, report });
  }

  /** As at a start: whoever shows the address shows the new one, and a restart asks for its port. */
  function onMoved(address: string | null): void {
    if (current.state === 'ready') onReady({ ...current.report, address, portTaken: null });
  }

  function onMessage(message: EngineReply): void {
    switch (message.kind) {
      case 'ready':
        return onReady(message.report);
      case 'failed':
        // It said why: starting again would fail the same way.
        child = null;
        return enter({ state: 'stopped', detail: message.message });
      case 'result':
        pending.get(message.id)?.(message.envelope);
        pending.delete(message.id);
        return;
      case 'push':
        if (message.event.type === 'listening') onMoved(message.event.address);
        return deps.onPush(message.event);
      case 'askKeychain':
        return void answerKeychain(message);
      default:
        return assertNever(message);
    }
  }

  /** Answers the process that asked, if it still is the one. */
  async function answerKeychain({
    id,
    name,
    secret,
  }: Extract<EngineReply, { kind: 'askKeychain' }>): Promise<void> {
    const asking = child;
    const { keychain } = deps;
    const answer = await (secret === null ? keychain.read(name) : keychain.write(name, secret));
    if (child === asking) asking?.send({ kind: 'keychainAnswer', id, answer });
  }

  function onExit(code: number | null): void {
    rejectPending();
    child = null;
    if (stopping) return enter({ state: 'stopped', detail: 'Techbench is closing.' });
    deps.log('the engine ended unexpectedly', { code });
    if (crashes.exceededByNext()) {
      const detail = `The engine stopped ${crashWindow.limit} times within a minute (last exit code ${code ?? 'none'}). Your data is on disk and untouched.`;
      return enter({ state: 'stopped', detail });
    }
    enter({ state: 'restarting', detail: null });
    launch();
  }

  function launch(): void {
    const started = deps.fork();
    child = started;
    started.onMessage((message) => {
      if (child === started) onMessage(message);
    });
    started.onExit((code) => {
      if (child === started) onExit(code);
    });
    started.send({ kind: 'start', options });
  }

  function settled(): Promise<void> {
    return new Promise((resolve) => {
      const timer = current.state === 'restarting' ? setTimeout(wake, restartPatienceMs) : undefined;
      function wake(): void {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      }
      waiting.add(wake);
    });
  }

  async function ask(request: Send): Promise<string> {
    if (current.state === 'starting' || current.state === 'restarting') await settled();
    if (current.state === 'stopped') return JSON.stringify(failure('unavailable', current.detail));
    const target = child;
    if (current.state !== 'ready' || !target) return restarting;
    const id = nextId++;
    return new Promise((resolve) => {
      pending.set(id, resolve);
      target.send(request(id));
    });
  }

  return {
    start: launch,
    state: () => current,
    call: (path, input) => ask((id) => ({ kind: 'call', id, path, input })),
    tellPower: (event) => child?.send({ kind: 'power', event }),
    openImportFile: (file) => ask((id) => ({ kind: 'openImportFile', id, file })),
    exportEntries: (wanted) => ask((id) => ({ kind: 'exportEntries', id, wanted })),
    restart() {
      if (current.state !== 'stopped' || stopping) return;
      crashes.forget();
      enter({ state: 'restarting', detail: null });
      launch();
    },
    async stop(graceMs = 5000) {
      const last = child;
      stopping = true;
      if (!last) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => last.kill(), graceMs);
        last.onExit(() => {
          clearTimeout(timer);
          resolve();
        });
        last.send({ kind: 'stop' });
      });
    },
  };
}
