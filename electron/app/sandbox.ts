import type { App } from 'electron';

/**
 * Every renderer in Chromium's sandbox, whatever a window asks for. Chromium cannot have it as root on
 * Linux (containers, CI machines): there `--no-sandbox` must be given and `enableSandbox` would undo it.
 * The switch counts for an unpackaged application and for nobody else.
 */
export function enforceSandbox(app: App): void {
  const rootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
  if (rootOnLinux && !app.isPackaged && app.commandLine.hasSwitch('no-sandbox')) return;
  app.enableSandbox();
}
