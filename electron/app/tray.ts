import path from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';

export interface TrayActions {
  readonly open: () => void;
  readonly navigate: (place: string) => void;
  readonly quit: () => void;
}

export interface TrayIcon {
  /** Shows the engine's address, or why there is none, as the menu's first line. */
  describe(status: string): void;
}

function trayImage(resources: string): Electron.NativeImage {
  const name =
    process.platform === 'darwin'
      ? 'trayTemplate.png'
      : process.platform === 'win32'
        ? 'tray.ico'
        : 'tray.png';
  return nativeImage.createFromPath(path.join(resources, 'tray', name));
}

/** The icon beside the clock. The caller keeps what this returns: a collected tray disappears. */
export function createTray(resources: string, actions: TrayActions): TrayIcon {
  const tray = new Tray(trayImage(resources));
  tray.setToolTip('Techbench');
  tray.on('click', actions.open);
  const describe = (status: string): void => {
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: status, enabled: false },
        { type: 'separator' },
        { label: 'Open Techbench', click: actions.open },
        { label: 'New ticket', click: () => actions.navigate('new-ticket') },
        { type: 'separator' },
        { label: 'Quit', click: actions.quit },
      ]),
    );
  };
  describe('Engine starting');
  return { describe };
}
