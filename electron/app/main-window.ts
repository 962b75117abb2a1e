import path from 'node:path';
import { BrowserWindow, screen, type App } from 'electron';
import type { PreferencesStore } from './preferences-store.ts';
import { isOwnUrl } from './own-url.ts';
import { startPage } from './renderer-files.ts';
import { surviveRendererCrashes } from './renderer-crash.ts';
import { canvasColour, followTheme } from './theme.ts';
import { pageRights } from './web-preferences.ts';
import { placeWindow, readWindowState, smallestWindow, writeWindowState } from './window-state.ts';

export interface MainWindow {
  /** The window, while there is one. */
  current(): BrowserWindow | undefined;
  /** Brings it to the front, opened at `place` where there was none; says which it did. */
  show(place?: string): 'shown' | 'opened';
  /** Runs once, when the page has loaded for the first time. */
  onceLoaded(listener: () => void): void;
  /** From now on closing means closing. */
  allowClose(): void;
}

export interface MainWindowDeps {
  readonly app: App;
  readonly userData: string;
  readonly preload: string;
  readonly preferences: PreferencesStore;
  /** Called before the window goes out of sight: from then on only the tray leads back. */
  readonly beforeHiding: () => void;
  readonly startHidden: boolean;
  /** It is gone, not just out of sight. */
  readonly onClosed: () => void;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

function createWindow(preload: string, packaged: boolean, stateFile: string): BrowserWindow {
  const state = readWindowState(stateFile);
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(state?.bounds ?? null, areas),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Techbench',
    show: false,
    backgroundColor: canvasColour(),
    autoHideMenuBar: true,
    webPreferences: pageRights(preload, packaged),
  });
  if (state?.maximized) window.maximize();
  return window;
}

const aborted = -3;

/** Chromium turns some addresses into an empty or an error page without asking: no way out, but no window either. */
function comeHome({ webContents }: BrowserWindow, log: MainWindowDeps['log']): void {
  const returnFrom = (url: string): void => {
    if (isOwnUrl(url)) return;
    log('the window had been led away', { url: url.slice(0, 200) });
    void webContents.loadURL(startPage);
  };
  webContents.on('did-navigate', (_event, url) => returnFrom(url));
  webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== aborted) returnFrom(url);
  });
}

function rememberPlace(window: BrowserWindow, stateFile: string): void {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', write);
}

export function createMainWindow(deps: MainWindowDeps): MainWindow {
  const stateFile = path.join(deps.userData, 'window-state.json');
  let window: BrowserWindow | undefined;
  let closing = false;
  let openedBefore = false;

  function open(place: string): void {
    const created = createWindow(deps.preload, deps.app.isPackaged, stateFile);
    window = created;
    const hidden = deps.startHidden && !openedBefore;
    openedBefore = true;
    created.once('ready-to-show', () => {
      if (!hidden) created.show();
    });
    created.on('close', (event) => {
      if (closing || !deps.preferences.get().closeToTray) return;
      event.preventDefault();
      deps.beforeHiding();
      created.hide();
    });
    created.once('closed', () => {
      if (window === created) window = undefined;
      deps.onClosed();
    });
    created.webContents.on('did-finish-load', () => {
      created.webContents.setZoomFactor(deps.preferences.get().zoom);
    });
    comeHome(created, deps.log);
    rememberPlace(created, stateFile);
    followTheme(created);
    surviveRendererCrashes(created, deps.log);
    void created.loadURL(place === '' ? startPage : `${startPage}#${place}`);
  }
  deps.preferences.onChange((now, before) => {
    if (now.zoom !== before.zoom) window?.webContents.setZoomFactor(now.zoom);
  });

  return {
    current: () => window,
    show(place = '') {
      if (!window) {
        open(place);
        return 'opened';
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return 'shown';
    },
    onceLoaded(listener) {
      window?.webContents.once('did-finish-load', listener);
    },
    allowClose() {
      closing = true;
    },
  };
}
