import type { App } from 'electron';

/** A page that hangs would answer no request to close, and must not keep the application from ending. */
const windowPatienceMs = 2000;

/**
 * Quitting, in order: windows may close, then the engine finishes and closes its database, then the
 * process ends. `finish` must settle in bounded time.
 */
export function quitCleanly(
  app: App,
  steps: {
    readonly allowClose: () => void;
    /** Ends a window that is still there; called once the others had time to close. */
    readonly destroyWindow: () => void;
    /** Stops the engine and writes what is left to write. */
    readonly finish: () => Promise<unknown>;
  },
): void {
  app.on('before-quit', () => {
    steps.allowClose();
    setTimeout(steps.destroyWindow, windowPatienceMs).unref();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    // Every window is closed by now and the engine was the last thing to wait for; asking to quit once
    // more from inside a quit is not reliable.
    void steps.finish().finally(() => app.exit(0));
  });
}
