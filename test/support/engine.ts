import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { silentLog, type Log } from '../../electron/engine/platform/log.ts';
import type { NewApiKey, RevealedKey } from '../../shared/api-key.ts';
import { engineContract, type EngineClient } from '../../shared/contract.ts';
import type { PushEvent } from '../../shared/events.ts';
import { virtualClock, type VirtualClock } from './clock.ts';
import { testKeychain, type TestKeychain } from './keychain.ts';

export interface TestEngine {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly dataDir: string;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly pushed: PushEvent[];
  readonly keychain: TestKeychain;
  /** Calls as the technician at the console does, inputs parsed by the contract. */
  readonly console: EngineClient;
  /** By default with both ticket scopes, every organization, and a limit that no test reaches by accident. */
  issueKey(options?: Partial<NewApiKey>): Promise<RevealedKey>;
  stop(): Promise<void>;
}

export interface TestEngineOptions {
  readonly dataDir?: string;
  readonly log?: Log;
  /** One that an earlier engine used, for its vault to be opened again. */
  readonly keychain?: TestKeychain;
  /** Leaves the vault as it is: no attempt is made to open it. */
  readonly vaultClosed?: boolean;
  /** The vault locks by itself after ten minutes, as it does for people. */
  readonly locksWhenIdle?: boolean;
  /** What goes out may reach receivers of the test. */
  readonly insecureLoopback?: boolean;
}

/**
 * A real engine in this process: a database file of its own, a real listener on a free port, a clock that the
 * test moves, a workspace that is set up and a vault that is open. `stop` removes its folder, unless the test
 * brought one.
 */
export async function startEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'techbench-test-'));
  const clock = virtualClock();
  const pushed: PushEvent[] = [];
  const keychain = options.keychain ?? testKeychain();
  const engine = createEngine({
    dataDir,
    version: '0.0.0-test',
    clock,
    log: options.log ?? silentLog,
    http: { host: '127.0.0.1', port: 0, strictPort: false },
    push: (event) => pushed.push(event),
    keychain,
    insecureLoopback: options.insecureLoopback ?? false,
  });
  const { address } = await engine.start();
  const consoleClient = consoleOf(engine);
  if ((await consoleClient.workspace.get({})) === null) {
    await consoleClient.workspace.setUp({
      organizationName: 'Bench MSP',
      technicianName: 'Ada Byron',
      technicianEmail: 'ada@msp.example',
    });
  }
  if (!options.vaultClosed) {
    await engine.openVault();
    // Tests let hours pass.
    if (!options.locksWhenIdle) await consoleClient.vault.configure({ lockAfterMinutes: null });
  }
  return {
    engine,
    keychain,
    clock,
    dataDir,
    url: address!,
    pushed,
    console: consoleClient,
    issueKey: (given) =>
      consoleClient.keys.issue({
        name: 'Test key',
        scopes: ['tickets:read', 'tickets:write'],
        tier: 'enterprise',
        ...given,
      }),
    async stop() {
      await engine.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}

function consoleOf(engine: Engine): EngineClient {
  const domains = Object.entries(engineContract).map(([domain, procedures]) => [
    domain,
    Object.fromEntries(
      Object.keys(procedures).map((name) => [
        name,
        (input: unknown) => engine.call(engine.consoleCaller(), `${domain}.${name}`, input),
      ]),
    ),
  ]);
  return Object.fromEntries(domains) as EngineClient;
}
