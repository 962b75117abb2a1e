import path from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import { trayMenu, type TrayActions, type TrayState } from './tray-menu.ts';

export interface TrayIcon {
  show(state: TrayState): void;
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
  return { show: (state) => tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, actions))) };
}
