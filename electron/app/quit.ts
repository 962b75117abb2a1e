import type { App } from 'electron';

/**
 * Quitting, in order: windows may close, then the engine finishes and closes its database, then the
 * process ends. `stopEngine` must settle in bounded time.
 */
export function quitCleanly(app: App, steps: { readonly allowClose: () => void; readonly stopEngine: () => Promise<void> }): void {
  let stopped = false;
  app.on('before-quit', steps.allowClose);
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void steps.stopEngine().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}
