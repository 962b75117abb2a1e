import { setTimeout as wait } from 'node:timers/promises';
import { toEnvelope } from '../../shared/envelope.ts';
import { AppError } from '../../shared/errors.ts';
import { createEngine, type Engine, type StartReport } from '../engine/engine.ts';
import { systemClock } from '../engine/platform/clock.ts';
import { createStderrLog } from '../engine/platform/log.ts';
import type { EngineOptions, EngineRequest } from './engine-messages.ts';
import { createLinkedKeychain, type LinkedKeychain } from './linked-keychain.ts';
import { openParentPort } from './parent-port.ts';
import { requireNodeApi } from './require-node-api.ts';

// What the engine writes belongs to this account alone.
process.umask(0o077);
const port = openParentPort();
const log = createStderrLog();
let engine: Engine | null = null;
let keychain: LinkedKeychain | null = null;

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// Since Electron 37 an unhandled rejection in a utility process only warns, which would leave half an
// engine running; main restarts a whole one.
function dieOf(what: string) {
  return (error: unknown): void => {
    log('error', what, { error: describe(error) });
    process.exit(1);
  };
}
process.on('unhandledRejection', dieOf('unhandled rejection'));
process.on('uncaughtException', dieOf('uncaught exception'));

async function open({ sample, nativeBinding, ...options }: EngineOptions): Promise<StartReport> {
  requireNodeApi(nativeBinding);
  keychain = createLinkedKeychain(options.keychain, (question) => port.send(question));
  const opened = createEngine({
    ...options,
    keychain,
    nativeBinding,
    clock: systemClock,
    log,
    push: (event) => port.send({ kind: 'push', event }),
    // The call that met it is answered first; main starts a new engine, which repairs.
    onDamage: () => setTimeout(() => process.exit(1), 50),
  });
  if (sample) opened.ensureSample();
  const report = await opened.start();
  engine = opened;
  return report;
}

async function start(options: EngineOptions): Promise<void> {
  try {
    port.send({ kind: 'ready', report: await open(options) });
    await openVault(options.sample);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Expected (the folder is taken, the file cannot be opened): main shows the sentence and does not retry.
    log('error', error.message);
    port.send({ kind: 'failed', message: error.message });
    setTimeout(() => process.exit(1), 100);
  }
}

/** Loading the keychain's addon takes main's time just when the window wants its first list. */
const afterFirstListMs = 400;

/** Behind the start: a keychain may think for seconds, and the vault's state tells what came of it. */
async function openVault(sample: boolean): Promise<void> {
  await wait(afterFirstListMs);
  const status = await engine?.openVault();
  if (sample && status?.state === 'unlocked') engine?.ensureSampleEntries();
}

async function answer(id: number, run: (running: Engine) => unknown): Promise<void> {
  const envelope = await toEnvelope(
    () => {
      if (!engine) throw new AppError('engine_restarting', 'The engine is still starting.');
      return run(engine);
    },
    (error) => log('error', 'a call failed unexpectedly', { error: describe(error) }),
  );
  port.send({ kind: 'result', id, envelope: JSON.stringify(envelope) });
}

async function stop(): Promise<void> {
  await engine?.stop();
  process.exit(0);
}

async function handle(message: EngineRequest): Promise<void> {
  switch (message.kind) {
    case 'start':
      return start(message.options);
    case 'call':
      return answer(message.id, (running) =>
        running.call(running.consoleCaller(), message.path, message.input),
      );
    case 'exportEntries':
      return answer(message.id, (running) => running.exportEntries(running.consoleCaller(), message.wanted));
    case 'openImportFile':
      return answer(message.id, (running) => running.openImportFile(message.file));
    case 'keychainAnswer':
      return keychain?.settle(message.id, message.answer);
    case 'power':
      return engine?.tellPower(message.event);
    case 'stop':
      return stop();
  }
}

// A promise that rejects here is a bug, and ends in the handler above.
port.onMessage((message) => void handle(message));
