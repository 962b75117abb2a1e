import { BrowserWindow, screen } from 'electron';
import { codePage } from './renderer-files.ts';
import { canvasColour, followTheme } from './theme.ts';
import { pageRights } from './web-preferences.ts';

const size = { width: 340, height: 420 };
const gap = 16;

export interface CodeWindow {
  current(): BrowserWindow | undefined;
  /** Brings it up beside whatever is being worked in, or sends it away again. */
  toggle(): void;
  hide(): void;
  /** Ends it: a window that nobody sees must not keep the application running. */
  close(): void;
}

/** In the corner of the screen that the cursor is on, clear of the taskbar. */
function cornerOfScreen(): { x: number; y: number } {
  const { x, y, width, height } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
  return { x: x + width - size.width - gap, y: y + height - size.height - gap };
}

/** A small window over all others: one code, by a few letters and Enter, without leaving the program that asks for it. */
export function createCodeWindow(deps: { readonly preload: string; readonly packaged: boolean }): CodeWindow {
  let window: BrowserWindow | undefined;

  function open(): BrowserWindow {
    const created = new BrowserWindow({
      ...size,
      ...cornerOfScreen(),
      title: 'Techbench codes',
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      backgroundColor: canvasColour(),
      webPreferences: pageRights(deps.preload, deps.packaged),
    });
    window = created;
    created.setAlwaysOnTop(true, 'floating');
    created.once('ready-to-show', () => created.show());
    created.once('closed', () => {
      if (window === created) window = undefined;
    });
    followTheme(created);
    void created.loadURL(codePage);
    return created;
  }

  return {
    current: () => window,
    hide: () => window?.hide(),
    close: () => window?.destroy(),
    toggle() {
      if (!window) {
        open();
        return;
      }
      if (window.isVisible() && window.isFocused()) {
        window.hide();
        return;
      }
      const { x, y } = cornerOfScreen();
      window.setPosition(x, y);
      window.show();
      window.focus();
    },
  };
}
