import type { PushEvent } from '../../shared/events.ts';
import type { Recovery } from '../../shared/system.ts';
import type { ListenWish } from './local-door.ts';
import type { Clock } from './platform/clock.ts';
import type { Keychain } from './platform/keychain.ts';
import type { Log } from './platform/log.ts';
import type { Outside } from './uptime/uptime.ts';

export interface EngineDeps {
  readonly dataDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Native SQLite addon for old test runtimes; the bundled one otherwise. */
  readonly nativeBinding?: string | undefined;
  readonly http: ListenWish;
  readonly push: (event: PushEvent) => void;
  /** Where the key of the vault is kept; without one it opens with a passphrase only. */
  readonly keychain?: Keychain;
  /** No console: the vault opens whenever it can and never locks by itself. */
  readonly unattended?: boolean;
  /** Webhooks, monitors and connections may reach this machine itself: for tests and local tools. */
  readonly insecureLoopback?: boolean;
  /** What monitors see of the world, where that is not the real one. */
  readonly outside?: Partial<Outside>;
  /** The open database is damaged: whoever hosts the engine ends it, and the next start repairs. */
  readonly onDamage?: (reason: string) => void;
}

export interface StartReport {
  readonly address: string | null;
  /** The port that was wished for and is taken by another program. */
  readonly portTaken: number | null;
  readonly recovery: Recovery | null;
  readonly readOnly: { readonly reason: string } | null;
}

/** What the computer does, as the host of the engine hears of it. */
export type PowerEvent = 'screen_locked' | 'suspended' | 'resumed';
