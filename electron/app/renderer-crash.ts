import { dialog, type BrowserWindow } from 'electron';
import { createCrashLimit } from '../../shared/crash-limit.ts';
import { safePage, startPage } from './renderer-files.ts';

/** A pause, so that the crash reporter and the operating system are done with the old process. */
const reloadDelayMs = 250;

async function askWhetherToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Techbench does not respond.',
    detail: 'Reloading keeps everything that was saved, drafts included.',
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/**
 * Brings a crashed page back within two seconds. Text that was being written is in the engine's drafts;
 * a page that crashes three times a minute is replaced by one without any script.
 */
export function surviveRendererCrashes(
  window: BrowserWindow,
  log: (message: string, fields?: Record<string, unknown>) => void,
): void {
  const { webContents } = window;
  const crashes = createCrashLimit({ limit: 3, windowMs: 60_000, monotonic: () => performance.now() });

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('the window crashed', { reason, exitCode });
    const page = crashes.exceededByNext() ? safePage : startPage;
    setTimeout(() => {
      if (!window.isDestroyed()) void webContents.loadURL(page);
    }, reloadDelayMs);
  });

  let asking = false;
  window.on('unresponsive', () => {
    if (asking) return;
    asking = true;
    log('the window does not respond');
    void askWhetherToReload(window).then((reload) => {
      asking = false;
      return reload && !window.isDestroyed() && webContents.forcefullyCrashRenderer();
    });
  });
}
