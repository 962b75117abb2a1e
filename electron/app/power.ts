import { powerMonitor, type PowerMonitor } from 'electron';

/** Held for the application's life: a collected monitor was a use-after-free in Electron (CVE-2026-34770). */
let monitor: PowerMonitor | undefined;

/** What a machine that sleeps, locks or shuts down means here: a locked vault, fresh answers afterwards, a clean end. */
export function followPower(on: {
  readonly suspend: () => void;
  readonly lockScreen: () => void;
  readonly resume: () => void;
  readonly shutdown: () => void;
}): void {
  monitor = powerMonitor;
  monitor.on('suspend', on.suspend);
  monitor.on('lock-screen', on.lockScreen);
  monitor.on('resume', on.resume);
  // Without preventDefault the session would not wait for the database to be closed.
  // Electron types this listener without its event.
  const shutdown = (event?: { preventDefault(): void }): void => {
    event?.preventDefault();
    on.shutdown();
  };
  monitor.on('shutdown', shutdown);
}
