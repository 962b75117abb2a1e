import type { PushEvent } from '../../shared/events.ts';
import type { VaultExportFile } from '../../shared/vault-file-format.ts';
import type { PowerEvent, StartReport } from '../engine/engine.ts';
import type { KeychainAnswer, KeychainWrite } from '../engine/platform/keychain.ts';

/** What main decides about an engine before it starts; plain data, so that it can cross to the process. */
export interface EngineOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly http: { readonly host: string; readonly port: number; readonly strictPort: boolean } | null;
  /** An addon to load instead of the bundled one; never in a packaged application. */
  readonly nativeBinding?: string;
  /** Let monitors and webhooks reach this machine itself; never in a packaged application. */
  readonly insecureLoopback?: boolean;
  /** Fill an empty workspace with the sample MSP. */
  readonly sample: boolean;
  /** What the technician knows main's keychain as. */
  readonly keychain: string;
}

/** Main to engine process. */
export type EngineRequest =
  | { readonly kind: 'start'; readonly options: EngineOptions }
  | { readonly kind: 'call'; readonly id: number; readonly path: string; readonly input: unknown }
  | { readonly kind: 'openImportFile'; readonly id: number; readonly file: string }
  | { readonly kind: 'exportEntries'; readonly id: number; readonly wanted: VaultExportFile }
  | { readonly kind: 'keychainAnswer'; readonly id: number; readonly answer: KeychainAnswer | KeychainWrite }
  /** The computer goes to sleep, or shows its lock. */
  | { readonly kind: 'power'; readonly event: PowerEvent }
  | { readonly kind: 'stop' };

/** Engine process to main. Envelopes travel as JSON text: main passes them on without reading them. */
export type EngineReply =
  | { readonly kind: 'ready'; readonly report: StartReport }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'result'; readonly id: number; readonly envelope: string }
  | { readonly kind: 'push'; readonly event: PushEvent }
  /** Main holds the keychain: the engine asks it, to read or to write one item. */
  | {
      readonly kind: 'askKeychain';
      readonly id: number;
      readonly name: string;
      readonly secret: string | null;
    };
