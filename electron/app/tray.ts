import path from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import type { PinnedCode } from './pinned-codes.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly navigate: (place: string) => void;
  readonly showCodes: () => void;
  readonly copyCode: (entryId: number) => void;
  readonly lockVault: () => void;
  readonly quit: () => void;
}

export interface TrayState {
  /** The engine's address, or why there is none: the menu's first line. */
  readonly status: string;
  readonly vaultIsOpen: boolean;
  /** Only while the vault is open. */
  readonly pinned: readonly PinnedCode[];
}

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

/** `&` marks a letter in menus; a name that holds one shows it. */
const menuText = (name: string) => name.replaceAll('&', '&&');

/** What the menu says for a state; the codes themselves are never in it. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const codes = state.pinned.map(({ entryId, name }) => ({
    label: `Copy code of ${menuText(name)}`,
    click: () => actions.copyCode(entryId),
  }));
  return [
    { label: state.status, enabled: false },
    { type: 'separator' },
    ...codes,
    { label: 'Codes…', click: actions.showCodes },
    {
      label: state.vaultIsOpen ? 'Lock the vault now' : 'The vault is locked',
      enabled: state.vaultIsOpen,
      click: actions.lockVault,
    },
    { type: 'separator' },
    { label: 'Open Techbench', click: actions.open },
    { label: 'New ticket', click: () => actions.navigate('new-ticket') },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ];
}

/** The icon beside the clock. The caller keeps what this returns: a collected tray disappears. */
export function createTray(resources: string, actions: TrayActions): TrayIcon {
  const tray = new Tray(trayImage(resources));
  tray.setToolTip('Techbench');
  tray.on('click', actions.open);
  return { show: (state) => tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, actions))) };
}
