import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineClient, EngineContract } from '../../../shared/contract.ts';
import { engineContract } from '../../../shared/contract.ts';
import { createEngine, requireDatabase, type Engine, type EngineDeps } from '../../engine/engine.ts';
import { systemClock } from '../../engine/platform/clock.ts';
import type { Keychain } from '../../engine/platform/keychain.ts';
import { createKeystoreFile } from '../../engine/platform/keystore-file.ts';
import { createKeytarKeychain } from '../../engine/platform/keytar-keychain.ts';
import { createStderrLog } from '../../engine/platform/log.ts';
import { AppError } from '../../../shared/errors.ts';
import { requireNodeApi } from '../require-node-api.ts';
import { text, UsageError, type Given } from './command-line.ts';
import { dataFolder } from './data-folder.ts';

export const log = createStderrLog();

export interface RunningEngine {
  readonly engine: Engine;
  /** Calls as whoever sits at the console: the command line is as trusted as its keyboard. */
  readonly console: EngineClient;
}

/**
 * Opens an engine on the data folder that was asked for; it has not started yet.
 * @throws AppError `conflict` naming who has the folder
 */
export function openEngine(given: Given, http: EngineDeps['http'] = null): RunningEngine {
  checkEnvironment();
  const keychain = keychainFor(given);
  const engine = createEngine({
    dataDir: dataFolder(given),
    version: productVersion(),
    clock: systemClock,
    log,
    http,
    nativeBinding: process.env['TECHBENCH_SQLITE_BINDING'],
    push: () => {},
    keychain,
    unattended: true,
    insecureLoopback: given.options['hooks-insecure-loopback'] === true,
    // The next start repairs; until then nothing more may be written to a damaged file.
    onDamage: () => setTimeout(() => process.exit(1), 50),
  });
  return { engine, console: consoleOf(engine) };
}

/**
 * Runs one piece of work on an engine of its own, which is stopped whatever happens. Only with `create` does a
 * folder without a database get one.
 * @throws AppError `not_found` where there is no database, `conflict` naming who has the folder
 */
export async function withEngine<T>(
  given: Given,
  work: (running: RunningEngine) => Promise<T>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<T> {
  if (!create) requireDatabase(dataFolder(given));
  const running = openEngine(given);
  try {
    return await work(running);
  } finally {
    await running.engine.stop();
  }
}

/** The same with the vault open. @throws AppError `locked` in words that say why it is not */
export function withVault<T>(
  given: Given,
  work: (running: RunningEngine) => Promise<T>,
  options: { readonly create?: boolean } = {},
): Promise<T> {
  return withEngine(
    given,
    async (running) => {
      const status = await running.engine.openVault();
      if (status.state === 'unlocked') return work(running);
      const why = status.state === 'locked' ? status.detail : 'It is being opened.';
      const hint =
        text(given, 'keystore') === undefined ? ' --keystore <file> takes the place of a keychain.' : '';
      throw new AppError('locked', `The vault is locked. ${why}${hint}`);
    },
    options,
  );
}

/** The file that was named, else the keychain of this account. @throws UsageError where its passphrase is missing */
function keychainFor(given: Given): Keychain {
  const file = text(given, 'keystore');
  if (file === undefined) return createKeytarKeychain();
  const passphrase = process.env['TECHBENCH_KEYSTORE_PASSPHRASE'];
  if (passphrase) return createKeystoreFile(path.resolve(file), passphrase);
  throw new UsageError('--keystore needs its passphrase in TECHBENCH_KEYSTORE_PASSPHRASE.');
}

/** One line of JSON on standard output. */
export function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** What must be so before anything is opened, in words where it is not. */
export function checkEnvironment(): void {
  requireNodeApi(process.env['TECHBENCH_SQLITE_BINDING']);
}

function productVersion(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function consoleOf(engine: Engine): EngineClient {
  const domains = Object.entries(engineContract).map(([domain, procedures]) => {
    const calls = Object.keys(procedures).map((name) => [
      name,
      (input: unknown) => engine.call(engine.consoleCaller(), `${domain}.${name}`, input),
    ]);
    return [domain, Object.fromEntries(calls)];
  });
  return Object.fromEntries(domains) as { [D in keyof EngineContract]: EngineClient[D] };
}
